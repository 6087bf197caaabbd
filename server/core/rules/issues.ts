import type { RuleId } from '../base/rule-ids.js';
import type { Span } from '../base/text.js';
import type { TaskVariant } from '../model/model.js';
import { type Issue, issueMessage } from '../services/issue.js';
import type { RuleContext, RuleFinding } from './rule.js';

/** What the services' checks report under a rule, except what the rule itself has found (`found`). */
export function issuesOf(
  { model, judgement }: RuleContext,
  rule: RuleId,
  found: readonly RuleFinding[] = [],
  isSaid: (issue: Issue) => boolean = () => false,
): RuleFinding[] {
  const issues = judgement().filter((issue) => issue.rule === rule && !isSaid(issue));
  return issues
    .filter((issue) => !found.some(({ span }) => isSamePlace(model.tree.text, span, issue.span)))
    .map((issue) => {
      const { span, fixes, severity } = issue;
      return { message: issueMessage(issue), span, fixes, ...(severity && { severity }) };
    });
}

/** What a rule itself has found, and what the services' checks add. */
export function withIssues(context: RuleContext, rule: RuleId, own: Iterable<RuleFinding>): RuleFinding[] {
  const found = [...own];
  return [...found, ...issuesOf(context, rule, found)];
}

/**
 * What a rule has found in these variants without rendering, and what the renderings show about tasks made from other
 * mappings.
 */
export function orIssues(
  context: RuleContext,
  rule: RuleId,
  own: Iterable<RuleFinding>,
  variants: readonly TaskVariant[],
): RuleFinding[] {
  const found = [...own];
  const isSaid = ({ task = [] }: Issue): boolean =>
    variants.some(({ shape }) => task.every((map) => shape.parts.includes(map)));
  return [...found, ...issuesOf(context, rule, found, isSaid)];
}

/** Whether both are about the same place. For a value over several lines, one may be at its key. */
function isSamePlace(text: string, a: Span, b: Span): boolean {
  const [first, second] = a.start <= b.start ? [a, b] : [b, a];
  return second.start <= first.end || /^\s*:\s*$/.test(text.slice(first.end, Math.min(second.start, first.end + 1000)));
}
