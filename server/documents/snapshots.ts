import type { SourceDocument } from '../core/base/document.js';
import type { Finding } from '../core/base/finding.js';
import { lazy } from '../core/base/lazy.js';
import type { Config } from '../core/config/config.js';
import type { FileConfig } from '../core/config/file-config.js';
import { type Aggregate, aggregateInSteps } from '../core/incremental/aggregate.js';
import { migrationsOf } from '../core/incremental/analysis.js';
import { createResultCache, type ResultCache } from '../core/incremental/result-cache.js';
import type { Segment } from '../core/incremental/segment.js';
import { countsOf } from '../core/incremental/segment-result.js';
import {
  changedSegments,
  isSameFrame,
  type SegmentedDocument,
  textOf,
} from '../core/incremental/segmented-document.js';
import type { DocumentModel } from '../core/model/model.js';
import { yieldToEventLoop } from './debounce.js';
import { createDerived, type Derived } from './derived.js';
import { attempt, type Log } from './log.js';
import type { OpenDocument } from './open-document.js';

/** One version of an open document under one configuration. Everything is computed at most once. */
export interface Snapshot {
  readonly uri: string;
  readonly version: number;
  /** Identifies the results. It changes with the text, the configuration and the state of the deployment. */
  readonly resultId: string;
  readonly config: Config;
  /** The open document, in segments. */
  readonly document: SegmentedDocument;
  readonly resultCache: ResultCache;
  /** Values derived from its findings and segments. Those of unchanged parts are reused from the previous version. */
  readonly derived: Derived;
  /** The model of the last viewed segment, because the cursor usually stays where it is. */
  readonly modelCache: { last?: { readonly text: string; readonly segment: Segment; readonly model: DocumentModel } };
  /** The whole text in one piece, for features that change or show the whole file. */
  source(): SourceDocument;
  /** The results of all segments. If there may be many, call `prepare` first. */
  aggregate(): Aggregate;
  /** Whether everything is analyzed, so that `aggregate` costs nothing. */
  isAnalyzed(): boolean;
  /** Analyzes a little more; false if nothing is left. Calling `aggregate` before that waits for everything. */
  step(): boolean;
  /** How many pairs of the file can be converted. */
  countPairs(): number;
  /** The findings that the migration resolves. */
  migrations(): readonly Finding<'document'>[];
}

/** The snapshots of the open documents. All of them can be dropped at any time. */
export interface Snapshots {
  get(document: OpenDocument): Snapshot;
  /**
   * Analyzes the remaining segments of a document, in slices, with other requests answered in between. Returns false early if
   * `isCurrent` returns false.
   */
  prepare(snapshot: Snapshot, isCurrent: () => boolean): Promise<boolean>;
  /** How long the last analysis of a document took, in milliseconds. */
  lastDuration(uri: string): number;
  /** The document, or what is known about the deployment, has changed, so its results are out of date. */
  drop(uri: string): void;
  /** The document was closed. */
  forget(uri: string): void;
  /** The configuration has changed. */
  clear(): void;
}

/** How to analyse a document, by its URI. */
export type ConfigOf = (uri: string) => FileConfig;

/** The longest time for which other requests have to wait, in milliseconds. */
export const SLICE_MS = 15;

/** A change touches at most this many segments, and usually one. */
const FEW = 10;

