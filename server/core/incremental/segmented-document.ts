import type { SourceDocument } from '../base/document.js';
import { lazy } from '../base/lazy.js';
import { lineIndex, type Span } from '../base/text.js';
import { SUPPRESSION_MARK } from '../suppressions/suppression.js';
import type { Layout } from './layout.js';
import { type SegmentOffsets, segmentOffsets } from './offsets.js';
import type { Segment } from './segment.js';
import { MIN_LENGTH, type Split, split, splitDocument } from './split.js';

/** A document as segments. An edit creates a new document that shares the segments it does not touch. */
export interface SegmentedDocument {
  /** The document without its text. */
  readonly source: Omit<SourceDocument, 'text'>;
  readonly layout: Layout;
  readonly head: Segment;
  readonly segments: readonly Segment[];
  readonly tail: Segment;
  /** Where the segments begin, computed on demand. */
  readonly places: () => SegmentOffsets;
  /** The length of the whole text, in UTF-16 code units. */
  readonly length: number;
  /** Texts shorter than this are one segment. */
  readonly minLength: number;
}

/** Replaces the text between two offsets with `newText`. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** Reads a document. */
export function openDocument({ text, ...source }: SourceDocument, minLength = MIN_LENGTH): SegmentedDocument {
  return fromOutline(source, splitDocument({ ...source, text }, minLength), minLength, new Map());
}

/** Whether a document may have comments that silence findings. */
export function mayDisable({ head, segments, tail }: SegmentedDocument): boolean {
  return head.disables || tail.disables || segments.some(({ disables }) => disables);
}

/** The text of a document. */
export function textOf({ head, segments, tail }: SegmentedDocument): string {
  return head.text + segments.map(({ text }) => text).join('') + tail.text;
}

/** A part of the text of a document. The cost depends only on the segments it touches. */
export function sliceOf({ head, segments, tail, places }: SegmentedDocument, { start, end }: Span<'document'>): string {
  const first = places().ofOffset(start) ?? { index: -1, offset: 0 };
  let { offset } = first;
  let text = '';
  for (let index = first.index; index <= segments.length && offset < end; index++) {
    const part = index < 0 ? head.text : (segments[index] ?? tail).text;
    text += part.slice(Math.max(0, start - offset), end - offset);
    offset += part.length;
  }
  return text;
}

/** The document after a change, equal to what reading its text from the start would give. */
export function editDocument(document: SegmentedDocument, change: Change): SegmentedDocument {
  return editSegments(document, change) ?? readAgain(document, change);
}

/** Splits only the segments that the change touches; undefined if it may affect the layout of the document. */
function editSegments(document: SegmentedDocument, { start, end, newText }: Change): SegmentedDocument | undefined {
  const { layout, head, segments, length, minLength } = document;
  const newLength = length - (end - start) + newText.length;
  const [first, last] = [segmentAt(document, start, 'first'), segmentAt(document, end, 'last')];
  if (first === undefined || last === undefined) return undefined;
  if (layout.kind !== 'whole' && newLength < minLength) return undefined;
  if (layout.kind === 'whole' && (newLength >= minLength || length >= minLength)) return undefined;
  const from = document.places().offsetOf(first);
  let part = '';
  for (let i = first; i <= last; i++) part += segments[i]?.text ?? '';
  part = part.slice(0, start - from) + newText + part.slice(end - from);
  // This function must not change the text before the first segment or after the last one.
  const closed = last === segments.length - 1 && layout.kind !== 'whole';
  if (closed && (document.tail.text !== '' || layout.kind === 'json') && !part.endsWith('\n')) return undefined;
  const texts = split(part, layout);
  if (!texts || segments.length - (last - first + 1) + texts.length < 2 !== (layout.kind === 'whole')) return undefined;
  const changed = texts.map(
    (text) => segments.slice(first, last + 1).find((segment) => segment.text === text) ?? segment(text),
  );
  const all = [...segments.slice(0, first), ...changed, ...segments.slice(last + 1)];
  return { ...document, segments: all, places: lazy(() => segmentOffsets(head, all)), length: newLength };
}

