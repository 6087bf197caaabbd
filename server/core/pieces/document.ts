import type { SourceDocument } from '../document.js';
import type { Position } from '../text.js';
import { type Layout, MIN_LENGTH, type Outline, outlineOf, split } from './outline.js';

/** A piece of a text. What is found out about it is remembered by its identity: an edit elsewhere leaves it as it is. */
export interface Piece {
  readonly text: string;
  /** How many line breaks it has. */
  readonly breaks: number;
  /** Whether it ends with a comma, and space: what JSON has between two members. */
  readonly comma: boolean;
}

/** A document as pieces. An edit makes another document that shares the pieces it does not touch. */
export interface PieceDocument {
  /** The document less its text. */
  readonly source: Omit<SourceDocument, 'text'>;
  readonly layout: Layout;
  readonly head: Piece;
  readonly pieces: readonly Piece[];
  readonly tail: Piece;
  /** Of the whole text, in UTF-16 code units. */
  readonly length: number;
  /** Texts shorter than this are one piece. */
  readonly minLength: number;
}

/** Puts `newText` in the place of what lies between two offsets. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** Reads a document. */
export function openDocument({ text, ...source }: SourceDocument, minLength = MIN_LENGTH): PieceDocument {
  return fromOutline(source, outlineOf({ ...source, text }, minLength), minLength, new Map());
}

/** The text of a document. */
export function textOf({ head, pieces, tail }: PieceDocument): string {
  return head.text + pieces.map(({ text }) => text).join('') + tail.text;
}

/** The document after a change. The same as if its text had been read from the beginning. */
export function editDocument(document: PieceDocument, change: Change): PieceDocument {
  return editPieces(document, change) ?? readAgain(document, change);
}

/** Splits again only the pieces that the change touches; undefined if it may touch the form of the whole. */
function editPieces(document: PieceDocument, { start, end, newText }: Change): PieceDocument | undefined {
  const { layout, head, pieces, length, minLength } = document;
  const newLength = length - (end - start) + newText.length;
  const [first, last] = [pieceAt(document, start, 'first'), pieceAt(document, end, 'last')];
  if (first === undefined || last === undefined) return undefined;
  if (layout.kind !== 'whole' && newLength < minLength) return undefined;
  if (layout.kind === 'whole' && (newLength >= minLength || length >= minLength)) return undefined;
  const from = offsetOfPiece(document, first);
  let part = '';
  for (let i = first; i <= last; i++) part += pieces[i]?.text ?? '';
  part = part.slice(0, start - from) + newText + part.slice(end - from);
  // What stands between the opening and the first piece, or behind the last, is not this function's to change.
  const closed = last === pieces.length - 1 && layout.kind !== 'whole';
  if (closed && (document.tail.text !== '' || layout.kind === 'json') && !part.endsWith('\n')) return undefined;
  const texts = split(part, layout);
  if (!texts || pieces.length - (last - first + 1) + texts.length < 2 !== (layout.kind === 'whole')) return undefined;
  const changed = texts.map(
    (text) => pieces.slice(first, last + 1).find((piece) => piece.text === text) ?? piece(text),
  );
  return {
    ...document,
    head,
    pieces: [...pieces.slice(0, first), ...changed, ...pieces.slice(last + 1)],
    length: newLength,
  };
}

/** Reads the whole text again. Pieces whose text is the same stay what they are. */
function readAgain(document: PieceDocument, { start, end, newText }: Change): PieceDocument {
  const text = textOf(document);
  const changed = text.slice(0, start) + newText + text.slice(end);
  const known = new Map(document.pieces.map((one) => [one.text, one]));
  const outline = outlineOf({ ...document.source, text: changed }, document.minLength);
  return fromOutline(document.source, outline, document.minLength, known);
}

function fromOutline(
  source: PieceDocument['source'],
  { layout, head, pieces, tail }: Outline,
  minLength: number,
  known: ReadonlyMap<string, Piece>,
): PieceDocument {
  const length = pieces.reduce((sum, text) => sum + text.length, head.length + tail.length);
  const made = pieces.map((text) => known.get(text) ?? piece(text));
  return { source, layout, head: piece(head), pieces: made, tail: piece(tail), length, minLength };
}

function piece(text: string): Piece {
  return { text, breaks: countBreaks(text), comma: commaAt(text) >= 0 };
}

/** Where the comma stands that ends a JSON piece; -1 where there is none. */
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
 * The piece at an offset; undefined in the head and the tail. Between two pieces `first` is the one before and `last`
 * the one behind: a change there may join them.
 */
function pieceAt(document: PieceDocument, offset: number, which: 'first' | 'last'): number | undefined {
  const { head, pieces, layout } = document;
  let end = head.text.length;
  // A change right behind the head may belong to it, but where there is none.
  if (offset < end || (offset === end && end > 0 && layout.kind !== 'whole' && which === 'first')) return undefined;
  for (let i = 0; i < pieces.length; i++) {
    end += pieces[i]?.text.length ?? 0;
    if (offset < end || (offset === end && (which === 'first' || i === pieces.length - 1))) {
      return offset === end && i === pieces.length - 1 && document.tail.text !== '' ? undefined : i;
    }
  }
  return undefined;
}

function offsetOfPiece({ head, pieces }: PieceDocument, index: number): number {
  let offset = head.text.length;
  for (let i = 0; i < index; i++) offset += pieces[i]?.text.length ?? 0;
  return offset;
}

/** Where a piece begins in its document. */
export interface Place {
  readonly index: number;
  readonly offset: number;
  readonly line: number;
}

/** Where the tail begins. */
export function tailOffset({ length, tail }: PieceDocument): number {
  return length - tail.text.length;
}

/** Where every piece begins, in order; then where the tail does, if it has lines of its own. */
export function placesOf({ head, pieces }: PieceDocument): readonly Place[] {
  let offset = head.text.length;
  let line = head.breaks;
  const places: Place[] = [];
  for (let index = 0; index < pieces.length; index++) {
    places.push({ index, offset, line });
    offset += pieces[index]?.text.length ?? 0;
    line += pieces[index]?.breaks ?? 0;
  }
  if (/[\r\n]$/.test(pieces.at(-1)?.text ?? '')) places.push({ index: pieces.length, offset, line });
  return places;
}

/** The last of `places` at or before a line: the piece (or the tail) that holds it; undefined in the head. */
export function placeOfLine(places: readonly Place[], line: number): Place | undefined {
  return lastWhere(places, (place) => place.line <= line);
}

/** The last of `places` at or before an offset; undefined in the head. */
export function placeOfOffset(places: readonly Place[], offset: number): Place | undefined {
  return lastWhere(places, (place) => place.offset <= offset);
}

function lastWhere(places: readonly Place[], holds: (place: Place) => boolean): Place | undefined {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const place = places[middle];
    if (place && holds(place)) low = middle + 1;
    else high = middle;
  }
  return places[low - 1];
}

/** A position as LSP counts, relative to a piece that begins at `line`. */
export function relativeTo(line: number, position: Position): Position {
  return { line: position.line - line, character: position.character };
}
