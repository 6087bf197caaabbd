/**
 * The text in which offsets count: that of a syntax tree, which is what rules see and of a long document the isolated document
 * of one segment; a segment, with negative offsets in the head; or the whole document.
 */
export type TextKind = 'tree' | 'segment' | 'document';

/** A range of text: UTF-16 offsets, `end` exclusive. Spans of different texts are not assignable to one another. */
export interface Span<In extends TextKind = 'tree'> {
  readonly start: number;
  readonly end: number;
  /** For the types alone: never there. */
  readonly countsIn?: In;
}

/** Sorts spans by start, then by end. */
export function compareSpans<In extends TextKind>(a: Span<In>, b: Span<NoInfer<In>>): number {
  return a.start - b.start || a.end - b.end;
}

/** A place in a text as in LSP: both count from 0, `character` in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** The line starts of a text. Converts offsets to positions and back. */
export interface LineIndex<In extends TextKind = 'tree'> {
  /** The position of `offset`, which is clamped to the text. */
  positionAt(offset: number): Position;
  /** The offset of `position`, clamped to its line (before the line break) and to the text. */
  offsetAt(position: Position): number;
  rangeOf(span: Span<In>): Range;
}

/** Builds the line index of `text`. Lines end with LF, CRLF or CR, as LSP defines them. */
export function lineIndex<In extends TextKind = 'tree'>(text: string): LineIndex<In> {
  const starts = lineStarts(text);
  const lastLine = starts.length - 1;

  const positionAt = (offset: number): Position => {
    const at = Math.max(0, Math.min(offset, text.length));
    let low = 0;
    let high = lastLine;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: at - (starts[low] ?? 0) };
  };

  const offsetAt = ({ line, character }: Position): number => {
    if (line < 0) return 0;
    const start = starts[line];
    if (start === undefined) return text.length;
    let end = starts[line + 1] ?? text.length;
    while (end > start && isLineBreak(text.charCodeAt(end - 1))) end--;
    return Math.min(start + Math.max(0, character), end);
  };

  const rangeOf = (span: Span<In>): Range => ({ start: positionAt(span.start), end: positionAt(span.end) });
  return { positionAt, offsetAt, rangeOf };
}

/** The line of `offset`, counted from 1. Only for single look-ups, because it scans all text before it. */
export function lineOf(text: string, offset: number): number {
  return (text.slice(0, offset).match(/\r\n|\n|\r/g)?.length ?? 0) + 1;
}

/** The start of the line of `offset`; 0 for a negative offset. Takes time in proportion to the length of the line before it. */
export function lineStart(text: string, offset: number): number {
  // Not lastIndexOf, which scans all text before the offset for the kind of line break that the text does not use.
  let start = Math.max(0, offset);
  while (start > 0 && !isLineBreak(text.charCodeAt(start - 1))) start--;
  return start;
}

/** The start of the line after that of `offset`; the end of the text after the last line. */
export function nextLine(text: string, offset: number): number {
  const lineBreak = /\r\n|\n|\r/g;
  lineBreak.lastIndex = offset;
  const found = lineBreak.exec(text);
  return found ? found.index + found[0].length : text.length;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 13 && text.charCodeAt(i + 1) === 10) i++;
    if (isLineBreak(c)) starts.push(i + 1);
  }
  return starts;
}

function isLineBreak(charCode: number): boolean {
  return charCode === 10 || charCode === 13;
}

/** A text without certain characters at its end, in linear time; `/[…]+$/` would start again at each of them. */
export function trimEndOf(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** The `spans` (sorted, not overlapping) that begin inside `within`. */
export function spansStartingIn<S extends Span<TextKind>>(spans: readonly S[], within: Span<TextKind>): S[] {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) < within.start) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < spans.length && (spans[end]?.start ?? 0) < within.end) end++;
  return spans.slice(low, end);
}

/** The index of the last of `spans`, sorted by their starts, that begins at an offset or before it; -1 if none does. */
export function lastStartingBy<In extends TextKind>(spans: readonly Span<In>[], offset: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
