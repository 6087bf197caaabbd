import type { Span, TextKind } from '../base/text.js';
import type { IsolatedDocument } from './isolate.js';
import { type SegmentedDocument, tailOffset } from './segmented-document.js';

// The only ways from the offsets of one text to those of another. What an editor shows is in documents/positions.ts.

/** Leads from a span of one text to that of another. */
export type Convert<From extends TextKind, To extends TextKind> = (span: Span<From>) => Span<To>;

/** Converts both ends of a span in the same way. */
export function bothEnds<From extends TextKind, To extends TextKind>(
  convert: (offset: number) => number,
): Convert<From, To> {
  return ({ start, end }) => ({ start: convert(start), end: convert(end) });
}

/** Leads from an isolated document to its segment. Before the segment is the head, behind it the tail. */
export function toSegment({ start }: Pick<IsolatedDocument, 'start'>): Convert<'tree', 'segment'> {
  return bothEnds((offset) => offset - start);
}

/** Leads from a segment to its document. */
export function toDocument(document: SegmentedDocument, index: number): Convert<'segment', 'document'> {
  const begin = document.places().offsetOf(index);
  const length = document.segments[index]?.text.length ?? 0;
  const tail = tailOffset(document);
  return bothEnds((offset) => {
    if (offset < 0) return document.head.text.length + offset;
    return offset <= length ? begin + offset : tail + offset - length;
  });
}

/** Leads from a document to one of its segments: the opposite of `toDocument`. */
export function fromDocument(document: SegmentedDocument, index: number): Convert<'document', 'segment'> {
  const begin = document.places().offsetOf(index);
  const length = document.segments[index]?.text.length ?? 0;
  const head = document.head.text.length;
  const tail = document.tail.text === '' ? Number.POSITIVE_INFINITY : tailOffset(document);
  return bothEnds((offset) => {
    if (offset < head) return offset - head;
    return offset >= tail ? length + offset - tail : offset - begin;
  });
}

/** Where the text of the tree is the whole document, its offsets are the document's. */
export const fromWholeDocument: Convert<'tree', 'document'> = bothEnds((offset) => offset);
