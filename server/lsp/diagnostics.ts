import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { Finding, FindingTag, Severity } from '../core/base/finding.js';
import type { Range, Span, TextKind } from '../core/base/text.js';
import { SECTION } from '../core/config/config.js';
import { type Aggregate, Flag } from '../core/incremental/aggregate.js';
import { hasRoom, looseFindings, type Room, roomFor as shareOut } from '../core/incremental/analysis.js';
import type { Segment } from '../core/incremental/segment.js';
import { sliceOf } from '../core/incremental/segmented-document.js';
import { documentationOf } from '../core/rules/documentation.js';
import type { DerivedKind } from '../documents/derived.js';
import { type FurtherFindings, NOTHING_FURTHER } from '../documents/further-findings.js';
import { rangeInDocument, rangeOfSegmentSpan, shiftRange } from '../documents/positions.js';
import type { Snapshot } from '../documents/snapshots.js';

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const TAG: Readonly<Record<FindingTag, DiagnosticTag>> = {
  deprecated: DiagnosticTag.Deprecated,
  unnecessary: DiagnosticTag.Unnecessary,
};

/**
 * The most findings to send for one document: VS Code shows at most 1,000 diagnostics, and a finding may become several. The
 * most severe come first, and among those the first in the text.
 */
const MOST_FINDINGS = 500;

/**
 * Only the hints around the last change are sent, because they are sent again with every key, and nobody reads more than a
 * screenful. This many are sent whatever else there is. In a text with one segment, no place is nearer to the change than
 * another, so hints get the remaining slots.
 */
const MOST_HINTS = 50;

/** The diagnostics of a document, by line. Within a line the most severe come first, the order in which hovers list them. */
export function toDiagnostics(snapshot: Snapshot, further: FurtherFindings = NOTHING_FURTHER): Diagnostic[] {
  const aggregate = snapshot.aggregate();
  const loose = looseFindings(aggregate);
  const places = aggregate.document.places();
  const hasFurther = further !== NOTHING_FURTHER;
  const counts = counted(aggregate, loose, further);
  const room = roomFor(counts, aggregate.results.length === 1);
  const reach = counts.hint > room.hint ? reachOfHints(aggregate, room.hint, further) : aggregate.results.length;
  const out = loose
    .filter(({ severity }) => room[severity]-- > 0)
    .flatMap((finding) => diagnosticsAt(finding, snapshot));
  for (let index = 0; index < aggregate.results.length; index++) {
    const isNear = Math.abs(index - aggregate.lastChanged) <= reach;
    const flags = aggregate.flags[index] ?? 0;
    if (!hasFurther && !(flags & Flag.graver) && !(flags & Flag.hint && isNear)) continue;
    const [result, segment] = [aggregate.results[index], aggregate.document.segments[index]];
    if (!result || !segment) continue;
    const line = places.lineOf(index);
    const rangeOf = (span: Span<'segment'>): Range => rangeOfSegmentSpan(aggregate.document, index, span);
    const add = (finding: Finding<'segment'>): void => {
      if ((finding.severity === 'hint' && !isNear) || room[finding.severity]-- <= 0) return;
      for (const relative of relativeDiagnostics(snapshot, segment, finding))
        out.push({
          ...relative,
          range: shiftRange(relative.range, line),
          ...relatedOf(finding, snapshot.uri, rangeOf),
        });
    };
    if (hasRoom(result, room)) result.findings.forEach(add);
    further(result).forEach(add);
  }
  return out.sort(
    ({ range: a, severity: gravity = 1 }, { range: b, severity = 1 }) =>
      a.start.line - b.start.line || gravity - severity || a.start.character - b.start.character,
  );
}

/** The segments around the last change that together have a given number of hints. */
function reachOfHints({ results, lastChanged }: Aggregate, most: number, further: FurtherFindings): number {
  const hintsAt = (index: number): number => {
    const result = results[index];
    return result ? result.counts.hint + further(result).filter(({ severity }) => severity === 'hint').length : 0;
  };
  let left = most;
  let reach = -1;
  while (left > 0 && reach < results.length) {
    reach++;
    left -= hintsAt(lastChanged + reach);
    if (reach > 0) left -= hintsAt(lastChanged - reach);
  }
  return reach;
}

type Counts = Record<Severity, number>;

