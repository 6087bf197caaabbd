import type { Segment } from './segment.js';

/** Where a piece begins in its document. */
export interface Place {
  readonly index: number;
  readonly offset: number;
  readonly line: number;
}

/** Where the pieces of a document begin, and the tail behind them if it has lines of its own. */
export interface SegmentOffsets {
  /** Where piece number `index` begins. */
  offsetOf(index: number): number;
  lineOf(index: number): number;
  /** The piece (or the tail) that a line is in; undefined in the head. */
  ofLine(line: number): Place | undefined;
  /** The piece (or the tail) that an offset is in; undefined in the head. */
  ofOffset(offset: number): Place | undefined;
}

/** Counts through the pieces. */
export function segmentOffsets(head: Segment, pieces: readonly Segment[]): SegmentOffsets {
  const offsets = new Float64Array(pieces.length + 1);
  const lines = new Float64Array(pieces.length + 1);
  let offset = head.text.length;
  let line = head.breaks;
  for (let index = 0; index < pieces.length; index++) {
    offsets[index] = offset;
    lines[index] = line;
    offset += pieces[index]?.text.length ?? 0;
    line += pieces[index]?.breaks ?? 0;
  }
  offsets[pieces.length] = offset;
  lines[pieces.length] = line;
  const count = /[\r\n]$/.test(pieces.at(-1)?.text ?? '') ? pieces.length + 1 : pieces.length;
  const at = (starts: Float64Array, value: number): Place | undefined => {
    const index = lastUpTo(starts, count, value);
    return index < 0 ? undefined : { index, offset: offsets[index] ?? 0, line: lines[index] ?? 0 };
  };
  return {
    offsetOf: (index) => offsets[index] ?? 0,
    lineOf: (index) => lines[index] ?? 0,
    ofLine: (value) => at(lines, value),
    ofOffset: (value) => at(offsets, value),
  };
}

/** The index of the last of the first `count` sorted `starts` that is not above `value`; -1 if there is none. */
function lastUpTo(starts: Float64Array, count: number, value: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
