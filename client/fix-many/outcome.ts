import type { PlannedEdits } from '../../server/lsp/protocol.js';
import type { Translate } from '../l10n.js';
import type { FileOutcome } from './report.js';

/** What stays according to a plan whose edits were not made. */
export function leftAfter(
  { edits, left }: Pick<PlannedEdits, 'edits' | 'left'>,
  rule: string | null,
  t: Translate,
): FileOutcome['left'] {
  const notMade = edits.map(({ range, title }) => ({
    at: range.start,
    rule: rule ?? 'prefer-task-queue-id',
    reason: t('"{0}" was not chosen', title),
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
