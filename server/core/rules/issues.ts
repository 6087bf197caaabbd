import type { RuleId } from '../base/rule-ids.js';
import type { Span } from '../base/text.js';
import type { TaskVariant } from '../model/model.js';
import { type Issue, issueMessage } from '../services/issue.js';
import type { RuleContext, RuleFinding } from './rule.js';

/** What the judgement of the document says under a rule, but for what the rule has found by itself (`found`). */
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

/** What a rule has found by itself, and what the judgement adds to it. */
export function withIssues(context: RuleContext, rule: RuleId, own: Iterable<RuleFinding>): RuleFinding[] {
  const found = [...own];
  return [...found, ...issuesOf(context, rule, found)];
}

/**
 * What a rule has found of these variants without rendering, and what the renderings show of other tasks: those that are
 * made of other mappings.
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

/** Whether the two are about one place. Of a value over several lines, one may be at its key. */
export function isSamePlace(text: string, a: Span, b: Span): boolean {
  const [first, second] = a.start <= b.start ? [a, b] : [b, a];
  return second.start <= first.end || /^\s*:\s*$/.test(text.slice(first.end, Math.min(second.start, first.end + 1000)));
}
