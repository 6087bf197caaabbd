import { issueMessage } from '../judgement/issue.js';
import type { Span } from '../text.js';
import type { RuleId } from './ids.js';
import type { RuleContext, RuleFinding } from './rule.js';

/** What the judgement of the document says under a rule, but for what the rule has found by itself (`found`). */
export function issuesOf({ judgement }: RuleContext, rule: RuleId, found: readonly RuleFinding[] = []): RuleFinding[] {
  const issues = judgement().filter((issue) => issue.rule === rule);
  return issues
    .filter((issue) => !found.some(({ span }) => touches(span, issue.span)))
    .map((issue) => ({ message: issueMessage(issue), span: issue.span, fixes: issue.fixes }));
}

/** What a rule has found by itself, and what the judgement adds to it. */
export function withIssues(context: RuleContext, rule: RuleId, own: Iterable<RuleFinding>): RuleFinding[] {
  const found = [...own];
  return [...found, ...issuesOf(context, rule, found)];
}

/** What a rule has found without rendering; only where that is nothing, what the renderings show. */
export function orIssues(context: RuleContext, rule: RuleId, own: Iterable<RuleFinding>): RuleFinding[] {
  const found = [...own];
  return found.length > 0 ? found : issuesOf(context, rule);
}

function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
