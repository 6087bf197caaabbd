import type { PlannedEdits } from '../../server/lsp/protocol.js';
import type { FileOutcome } from './report.js';

/** What stays according to a plan whose edits were not made. */
export function leftAfter(
  { edits, left }: Pick<PlannedEdits, 'edits' | 'left'>,
  rule: string | null,
): FileOutcome['left'] {
  const notMade = edits.map(({ range, title }) => ({
    at: range.start,
    rule: rule ?? 'prefer-task-queue-id',
    reason: `"${title}" was not chosen`,
  }));
  return [...left.map(({ range, rule: of, reason }) => ({ at: range.start, rule: of, reason })), ...notMade].sort(
    (a, b) => a.at.line - b.at.line || a.at.character - b.at.character,
  );
}

/** How many problems are gone, from the plans before and after. Something was fixed, but not more than was planned. */
export function fixedBetween(before: PlannedEdits, after: PlannedEdits): number {
  const problems = (plan: PlannedEdits): number => plan.fixed + plan.left.length;
  return Math.min(before.fixed, Math.max(1, problems(before) - problems(after)));
}
