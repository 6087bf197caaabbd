import type { Finding } from '../base/finding.js';
import type { RuleId } from '../base/rule-ids.js';
import { compareSpans, lastStartingBy, type Span, spansStartingIn, type TextKind } from '../base/text.js';
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
  const silencing = silencer(suppressions);
  const left: Finding<In>[] = [];
  const suppressed: Suppressed<In>[] = [];
  for (const finding of findings) {
    const by = silencing(finding);
    if (by.length === 0) left.push(finding);
    else suppressed.push({ finding, reason: by.find(({ reason }) => reason !== undefined)?.reason });
  }
  return { findings: left, suppressed };
}

/** What decides whether a finding is silenced: its rule and where it begins. */
export interface Place<In extends TextKind = 'tree'> {
  readonly rule: RuleId;
  readonly span: Span<In>;
}

/** Finds the comments that silence a finding without a look at each, because there may be thousands of both. */
export function silencer<In extends TextKind>(
  suppressions: readonly Suppression<In>[],
): (place: Place<In>) => readonly Suppression<In>[] {
  const rules = new Map<string, { everywhere: Suppression<In>[]; lines: Reaching<In>[] }>();
  for (const by of suppressions)
    for (const name of new Set(by.rules.map((rule) => rule.name))) {
      const known = rules.get(name) ?? { everywhere: [], lines: [] };
      rules.set(name, known);
      if (by.reach === 'file') known.everywhere.push(by);
      else if (typeof by.reach === 'object') known.lines.push({ ...by.reach, by });
    }
  for (const { lines } of rules.values()) lines.sort(compareSpans);
  return (place) => {
    const { everywhere = [], lines = [] } = rules.get(place.rule) ?? {};
    // The lines of two comments are the same or have nothing in common.
    const start = lines[lastStartingBy(lines, place.span.start)]?.start ?? 0;
    const found = [...everywhere, ...spansStartingIn(lines, { start, end: start + 1 }).map(({ by }) => by)];
    return found.filter((by) => silences(by, place));
  };
}

/** The lines that a comment reaches. */
interface Reaching<In extends TextKind> extends Span<In> {
  readonly by: Suppression<In>;
}

/**
 * Whether a comment silences a finding. If a text cannot be read, neither can the comment next to the mistake, so `syntax` can
 * only be silenced for the whole file.
 */
export function silences<In extends TextKind>({ reach, rules }: Suppression<In>, { rule, span }: Place<In>): boolean {
  if (reach === undefined || reach === 'below') return false;
  const isReached = reach === 'file' || (rule !== 'syntax' && span.start >= reach.start && span.start < reach.end);
  return isReached && rules.some(({ name }) => name === rule);
}
