import type { DocumentKind } from '../base/document.js';
import type { Finding, Severity } from '../base/finding.js';
import type { RuleId } from '../base/rule-ids.js';
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
  const found = suppressions.flatMap((placed): Finding<'document'>[] => {
    const { text, offset } = placed.holder;
    const suppression = moveSuppression(
      placed.suppression,
      bothEnds<'document', 'tree'>((at) => at - offset),
    );
    const isUsed = (rule: RuleId): boolean | undefined =>
      isComplete || rule === 'syntax' ? isUsedFor(placed, rule, parted) : undefined;
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

function isUsedFor(
  { suppression, target }: PlacedSuppression,
  rule: RuleId,
  { document, results, silencedSyntax }: PartedDocument,
): boolean {
  if (rule === 'syntax' && silencedSyntax.length > 0) return true;
  if (suppression.reach === 'file') return results.some(({ silenced }) => silenced?.rules.has(rule));
  const isUsedIn = (index: number): boolean => {
    const silenced = results[index]?.silenced;
    if (!silenced?.rules.has(rule)) return false;
    const own: Suppression<'segment'> = moveSuppression(suppression, fromDocument(document, index));
    return [...silenced.findings(), ...silenced.inFrame].some(
      ({ finding }) => finding.rule === rule && silences(own, finding),
    );
  };
  return target === 'all' ? results.some((_, index) => isUsedIn(index)) : isUsedIn(target);
}
