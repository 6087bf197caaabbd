import type { Position, Range, Span } from '../core/base/text.js';
import { toDocument } from '../core/incremental/convert-offsets.js';
import type { SegmentedDocument } from '../core/incremental/segmented-document.js';

/** The position of an offset in a document. */
export function positionAt(document: SegmentedDocument, offset: number): Position {
  const place = document.places().ofOffset(offset);
  if (!place) return document.head.lines().positionAt(offset);
  const { lines } = document.segments[place.index] ?? document.tail;
  const { line, character } = lines().positionAt(offset - place.offset);
  return { line: line + place.line, character };
}

/** The range of a span of a document. */
export function rangeInDocument(document: SegmentedDocument, { start, end }: Span<'document'>): Range {
  return { start: positionAt(document, start), end: positionAt(document, end) };
}

/** The range, in its document, of a span of the segment number `index`. */
export function rangeOfSegmentSpan(document: SegmentedDocument, index: number, span: Span<'segment'>): Range {
  return rangeInDocument(document, toDocument(document, index)(span));
}

/** A range moved down by a number of lines. */
export function shiftRange({ start, end }: Range, lines: number): Range {
  return {
    start: { line: start.line + lines, character: start.character },
    end: { line: end.line + lines, character: end.character },
  };
}