/** Creates the cache of snapshots. */
export function createSnapshots(configOf: ConfigOf, log: Pick<Log, 'error'>): Snapshots {
  const cache = new Map<string, Snapshot>();
  const states = new Map<string, DocumentState>();
  const durations = new Map<string, number>();
  let results = 0;

  const stateFor = (uri: string): DocumentState => {
    const { config, selection, kind } = configOf(uri);
    const known = states.get(uri);
    if (known?.resultCache.config === config && known.selection === selection && known.kind === kind) return known;
    const made: DocumentState = {
      resultCache: createResultCache(config),
      selection,
      kind,
      derived: createDerived(),
      modelCache: {},
    };
    states.set(uri, made);
    return made;
  };

  const take = ({ uri, version, segments, isReadable }: OpenDocument): Snapshot => {
    const state = stateFor(uri);
    const { resultCache, selection, kind, derived, modelCache } = state;
    const source = {
      ...segments.source,
      selection: isReadable ? selection : 'excluded',
      ...(kind && { kind }),
    } as const;
    const document: SegmentedDocument = { ...segments, source };
    const nothing = nothingKnown(document);
    let analyzed: Aggregate | undefined;
    const steps = lazy(() => aggregateInSteps(document, resultCache, state.last));
    const step = (): boolean => {
      if (analyzed) return false;
      const { done, value } = attempt(log, `Analysing ${uri}`, { done: true, value: nothing } as const, () =>
        steps().next(),
      );
      if (!done) return true;
      analyzed = value;
      // A failed analysis has nothing that the next version could reuse.
      if (value !== nothing) state.last = value;
      return false;
    };
    const aggregate = (): Aggregate => {
      if (analyzed) return analyzed;
      const begin = performance.now();
      while (step());
      durations.set(uri, (durations.get(uri) ?? 0) + performance.now() - begin);
      return analyzed ?? nothing;
    };
    const pairs = lazy(() => ({ count: pairsOf(aggregate()) }));
    results++;
    return {
      uri,
      version,
      resultId: String(results),
      config: resultCache.config,
      document,
      resultCache,
      derived,
      modelCache,
      source: lazy(() => ({ ...source, text: textOf(document) })),
      aggregate,
      isAnalyzed: () => analyzed !== undefined,
      step,
      countPairs: () => pairs().count,
      migrations: lazy(() => attempt(log, `Analysing ${uri}`, [], () => migrationsOf(aggregate()))),
    };
  };

  return {
    get(document) {
      const snapshot = cache.get(document.uri) ?? take(document);
      cache.set(document.uri, snapshot);
      return snapshot;
    },
    async prepare({ uri, document, isAnalyzed, step }, isCurrent) {
      if (isAnalyzed()) return true;
      const before = states.get(uri)?.last?.document;
      // The text around the segments determines their meaning, so a change there means analyzing all of them again.
      const known = before && isSameFrame(before, document) ? before.segments : [];
      const { from, to } = changedSegments(known, document.segments);
      let total = 0;
      let begin = performance.now();
      while (step()) {
        const slice = performance.now() - begin;
        if (slice < SLICE_MS) continue;
        total += slice;
        await yieldToEventLoop();
        if (!isCurrent()) return false;
        begin = performance.now();
      }
      // The time for the first reading of many segments says nothing about the cost of the next change.
      durations.set(uri, to - from > FEW ? 0 : total + performance.now() - begin);
      return isCurrent();
    },
    lastDuration: (uri) => durations.get(uri) ?? 0,
    drop: (uri) => void cache.delete(uri),
    forget(uri) {
      cache.delete(uri);
      states.delete(uri);
      durations.delete(uri);
    },
    clear() {
      cache.clear();
      states.clear();
    },
  };
}

/** No migrations in a file that cannot be read: it is left alone entirely. */
function pairsOf({ document, results, isSound }: Aggregate): number {
  const isBroken = document.layout.kind === 'whole' ? results.some(({ parseError }) => parseError) : !isSound;
  if (isBroken) return 0;
  let count = 0;
  for (const { migrations } of results) count += migrations;
  return count;
}

/** What is kept for a document while it is open and its settings do not change. */
interface DocumentState extends Pick<Snapshot, 'resultCache' | 'derived' | 'modelCache'> {
  readonly selection: SourceDocument['selection'];
  readonly kind: SourceDocument['kind'];
  /** The last combined result, most of which the next version reuses. */
  last?: Aggregate;
}

function nothingKnown(document: SegmentedDocument): Aggregate {
  const nothing = { results: [], flags: new Uint8Array(), lastChanged: 0, counts: countsOf([]) };
  return {
    document,
    kind: 'none',
    ...nothing,
    isSound: false,
    syntax: [],
    suppressions: [],
    unused: [],
    silencedSyntax: [],
    all: nothing,
  };
}
