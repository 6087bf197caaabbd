import type { Severity } from '../../base/finding.js';
import type { TemplateProblem } from '../../jsone/check/check.js';
import { TOO_MANY_STEPS } from '../../services/github/render.js';
import { problemFixes } from '../../services/problem-fixes.js';
import type { ServiceError } from '../../services/service-error.js';
import type { SyntaxTree } from '../../syntax/node.js';
import { ALWAYS_SILENT } from '../plain-task.js';
import type { Rule, RuleContext, RuleFinding } from '../rule.js';
import { isSamePlace, serviceErrorsOf } from '../service-errors.js';

export const template: Rule = {
  id: 'template',
  summary: 'A mistake in a JSON-e template, or in the parameters of version 0.',
  severity: 'error',
  foresee: ALWAYS_SILENT,
  check(context) {
    const rendered = context.serviceErrors().filter((error) => error.rule === 'template');
    const problems = context
      .templateProblems()
      .filter(({ about }) => about === undefined)
      .map((problem) => toFinding(context.model.tree, problem, severityOf(problem, rendered, context)));
    return [...problems, ...serviceErrorsOf(context, 'template', problems)];
  },
};

/**
 * The severity of a mistake in the template: the rule's own (undefined) if some event reaches it, or if nothing is known of
 * that. If no event reaches it, the service accepts it.
 */
function severityOf(
  { span, accepted }: TemplateProblem,
  rendered: readonly ServiceError[],
  { model, renderings }: RuleContext,
): Severity | undefined {
  // A parameter of version 0 that does not exist stays as it is, which the queue may not take.
  const isRefused = rendered.some((error) => error.span.start === span.start && error.span.end === span.end);
  if (accepted) return isRefused ? undefined : 'warning';
  const all = renderings();
  if (all.length === 0 || all.some(({ error }) => error === TOO_MANY_STEPS)) return undefined;
  const same = rendered.filter((error) => isSamePlace(model.tree.text, error.span, span));
  return same.length === 0 ? 'warning' : undefined;
}

function toFinding(tree: SyntaxTree, problem: TemplateProblem, severity: Severity | undefined): RuleFinding {
  const { message, span } = problem;
  return { message, span, fixes: problemFixes(tree, problem), ...(severity && { severity }) };
}
