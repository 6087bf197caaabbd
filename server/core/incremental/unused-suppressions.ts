import type { DocumentKind } from '../base/document.js';
import type { Finding, Severity } from '../base/finding.js';
import { lazy } from '../base/lazy.js';
import type { RuleId } from '../base/rule-ids.js';
import { compareSpans, lastStartingBy, type Span } from '../base/text.js';
import type { Config } from '../config/config.js';
import { checkSuppression } from '../rules/unused-suppression/unused-suppression.js';
import { type Suppressed, silences, suppress } from '../suppressions/suppress.js';
import { moveSuppression, type Suppression } from '../suppressions/suppression.js';
import { bothEnds, fromDocument } from './convert-offsets.js';
import type { PlacedSuppression } from './place-suppressions.js';
import { moveFinding, type SegmentResult } from './segment-result.js';
import type { SegmentedDocument } from './segmented-document.js';

/** A document with what comments silence in it. */
interface PartedDocument {
  readonly document: SegmentedDocument;
  readonly kind: DocumentKind;
  readonly results: readonly SegmentResult[];
  readonly suppressions: readonly PlacedSuppression[];
  readonly silencedSyntax: readonly Suppressed<'document'>[];
  /** Whether the text can be read. If not, rules may find less than they would. */
  readonly isWellFormed: boolean;
}

/** What is wrong with the comments of a document that should silence findings. */
export function unusedIn(parted: PartedDocument, config: Config): readonly Finding<'document'>[] {
  const { kind, results, suppressions, isWellFormed } = parted;
  if (kind === 'none') return [];
  const limits = config.rules.limits ?? 'info';
  const isComplete = isWellFormed && !results.some((result) => isCutShort(result, limits));
  const silenced = silencedByRule(results);
  const atMost = lazy(() => rulesAtMost(results));
  const found = suppressions.flatMap((placed): Finding<'document'>[] => {
    const { text, offset } = placed.holder;
    const suppression = moveSuppression(
      placed.suppression,
      bothEnds<'document', 'tree'>((at) => at - offset),
    );
    const isUsed = (rule: RuleId): boolean | undefined => {
      if (!isComplete && rule !== 'syntax') return undefined;
      return isUsedFor(placed, rule, parted, silenced) || (atMost().has(rule) ? undefined : false);
    };
    return checkSuppression({ text, suppression, silences: isUsed }, config).map((finding) =>
      moveFinding(
        finding,
        bothEnds((at) => at + offset),
      ),
    );
  });
  return suppress(
    found,
    suppressions.map(({ suppression }) => suppression),
  ).findings;
}

/** Whether a limit was reached, so that not everything is found. Looks for findings only where there may be such a one. */
function isCutShort(result: SegmentResult, severity: Severity | 'off'): boolean {
  if (severity === 'off') return false;
  const isLimit = ({ rule }: Finding<'segment'>): boolean => rule === 'limits';
  const { counts, inFrame, silenced } = result;
  return (
    silenced?.rules.has('limits') || inFrame.some(isLimit) || (counts[severity] > 0 && result.findings.some(isLimit))
  );
}

/** Rules do not report more than some number of mistakes in one value or template; this is the smallest of these numbers. */
const MOST = 50;

/** The rules that find so much in a segment that there may be more. */
function rulesAtMost(results: readonly SegmentResult[]): ReadonlySet<RuleId> {
  const rules = new Set<RuleId>();
  for (const { silenced, findings } of results.filter((result) => findingsIn(result) >= MOST)) {
    const found = new Map<RuleId, number>();
    for (const { rule } of [...findings, ...(silenced?.findings().map(({ finding }) => finding) ?? [])])
      found.set(rule, (found.get(rule) ?? 0) + 1);
    for (const [rule, count] of found) if (count >= MOST) rules.add(rule);
  }
  return rules;
}

function findingsIn({ counts, silenced }: SegmentResult): number {
  return Object.values(counts).reduce((sum, count) => sum + count, silenced?.count ?? 0);
}

/** Finds what is silenced of a rule in a segment, sorted. It is found once, because there may be thousands of comments. */
type SilencedIn = (index: number, rule: RuleId) => readonly Span<'segment'>[];

function silencedByRule(results: readonly SegmentResult[]): SilencedIn {
  const known = new Map<number, ReadonlyMap<RuleId, Span<'segment'>[]>>();
  const find = (index: number): ReadonlyMap<RuleId, Span<'segment'>[]> => {
    const spans = new Map<RuleId, Span<'segment'>[]>();
    const silenced = results[index]?.silenced;
    for (const { finding } of silenced ? [...silenced.findings(), ...silenced.inFrame] : [])
      spans
        .set(finding.rule, spans.get(finding.rule) ?? [])
        .get(finding.rule)
        ?.push(finding.span);
    for (const some of spans.values()) some.sort(compareSpans);
    return spans;
  };
  return (index, rule) => {
    if (!results[index]?.silenced?.rules.has(rule)) return [];
    const found = known.get(index) ?? find(index);
    known.set(index, found);
    return found.get(rule) ?? [];
  };
}

function isUsedFor(
  { suppression, target }: PlacedSuppression,
  rule: RuleId,
  { document, results, silencedSyntax }: PartedDocument,
  silencedIn: SilencedIn,
): boolean {
  if (rule === 'syntax' && silencedSyntax.length > 0) return true;
  if (suppression.reach === 'file') return results.some(({ silenced }) => silenced?.rules.has(rule));
  const isUsedIn = (index: number): boolean => {
    const spans = silencedIn(index, rule);
    if (spans.length === 0) return false;
    const own: Suppression<'segment'> = moveSuppression(suppression, fromDocument(document, index));
    const last = typeof own.reach === 'object' ? spans[lastStartingBy(spans, own.reach.end - 1)] : undefined;
    return last !== undefined && silences(own, { rule, span: last });
  };
  return target === 'all' ? results.some((_, index) => isUsedIn(index)) : isUsedIn(target);
}
