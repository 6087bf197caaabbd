import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { Finding, FindingTag, Severity } from '../core/finding.js';
import { aroundOf } from '../core/pieces/analysis.js';
import type { Piece } from '../core/pieces/document.js';
import type { PieceResult } from '../core/pieces/result.js';
import { documentationOf } from '../core/rules/documentation.js';
import { lineIndex, type Range, type Span } from '../core/text.js';
import { rangeInDocument, shiftRange } from './positions.js';
import { SECTION } from './protocol.js';
import type { Snapshot } from './snapshots.js';

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
 * More diagnostics of one document no editor shows: VS Code stops at 1,000. The gravest are sent, of those the first.
 */
export const MOST_DIAGNOSTICS = 1000;

/** What is said of a piece besides its own findings, e.g. what the deployment knows of the pools it names. */
export type FurtherFindings = (result: PieceResult) => readonly Finding[];

/** The diagnostics of a document, in the order of the text. */
export function toDiagnostics(snapshot: Snapshot, further: FurtherFindings = () => []): Diagnostic[] {
  const { kind, syntax, document, results } = snapshot.whole();
  const loose = [...syntax, ...aroundOf(snapshot.whole())];
  const chosen: Placed[] = loose.map((finding) => ({ finding }));
  for (const [i, result] of results.entries()) {
    if (result.kind !== kind) continue;
    for (const finding of result.findings) chosen.push({ finding, index: i });
    for (const finding of further(result)) chosen.push({ finding, index: i });
  }
  const places = snapshot.places();
  const out: Diagnostic[] = [];
  for (const { finding, index } of gravest(chosen)) {
    const piece = index === undefined ? undefined : document.pieces[index];
    if (!piece || index === undefined) {
      out.push(...diagnosticsAt(finding, snapshot));
      continue;
    }
    const line = places[index]?.line ?? 0;
    for (const relative of relativeDiagnostics(snapshot, piece, finding))
      out.push(shifted(relative, line, finding, index, snapshot));
  }
  return out.slice(0, MOST_DIAGNOSTICS);
}

interface Placed {
  readonly finding: Finding;
  /** The piece whose offsets the finding has; undefined where it has those of the document. */
  readonly index?: number;
}

/** At most as many as are sent, in the order they stand in. */
function gravest(all: readonly Placed[]): readonly Placed[] {
  if (all.length <= MOST_DIAGNOSTICS) return all;
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { finding } of all) counts[finding.severity]++;
  let room = MOST_DIAGNOSTICS;
  const allowed = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const severity of ['error', 'warning', 'info', 'hint'] as const) {
    allowed[severity] = Math.min(counts[severity], room);
    room -= allowed[severity];
  }
  return all.filter(({ finding: { severity } }) => allowed[severity]-- > 0);
}

/** The diagnostics of a finding, with its offsets counting in the document. */
export function diagnosticsAt(finding: Finding, snapshot: Snapshot, index?: number): Diagnostic[] {
  const rangeOf = (span: Span): Range => rangeInDocument(snapshot, span, index);
  const places = placesOfFinding(finding, (span) => textAt(snapshot, span, index));
  return places.map((place) => ({ ...toDiagnostic(finding, rangeOf(place)), ...relatedOf(finding, snapshot, index) }));
}

/** The diagnostics of a finding as they are in a piece that begins in the first line. They are worked out once. */
function relativeDiagnostics({ ranged }: Snapshot, piece: Piece, finding: Finding): readonly Diagnostic[] {
  const known = ranged.get(finding);
  if (known) return known;
  const lines = lineIndex(piece.text);
  const made = placesOfFinding(finding, ({ start, end }) => piece.text.slice(start, end)).map((place) =>
    toDiagnostic(finding, lines.rangeOf(place)),
  );
  ranged.set(finding, made);
  return made;
}

function shifted(
  diagnostic: Diagnostic,
  line: number,
  finding: Finding,
  index: number,
  snapshot: Snapshot,
): Diagnostic {
  return { ...diagnostic, range: shiftRange(diagnostic.range, line), ...relatedOf(finding, snapshot, index) };
}

/**
 * LSP gives one range to each diagnostic, so every further place of a finding is one of its own, and so is every line of
 * what an editor strikes through or fades: it would strike the indentation too.
 */
function placesOfFinding({ span, also = [], tags }: Finding, textOf: (span: Span) => string): Span[] {
  const places = [span, ...also];
  return tags ? places.flatMap((place) => linesOf(place, textOf(place))) : places;
}

/** What a span covers of each of its lines, without the space around it. */
function linesOf({ start }: Span, text: string): Span[] {
  const parts = [...text.matchAll(/\S(?:.*\S)?/g)];
  return parts.map(({ 0: part, index }) => ({ start: start + index, end: start + index + part.length }));
}

function toDiagnostic({ rule, severity, message, tags }: Finding, range: Range): Diagnostic {
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

function relatedOf({ related }: Finding, snapshot: Snapshot, index?: number): Pick<Diagnostic, 'relatedInformation'> {
  if (!related) return {};
  const { uri } = snapshot;
  return {
    relatedInformation: related.map((one) => ({
      location: { uri, range: rangeInDocument(snapshot, one.span, index) },
      message: one.message,
    })),
  };
}

function textAt(snapshot: Snapshot, { start, end }: Span, index?: number): string {
  const { document } = snapshot.whole();
  const piece = index === undefined ? undefined : document.pieces[index];
  return piece ? piece.text.slice(start, end) : snapshot.source().text.slice(start, end);
}
