import type { Segment } from './segment.js';

/** Where a segment begins in its document. */
export interface Place {
  readonly index: number;
  readonly offset: number;
  readonly line: number;
}

/** Where the segments of a document begin, and the tail after them if it has its own lines. */
export interface SegmentOffsets {
  /** Where segment number `index` begins. */
  offsetOf(index: number): number;
  lineOf(index: number): number;
  /** The segment (or the tail) that contains a line; undefined in the head. */
  ofLine(line: number): Place | undefined;
  /** The segment (or the tail) that contains an offset; undefined in the head. */
  ofOffset(offset: number): Place | undefined;
}

/** Counts through the segments. */
export function segmentOffsets(head: Segment, segments: readonly Segment[]): SegmentOffsets {
  const offsets = new Float64Array(segments.length + 1);
  const lines = new Float64Array(segments.length + 1);
  let offset = head.text.length;
  let line = head.breaks;
  for (let index = 0; index < segments.length; index++) {
    offsets[index] = offset;
    lines[index] = line;
    offset += segments[index]?.text.length ?? 0;
    line += segments[index]?.breaks ?? 0;
  }
  offsets[segments.length] = offset;
  lines[segments.length] = line;
  const count = /[\r\n]$/.test(segments.at(-1)?.text ?? '') ? segments.length + 1 : segments.length;
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
