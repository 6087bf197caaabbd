import type { Finding } from '../base/finding.js';
import type { RuleId } from '../base/rule-ids.js';
import type { Span, TextKind } from '../base/text.js';
import type { Suppression } from './suppression.js';

/** A finding that a comment silences, and the reason given there. */
export interface Suppressed<In extends TextKind = 'tree'> {
  readonly finding: Finding<In>;
  readonly reason: string | undefined;
}

/** Findings, and those among them that are silenced. */
export interface Parted<In extends TextKind = 'tree'> {
  readonly findings: readonly Finding<In>[];
  readonly suppressed: readonly Suppressed<In>[];
}

/**
 * Takes out of findings what comments silence. The only place where this is decided.
 * @param suppressions those that apply to the text of the findings, in its offsets
 */
export function suppress<In extends TextKind>(
  findings: readonly Finding<In>[],
  suppressions: readonly Suppression<In>[],
): Parted<In> {
  if (suppressions.length === 0 || findings.length === 0) return { findings, suppressed: [] };
  const left: Finding<In>[] = [];
  const suppressed: Suppressed<In>[] = [];
  for (const finding of findings) {
    const by = suppressions.filter((one) => silences(one, finding));
    if (by.length === 0) left.push(finding);
    else suppressed.push({ finding, reason: by.find(({ reason }) => reason !== undefined)?.reason });
  }
  return { findings: left, suppressed };
}

/**
 * Whether a comment silences a finding. If a text cannot be read, neither can the comment next to the mistake, so `syntax` can
 * only be silenced for the whole file.
 */
export function silences<In extends TextKind>(
  { reach, rules }: Suppression<In>,
  { rule, span }: { readonly rule: RuleId; readonly span: Span<In> },
): boolean {
  if (reach === undefined || reach === 'below') return false;
  const isReached = reach === 'file' || (rule !== 'syntax' && span.start >= reach.start && span.start < reach.end);
  return isReached && rules.some(({ name }) => name === rule);
}
