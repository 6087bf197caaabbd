import { mayHoldPlaceholder } from '../../jsone/check/check.js';
import { silentIf } from '../plain-task.js';
import type { PlainTask, Rule } from '../rule.js';
import { versionOneIn } from './version-one.js';
import { versionZeroIn } from './version-zero.js';

export const otherVersion: Rule = {
  id: 'other-version',
  summary: 'Notation of the other version of .taskcluster.yml, which has no effect.',
  severity: 'warning',
  foresee: silentIf(
    ({ kind, text, value }) => kind !== 'taskcluster-yml-v1' || !(mayHoldPlaceholder(text) || hasGithubExtra(value)),
  ),
  check({ model }) {
    if (model.tree.problems.length > 0) return [];
    if (model.kind === 'taskcluster-yml-v1') return versionZeroIn(model);
    return model.kind === 'taskcluster-yml-v0' ? versionOneIn(model.tree) : [];
  },
};

/** Whether the task has the part of `extra` that tells version 0 for which events to create it. */
function hasGithubExtra({ extra }: PlainTask['value']): boolean {
  return typeof extra === 'object' && extra !== null && Object.hasOwn(extra, 'github');
}
