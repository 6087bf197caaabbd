import { clean, widthOf } from './display.js';

/** A source line as shown, and the spaces and marks that underline a part of it. */
export interface Excerpt {
  readonly source: string;
  readonly marks: string;
}

/** The maximum number of characters shown of a line, and how many of them come before the marked part. */
const WINDOW = 120;
const BEFORE = 40;

/**
 * Shows `line` with the characters from `start` to `end` underlined: `^` and then `~`. A long line is cut around that
 * part. Tabs become spaces and wide characters count twice, so that the marks align.
 */
export function excerpt(line: string, start: number, end: number): Excerpt {
  const [from, to] = window(line, start);
  const markStart = Math.max(from, Math.min(start, to));
  const markEnd = Math.max(markStart, Math.min(end, to));
  const head = (from > 0 ? '…' : '') + clean(line.slice(from, markStart));
  const middle = clean(line.slice(markStart, markEnd));
  const tail = clean(line.slice(markEnd, to)) + (to < line.length ? '…' : '');
  const marks = `^${'~'.repeat(Math.max(0, widthOf(middle) - 1))}`;
  // The parts are clean, but their combination may not be.
  return { source: clean(head + middle + tail).trimEnd(), marks: ' '.repeat(widthOf(head)) + marks };
}

/** The part of a line to show, in code units. Surrogate pairs are not split. */
function window(line: string, start: number): [number, number] {
  if (line.length <= WINDOW) return [0, line.length];
  const from = Math.max(0, Math.min(start - BEFORE, line.length - WINDOW));
  return [whole(line, from), whole(line, Math.min(line.length, from + WINDOW))];
}

function whole(line: string, at: number): number {
  return isLowSurrogate(line.charCodeAt(at)) ? at - 1 : at;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
