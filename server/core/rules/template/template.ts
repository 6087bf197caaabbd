import type { TemplateProblem } from '../../jsone/check/check.js';
import { issuesOf } from '../issues.js';
import { ALWAYS_SILENT } from '../plain-task.js';
import type { Rule, RuleContext, RuleFinding } from '../rule.js';

export const template: Rule = {
  id: 'template',
  summary: 'A mistake in a JSON-e template, or in the parameters of version 0.',
  severity: 'error',
  foresee: ALWAYS_SILENT,
  check(context) {
    const reached = mayBeReached(context);
    const mistakes = context.templateProblems().filter(({ about }) => about === undefined);
    const problems = mistakes.map((problem) => toFinding(problem, reached));
    return [...problems, ...issuesOf(context, 'template', problems)];
  },
};

/**
 * Whether some rendering fails because of a possible mistake in the template. If every event renders, or merely lacks a
 * property that the template reads, the service accepts the file, because a mistake in it is never reached.
 */
function mayBeReached({ model, renderings }: RuleContext): boolean {
  if (model.kind !== 'taskcluster-yml-v1') return true;
  const all = renderings();
  return all.length === 0 || all.some(({ error }) => error !== undefined && !/has no property/.test(error));
}

function toFinding({ message, span, replacement, accepted }: TemplateProblem, reached: boolean): RuleFinding {
  const finding: RuleFinding = accepted || !reached ? { message, span, severity: 'warning' } : { message, span };
  if (!replacement) return finding;
  const { title, ...edit } = replacement;
  return { ...finding, fixes: [{ title, safety: 'suggestion', edits: [edit] }] };
}
