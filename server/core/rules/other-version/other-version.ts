import { mayHoldPlaceholder } from '../../jsone/check/check.js';
import { silentIf } from '../plain-task.js';
import type { PlainTask, Rule } from '../rule.js';
import { isSamePlace, serviceErrorsOf } from '../service-errors.js';
import { versionOneIn } from './version-one.js';
import { versionZeroIn } from './version-zero.js';

export const otherVersion: Rule = {
  id: 'other-version',
  summary: 'Notation of the other version of .taskcluster.yml, which has no effect.',
  severity: 'warning',
  foresee: silentIf(
    ({ kind, text, value }) => kind !== 'taskcluster-yml-v1' || !(mayHoldPlaceholder(text) || hasGithubExtra(value)),
  ),
  check(context) {
    const { kind, tree } = context.model;
    if (tree.errors.length > 0) return [];
    if (kind === 'taskcluster-yml-v1') return versionZeroIn(context.model);
    if (kind !== 'taskcluster-yml-v0') return [];
    // Where the queue rejects it the rule `schema` says why.
    const refused = serviceErrorsOf(context, 'schema');
    return versionOneIn(tree).filter(({ span }) => !refused.some((error) => isSamePlace(tree.text, span, error.span)));
  },
};

/** Whether the task has the part of `extra` that tells version 0 for which events to create it. */
function hasGithubExtra({ extra }: PlainTask['value']): boolean {
  return typeof extra === 'object' && extra !== null && Object.hasOwn(extra, 'github');
}