/** Reads the whole text again. Segments with unchanged text are kept. */
function readAgain(document: SegmentedDocument, { start, end, newText }: Change): SegmentedDocument {
  const text = textOf(document);
  const changed = text.slice(0, start) + newText + text.slice(end);
  const known = new Map(document.segments.map((one) => [one.text, one]));
  const outline = splitDocument({ ...document.source, text: changed }, document.minLength);
  return fromOutline(document.source, outline, document.minLength, known);
}

function fromOutline(
  source: SegmentedDocument['source'],
  { layout, head, segments, tail }: Split,
  minLength: number,
  known: ReadonlyMap<string, Segment>,
): SegmentedDocument {
  const length = segments.reduce((sum, text) => sum + text.length, head.length + tail.length);
  // Looking up a text means reading all of it.
  const made = segments.map(known.size > 0 ? (text) => known.get(text) ?? segment(text) : segment);
  const first = segment(head);
  const places = lazy(() => segmentOffsets(first, made));
  return { source, layout, head: first, segments: made, tail: segment(tail), places, length, minLength };
}

function segment(text: string): Segment {
  const disables = text.includes(SUPPRESSION_MARK);
  return { text, breaks: countBreaks(text), lines: lazy(() => lineIndex(text)), disables, comma: commaAt(text) >= 0 };
}

/** The offset of the comma that ends a JSON segment; -1 if there is none. */
export function commaAt(text: string): number {
  let at = text.length - 1;
  while (at >= 0 && isSpace(text.charCodeAt(at))) at--;
  return text.charCodeAt(at) === 44 ? at : -1;
}

function isSpace(c: number): boolean {
  return c === 32 || c === 10 || c === 13 || c === 9;
}

function countBreaks(text: string): number {
  if (text.includes('\r')) return text.split(/\r\n|\r|\n/).length - 1;
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/**
 * The segment at an offset; undefined in the head and the tail. Between two segments, `first` is the one before and `last` the
 * one after, because a change there may join them.
 */
function segmentAt(document: SegmentedDocument, offset: number, which: 'first' | 'last'): number | undefined {
  const { head, segments, layout, tail } = document;
  if (layout.kind === 'whole') return 0;
  const end = tailOffset(document);
  // A change directly after the head may belong to the head, unless there is none. The same applies to the tail.
  if (offset < head.text.length || (offset === head.text.length && offset > 0 && which === 'first')) return undefined;
  if (offset > end || (offset === end && tail.text !== '')) return undefined;
  const index = Math.min(document.places().ofOffset(offset)?.index ?? 0, segments.length - 1);
  return which === 'first' && index > 0 && document.places().offsetOf(index) === offset ? index - 1 : index;
}

/** Where the tail begins. */
export function tailOffset({ length, tail }: SegmentedDocument): number {
  return length - tail.text.length;
}

/** A document without its segments. Together with one of them it determines the meaning of that segment. */
export type Frame = Pick<SegmentedDocument, 'source' | 'layout' | 'head' | 'tail'>;

/** The text around the segments of a document. Keeping it does not keep any segment. */
export function frameOf({ source, layout, head, tail }: SegmentedDocument): Frame {
  return { source, layout, head, tail };
}

/** Whether the text around the segments is the same. Usually it is the identical object. */
export function isSameFrame(a: Frame, b: Frame): boolean {
  return (
    (a.head === b.head || a.head.text === b.head.text) &&
    (a.tail === b.tail || a.tail.text === b.tail.text) &&
    (a.layout === b.layout || JSON.stringify(a.layout) === JSON.stringify(b.layout))
  );
}

/** Which segments are new: those from `from` to `to` replace those from `from` to `formerTo`. */
export function changedSegments(
  before: readonly Segment[],
  after: readonly Segment[],
): { readonly from: number; readonly to: number; readonly formerTo: number } {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from++;
  let same = 0;
  while (same < shorter - from && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { from, to: after.length - same, formerTo: before.length - same };
}
