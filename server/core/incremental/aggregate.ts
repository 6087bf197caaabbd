import { CONFIG_FILE_NAME, type DocumentKind } from '../base/document.js';
import type { Finding, Severity } from '../base/finding.js';
import { finish, type Steps } from '../base/steps.js';
import { declaredKind } from '../model/declared-kind.js';
import { type Suppressed, suppress } from '../suppressions/suppress.js';
import { type PlacedSuppression, suppressionsOf } from './place-suppressions.js';
import type { ResultCache } from './result-cache.js';
import type { Segment } from './segment.js';
import { type Counts, countsOf, type SegmentResult } from './segment-result.js';
import { changedSegments, isSameFrame, openDocument, type SegmentedDocument, textOf } from './segmented-document.js';
import { firstPossibleError, syntaxErrors } from './syntax-errors.js';
import { fitTogether } from './task-links.js';
import { unusedIn } from './unused-suppressions.js';

/** The combined results of a document: those of its segments, its kind, and whether it can be read at all. */
export interface Aggregate {
  /** The document that the results belong to: the same one, or, if its segments depend on each other, with one segment. */
  readonly document: SegmentedDocument;
  readonly kind: DocumentKind;
  /** The result of each segment, in order. */
  readonly results: readonly SegmentResult[];
  /** Which segments have results, so that the others can be skipped: bits of `Flag`. */
  readonly flags: Uint8Array;
  /** The first segment that the last change replaced. */
  readonly lastChanged: number;
  /** How many findings of each severity the segments have. */
  readonly counts: Counts;
  /** Whether the text can be read. */
  readonly isSound: boolean;
  /** Why it cannot be read: its first mistake, with offsets in the document. */
  readonly syntax: readonly Finding<'document'>[];
  /** The comments that silence findings. What they silence is not in the results. */
  readonly suppressions: readonly PlacedSuppression[];
  /** What is wrong with these comments, e.g. that they silence nothing. */
  readonly unused: readonly Finding<'document'>[];
  /** The mistakes that make it unreadable and are silenced. */
  readonly silencedSyntax: readonly Suppressed<'document'>[];
  /** The combined results with what is silenced. */
  readonly all: Combined;
}

/** The combined results of segments. */
type Combined = Pick<Aggregate, 'results' | 'flags' | 'counts' | 'lastChanged'>;

/** What kinds of results a segment has. */
export const Flag = { hint: 1, graver: 2, inFrame: 4 } as const;

/**
 * Combines the results of the segments. Each segment is analyzed, unless that has already been done. `previous`: the combined
 * results before the last change, from the same cache; unchanged parts are reused.
 */
export function aggregate(document: SegmentedDocument, cache: ResultCache, previous?: Aggregate): Aggregate {
  const resultsOf: ResultsOf = function* (of, segments) {
    return segments.map((segment) => cache.of(of, segment));
  };
  return finish(aggregateWith(document, cache, resultsOf, previous));
}

/** The same in short steps. */
export function aggregateInSteps(
  document: SegmentedDocument,
  cache: ResultCache,
  previous?: Aggregate,
): Steps<Aggregate> {
  const resultsOf: ResultsOf = function* (of, segments) {
    const results: SegmentResult[] = [];
    for (const segment of segments) {
      results.push(yield* cache.inSteps(of, segment));
      yield;
    }
    return results;
  };
  return aggregateWith(document, cache, resultsOf, previous);
}

/** Analyzes the segments of a document. */
type ResultsOf = (document: SegmentedDocument, segments: readonly Segment[]) => Steps<SegmentResult[]>;

function* aggregateWith(
  document: SegmentedDocument,
  cache: ResultCache,
  resultsOf: ResultsOf,
  previous?: Aggregate,
): Steps<Aggregate> {
  if (document.layout.kind !== 'whole' && isDeclaredOne(document))
    return yield* aggregateWith(asOne(document), cache, resultsOf);
  const before = previous && previous.document.layout.kind !== 'whole' && isSameFrame(previous.document, document);
  const parts = before ? yield* patched(previous, document, resultsOf) : yield* fromScratch(document, resultsOf);
  const { from, to, ...found } = parts;
  if (document.layout.kind === 'whole') {
    const isWellFormed = !found.results.some(({ parseError }) => parseError);
    const shown = withoutSilenced(
      { document, kind: found.results[0]?.kind ?? 'none', syntax: [] },
      found,
      isWellFormed,
      cache,
    );
    return { ...shown, isSound: true };
  }
  const kind = kindOf(found.results);
  const possible =
    before && previous.isSound
      ? firstPossibleError(document, found.results, from, to)
      : firstPossibleError(document, found.results);
  const syntax = syntaxErrors(document, found.results, possible, kind, cache);
  // A setting only makes a file a single task if there is nothing else in it.
  const isOneTask = kind === 'none' && document.source.selection === 'included';
  const apart = kind !== 'taskcluster-yml-v1' || areApart(document, found.results);
  if (syntax === 'joined' || isOneTask || !apart) return yield* aggregateWith(asOne(document), cache, resultsOf);
  return { ...withoutSilenced({ document, kind, syntax }, found, !possible, cache), isSound: !possible };
}

