import type { Rule } from '../rule.js';
import { versionOneIn } from './version-one.js';
import { versionZeroIn } from './version-zero.js';

export const otherVersion: Rule = {
  id: 'other-version',
  summary: 'Notation of the other version of .taskcluster.yml, which stays as it is.',
  severity: 'warning',
  check({ model }) {
    if (model.tree.problems.length > 0) return [];
    if (model.kind === 'taskcluster-yml-v1') return versionZeroIn(model);
    return model.kind === 'taskcluster-yml-v0' ? versionOneIn(model.tree) : [];
  },
};
