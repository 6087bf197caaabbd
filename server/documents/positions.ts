import type { Position, Range, Span } from '../core/base/text.js';
import { toDocument } from '../core/incremental/analysis.js';
import type { SegmentedDocument } from '../core/incremental/segmented-document.js';
import type { Snapshot } from './snapshots.js';

/** The position of an offset in a document. */
export function positionAt(document: SegmentedDocument, offset: number): Position {
  const place = document.places().ofOffset(offset);
  if (!place) return document.head.lines().positionAt(offset);
  const { lines } = document.segments[place.index] ?? document.tail;
  const { line, character } = lines().positionAt(offset - place.offset);
  return { line: line + place.line, character };
}

/** The range of a span, which has offsets of the document, or of its segment number `index`. */
export function rangeInDocument(snapshot: Snapshot, span: Span, index?: number): Range {
  const { document } = snapshot.whole();
  const move = index === undefined ? (offset: number): number => offset : toDocument(document, index);
  const at = (offset: number): Position => positionAt(document, move(offset));
  return { start: at(span.start), end: at(span.end) };
}

/** A range moved down by a number of lines. */
export function shiftRange({ start, end }: Range, lines: number): Range {
  return {
    start: { line: start.line + lines, character: start.character },
    end: { line: end.line + lines, character: end.character },
  };
}
