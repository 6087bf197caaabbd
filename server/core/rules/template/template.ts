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
    const refused = context.judgement().filter(({ rule }) => rule === 'template');
    const problems = mistakes.map((problem) => {
      // A parameter of version 0 that does not exist stays as it is, which the queue may not take.
      const isRefused = refused.some(({ span }) => span.start === problem.span.start && span.end === problem.span.end);
      return toFinding(problem, reached, problem.accepted === true && !isRefused);
    });
    return [...problems, ...issuesOf(context, 'template', problems)];
  },
};

/**
 * Whether some rendering fails for a reason that may be a mistake of the template. Where every event is rendered, or
 * only lacks a property that the template reads, the service accepts the file: a mistake in it is never reached.
 */
function mayBeReached({ model, renderings }: RuleContext): boolean {
  if (model.kind !== 'taskcluster-yml-v1') return true;
  const all = renderings();
  return all.length === 0 || all.some(({ error }) => error !== undefined && !/has no property/.test(error));
}

function toFinding({ message, span, replacement }: TemplateProblem, reached: boolean, accepted: boolean): RuleFinding {
  const finding: RuleFinding = accepted || !reached ? { message, span, severity: 'warning' } : { message, span };
  if (!replacement) return finding;
  const { title, ...edit } = replacement;
  return { ...finding, fixes: [{ title, safety: 'suggestion', edits: [edit] }] };
}