function counted(aggregate: Aggregate, loose: readonly Finding<'document'>[], further: FurtherFindings): Counts {
  const counts = { ...aggregate.counts };
  for (const { severity } of loose) counts[severity]++;
  if (further === NOTHING_FURTHER) return counts;
  for (const result of aggregate.results) for (const { severity } of further(result)) counts[severity]++;
  return counts;
}

/** How many findings of each severity to send. `isOne`: whether the text is one segment. */
function roomFor(counts: Counts, isOne: boolean): Room {
  const reserved = Math.min(counts.hint, MOST_HINTS);
  const graver = shareOut({ ...counts, hint: 0 }, MOST_FINDINGS - reserved);
  const left = MOST_FINDINGS - reserved - graver.error - graver.warning - graver.info;
  return { ...graver, hint: isOne ? Math.min(counts.hint, reserved + left) : reserved };
}

/** The diagnostics of a finding. */
export function diagnosticsAt(finding: Finding<'document'>, snapshot: Snapshot): Diagnostic[] {
  const { document } = snapshot.aggregate();
  const rangeOf = (span: Span<'document'>): Range => rangeInDocument(document, span);
  const places = placesOfFinding(finding, (span) => sliceOf(document, span));
  const related = relatedOf(finding, snapshot.uri, rangeOf);
  return places.map((place) => ({ ...toDiagnostic(finding, rangeOf(place)), ...related }));
}

const RELATIVE: DerivedKind<Finding<'segment'>, readonly Diagnostic[]> = { name: 'diagnostics' };

/** The diagnostics of a finding as if its segment began on the first line. Computed once. */
function relativeDiagnostics(
  { derived }: Snapshot,
  segment: Segment,
  finding: Finding<'segment'>,
): readonly Diagnostic[] {
  const ranged = derived.of(RELATIVE);
  const known = ranged.get(finding);
  if (known) return known;
  const lines = segment.lines();
  const made = placesOfFinding(finding, ({ start, end }) => segment.text.slice(start, end)).map((place) =>
    toDiagnostic(finding, lines.rangeOf(place)),
  );
  ranged.set(finding, made);
  return made;
}

/**
 * An LSP diagnostic has one range. A finding becomes one diagnostic, because problem lists count them, and its other places
 * become related information. Only hints, which are not listed, become one diagnostic per place. This lets an editor strike
 * through both keys of a pair, and fade several lines without their indentation.
 */
function placesOfFinding<In extends TextKind>(
  finding: Finding<In>,
  textOf: (span: Span<In>) => string,
): readonly Span<In>[] {
  const { severity, tags, tagged } = finding;
  const places = markedPlaces(finding);
  if (severity !== 'hint') return places.slice(0, 1);
  return tags && !tagged ? places.flatMap((place) => linesOf(place, textOf(place))) : places;
}

/** Where an editor marks a finding. */
function markedPlaces<In extends TextKind>({ span, also = [], tagged }: Finding<In>): readonly Span<In>[] {
  return tagged ?? [span, ...also];
}

/** The part of each line that a span covers, without surrounding space. */
function linesOf<In extends TextKind>({ start }: Span<In>, text: string): Span<In>[] {
  const parts = [...text.matchAll(/\S(?:.*\S)?/g)];
  return parts.map(({ 0: part, index }) => ({ start: start + index, end: start + index + part.length }));
}

function toDiagnostic({ rule, severity, message, tags }: Finding<TextKind>, range: Range): Diagnostic {
  return {
    range,
    severity: SEVERITY[severity],
    source: SECTION,
    code: rule,
    codeDescription: { href: documentationOf(rule) },
    message,
    ...(tags && { tags: tags.map((tag) => TAG[tag]) }),
  };
}

function relatedOf<In extends TextKind>(
  finding: Finding<In>,
  uri: string,
  rangeOf: (span: Span<In>) => Range,
): Pick<Diagnostic, 'relatedInformation'> {
  const further = finding.severity === 'hint' ? [] : markedPlaces(finding).slice(1);
  const related = [...further.map((span) => ({ span, message: 'Also here.' })), ...(finding.related ?? [])];
  if (related.length === 0) return {};
  return {
    relatedInformation: related.map((one) => ({
      location: { uri, range: rangeOf(one.span) },
      message: one.message,
    })),
  };
}
