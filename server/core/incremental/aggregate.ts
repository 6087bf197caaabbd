import type { DocumentKind } from '../base/document.js';
import type { Finding, Severity } from '../base/finding.js';
import { finish, type Steps } from '../base/steps.js';
import type { ResultCache } from './result-cache.js';
import type { Segment } from './segment.js';
import { type Counts, countsOf, type SegmentResult } from './segment-result.js';
import { changedSegments, isSameFrame, openDocument, type SegmentedDocument, textOf } from './segmented-document.js';
import { firstSuspect, syntaxErrors } from './syntax-errors.js';

/** The combined results of a document: those of its segments, its kind, and whether it can be read at all. */
export interface Aggregate {
  /** The document that the results belong to: the same one, or, if its segments depend on each other, with one segment. */
  readonly document: SegmentedDocument;
  readonly kind: DocumentKind;
  /** The result of each segment, in order. */
  readonly results: readonly SegmentResult[];
  /** Which segments have results, so that the others can be skipped: bits of `Mark`. */
  readonly marks: Uint8Array;
  /** The first segment that the last change replaced. */
  readonly focus: number;
  /** How many findings of each severity the segments have. */
  readonly counts: Counts;
  /** Whether the text can be read. */
  readonly isSound: boolean;
  /** Why it cannot be read: its first mistake, with offsets in the document. */
  readonly syntax: readonly Finding[];
}

/** What kinds of results a segment has. */
export const Flag = { hint: 1, graver: 2, around: 4 } as const;

/**
 * Combines the results of the segments. Each segment is checked, unless that has already been done. `previous`: the combined
 * results before the last change, from the same cache; unchanged parts are reused.
 */
export function aggregate(document: SegmentedDocument, memory: ResultCache, previous?: Aggregate): Aggregate {
  const resultsOf: ResultsOf = function* (of, segments) {
    return segments.map((segment) => memory.of(of, segment));
  };
  return finish(judge(document, memory, resultsOf, previous));
}

/** The same in short steps. */
export function judgeWholeInSteps(
  document: SegmentedDocument,
  memory: ResultCache,
  previous?: Aggregate,
): Steps<Aggregate> {
  const resultsOf: ResultsOf = function* (of, segments) {
    const results: SegmentResult[] = [];
    for (const segment of segments) {
      results.push(yield* memory.inSteps(of, segment));
      yield;
    }
    return results;
  };
  return judge(document, memory, resultsOf, previous);
}

/** How segments of a document are checked. */
type ResultsOf = (document: SegmentedDocument, segments: readonly Segment[]) => Steps<SegmentResult[]>;

function* judge(
  document: SegmentedDocument,
  memory: ResultCache,
  resultsOf: ResultsOf,
  previous?: Aggregate,
): Steps<Aggregate> {
  const before = previous && previous.document.layout.kind !== 'whole' && isSameFrame(previous.document, document);
  const parts = before ? yield* patched(previous, document, resultsOf) : yield* fromScratch(document, resultsOf);
  if (document.layout.kind === 'whole')
    return { document, ...parts, kind: parts.results[0]?.kind ?? 'none', isSound: true, syntax: [] };
  const { from, to, ...found } = parts;
  const kind = kindOf(found.results);
  const suspect =
    before && previous.isSound
      ? firstSuspect(document, found.results, from, to)
      : firstSuspect(document, found.results);
  const syntax = syntaxErrors(document, found.results, suspect, kind, memory);
  // A setting only makes a file a single task if there is nothing else in it.
  const isOneTask = kind === 'none' && document.source.selection === 'included';
  if (syntax === 'joined' || isOneTask) return yield* judge(asOne(document), memory, resultsOf);
  return { document, ...found, kind, isSound: !suspect, syntax };
}

function asOne(document: SegmentedDocument): SegmentedDocument {
  return openDocument({ ...document.source, text: textOf(document) }, Number.POSITIVE_INFINITY);
}

/** The combined results of the segments alone, and which segments are new. */
interface Parts extends Pick<Aggregate, 'results' | 'marks' | 'counts' | 'focus'> {
  readonly from: number;
  readonly to: number;
}

function* fromScratch(document: SegmentedDocument, resultsOf: ResultsOf): Steps<Parts> {
  const results = yield* resultsOf(document, document.segments);
  const counts = { ...countsOf([]) };
  for (const result of results) count(counts, result, 1);
  return { results, marks: Uint8Array.from(results, markOf), counts, focus: 0, from: 0, to: results.length };
}

/** An edit only costs what it touches; the rest is copied. */
function* patched(previous: Aggregate, document: SegmentedDocument, resultsOf: ResultsOf): Steps<Parts> {
  const { from, to, formerTo } = changedSegments(previous.document.segments, document.segments);
  const fresh = yield* resultsOf(document, document.segments.slice(from, to));
  const counts = { ...previous.counts };
  for (const result of previous.results.slice(from, formerTo)) count(counts, result, -1);
  for (const result of fresh) count(counts, result, 1);
  const marks = new Uint8Array(document.segments.length);
  marks.set(previous.marks.subarray(0, from));
  marks.set(fresh.map(markOf), from);
  marks.set(previous.marks.subarray(formerTo), to);
  const results = [...previous.results.slice(0, from), ...fresh, ...previous.results.slice(formerTo)];
  const focus = from < to || from < formerTo ? from : previous.focus;
  return { results, marks, counts, focus, from, to };
}

function count(total: Record<Severity, number>, { counts }: SegmentResult, sign: 1 | -1): void {
  total.error += sign * counts.error;
  total.warning += sign * counts.warning;
  total.info += sign * counts.info;
  total.hint += sign * counts.hint;
}

function markOf({ counts, around }: SegmentResult): number {
  const graver = counts.error + counts.warning + counts.info > 0 ? Flag.graver : 0;
  return graver | (counts.hint > 0 ? Flag.hint : 0) | (around.length > 0 ? Flag.around : 0);
}

/** A file with tasks in it is a file of tasks, whatever else it contains. The first task decides, usually near the start. */
function kindOf(results: readonly SegmentResult[]): DocumentKind {
  let kind: DocumentKind = 'none';
  for (const result of results) {
    if (result.kind === 'none') continue;
    if (result.kind !== 'worker-pool') return result.kind;
    kind = result.kind;
  }
  return kind;
}