/** Takes out what comments silence, and checks these comments. */
function withoutSilenced(
  { document, kind, syntax }: Pick<Aggregate, 'document' | 'kind' | 'syntax'>,
  all: Combined,
  isWellFormed: boolean,
  { suppressor, config }: ResultCache,
): Omit<Aggregate, 'isSound'> {
  const suppressions = suppressionsOf(document, all.results);
  if (suppressions.length === 0)
    return { document, kind, syntax, ...all, suppressions, unused: [], silencedSyntax: [], all };
  const results = suppressor.part(document, all.results, suppressions);
  const { findings, suppressed } = suppress(
    syntax,
    suppressions.map(({ suppression }) => suppression),
  );
  const parted = { document, kind, results, suppressions, isWellFormed, silencedSyntax: suppressed };
  return {
    ...parted,
    ...combined(results),
    syntax: findings,
    unused: unusedIn(parted, config),
    lastChanged: all.lastChanged,
    all,
  };
}

/** Whether it is declared to be a single thing, of which no part can be understood by itself. */
function isDeclaredOne({ source, head }: SegmentedDocument): boolean {
  const kind = declaredKind({ ...source, text: head.text });
  return kind === 'task' || kind === 'hook' || source.fileName === CONFIG_FILE_NAME;
}

/** The longest text that is looked at as one for the sake of what its tasks call one another. */
const MOST_AS_ONE = 1_000_000;

/** Whether the tasks of the segments need not be looked at together. */
function areApart(document: SegmentedDocument, results: readonly SegmentResult[]): boolean {
  const links = results.map((result) => result.links);
  if (links.every((one) => one === undefined) || fitTogether(links)) return true;
  return document.segments.reduce((length, { text }) => length + text.length, 0) > MOST_AS_ONE;
}

function asOne(document: SegmentedDocument): SegmentedDocument {
  return openDocument({ ...document.source, text: textOf(document) }, Number.POSITIVE_INFINITY);
}

/** The combined results of the segments alone, and which segments are new. */
interface Parts extends Combined {
  readonly from: number;
  readonly to: number;
}

function* fromScratch(document: SegmentedDocument, resultsOf: ResultsOf): Steps<Parts> {
  const results = yield* resultsOf(document, document.segments);
  return { ...combined(results), lastChanged: 0, from: 0, to: results.length };
}

function combined(results: readonly SegmentResult[]): Omit<Combined, 'lastChanged'> {
  const counts = { ...countsOf([]) };
  for (const result of results) count(counts, result, 1);
  return { results, flags: Uint8Array.from(results, flagsOf), counts };
}

/** An edit only costs what it touches; the rest is copied. */
function* patched(previous: Aggregate, document: SegmentedDocument, resultsOf: ResultsOf): Steps<Parts> {
  const { from, to, formerTo } = changedSegments(previous.document.segments, document.segments);
  const { all } = previous;
  const fresh = yield* resultsOf(document, document.segments.slice(from, to));
  const counts = { ...all.counts };
  for (const result of all.results.slice(from, formerTo)) count(counts, result, -1);
  for (const result of fresh) count(counts, result, 1);
  const flags = new Uint8Array(document.segments.length);
  flags.set(all.flags.subarray(0, from));
  flags.set(fresh.map(flagsOf), from);
  flags.set(all.flags.subarray(formerTo), to);
  const results = [...all.results.slice(0, from), ...fresh, ...all.results.slice(formerTo)];
  const lastChanged = from < to || from < formerTo ? from : all.lastChanged;
  return { results, flags, counts, lastChanged, from, to };
}

function count(total: Record<Severity, number>, { counts }: SegmentResult, sign: 1 | -1): void {
  total.error += sign * counts.error;
  total.warning += sign * counts.warning;
  total.info += sign * counts.info;
  total.hint += sign * counts.hint;
}

function flagsOf({ counts, inFrame }: SegmentResult): number {
  const graver = counts.error + counts.warning + counts.info > 0 ? Flag.graver : 0;
  return graver | (counts.hint > 0 ? Flag.hint : 0) | (inFrame.length > 0 ? Flag.inFrame : 0);
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
