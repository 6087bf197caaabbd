import type { Analysis } from '../analyze.js';
import type { Finding } from '../finding.js';
import type { QueueReference } from '../live/reference.js';
import { once } from '../once.js';
import type { Span } from '../text.js';
import { type PieceDocument, tailOffset } from './document.js';
import type { Memory } from './memory.js';
import { moveFinding, moveReference } from './result.js';
import { judgeWhole, Mark, type WholeResult } from './whole.js';

/** Everything there is to say about a document, in its own offsets. */
export function analysisOf(
  document: PieceDocument,
  memory: Memory,
  whole: WholeResult = judgeWhole(document, memory),
): Analysis {
  const { kind, results, syntax } = whole;
  const findings: Finding[] = [...syntax, ...aroundOf(whole)];
  for (const [i, result] of results.entries()) {
    const move = toDocument(whole.document, i);
    for (const finding of result.findings) findings.push(moveFinding(finding, move));
  }
  return {
    kind,
    findings: findings.sort((a, b) => compareSpans(a.span, b.span)),
    references: once(() => referencesOf(whole)),
  };
}

function referencesOf({ document, results }: WholeResult): QueueReference[] {
  return results.flatMap(({ references }, i) => {
    const move = toDocument(document, i);
    return references.map((reference) => moveReference(reference, move));
  });
}

/** What is to be said of the text around the list, each thing once however many pieces give rise to it. */
export function aroundOf({ document, results, marks }: WholeResult): Finding[] {
  const found = new Map<string, Finding>();
  for (let i = 0; i < marks.length; i++) {
    if (!((marks[i] ?? 0) & Mark.around)) continue;
    for (const finding of results[i]?.around ?? []) {
      const moved = moveFinding(finding, toDocument(document, i));
      const { rule, message, span } = moved;
      found.set(JSON.stringify([rule, message, span.start, span.end]), moved);
    }
  }
  return [...found.values()];
}

/** Leads from offsets of a piece to those of its document. Before the piece is the head, behind it the tail. */
export function toDocument(document: PieceDocument, index: number): (offset: number) => number {
  const begin = document.places().offsetOf(index);
  const length = document.pieces[index]?.text.length ?? 0;
  const tail = tailOffset(document);
  return (offset) => {
    if (offset < 0) return document.head.text.length + offset;
    return offset <= length ? begin + offset : tail + offset - length;
  };
}

function compareSpans(a: Span, b: Span): number {
  return a.start - b.start || a.end - b.end;
}
