import { versionOneIn } from '../other-version/version-one.js';
import { SILENT_IF_ACCEPTED } from '../plain-task.js';
import type { Rule, RuleContext, RuleFinding } from '../rule.js';
import { isSamePlace, serviceErrorsOf } from '../service-errors.js';

export const schema: Rule = {
  id: 'schema',
  summary: "A value, a key or a missing key that the service's schema rejects.",
  severity: 'error',
  foresee: SILENT_IF_ACCEPTED,
  check: (context) =>
    context.model.kind === 'taskcluster-yml-v0' ? withReasons(context) : serviceErrorsOf(context, 'schema'),
};

/** What is wrong with values of version 0, and why, where it is that they are written as version 1 writes them. */
function withReasons(context: RuleContext): RuleFinding[] {
  const { tree } = context.model;
  const foreign = versionOneIn(tree);
  return serviceErrorsOf(context, 'schema').map((found) => {
    const reason = foreign.find(({ span }) => isSamePlace(tree.text, found.span, span));
    return reason ? { ...found, message: `${found.message} ${reason.message}`, fixes: reason.fixes ?? [] } : found;
  });
}
