import type { Steps } from '../base/steps.js';
import type { Config } from '../config/config.js';
import { createTemplateMemory } from '../services/github/template-memory.js';
import { analyzeSegment, analyzeSegmentInSteps } from './analyze-segment.js';
import type { Segment } from './segment.js';
import type { SegmentResult } from './segment-result.js';
import { type Frame, frameOf, isSameFrame, type SegmentedDocument } from './segmented-document.js';
import { createResultSuppressor, type ResultSuppressor } from './suppress-results.js';

/**
 * The cached results of one document's segments under one configuration. It may be dropped at any time. The meaning of a segment
 * also depends on the text around the list, so another head invalidates all results.
 */
export interface ResultCache {
  readonly config: Config;
  /** The result for a segment, computed at most once. */
  of(document: SegmentedDocument, segment: Segment): SegmentResult;
  /** The same in short steps, for work that may take long. */
  inSteps(document: SegmentedDocument, segment: Segment): Steps<SegmentResult>;
  /** Parts these results by what comments silence. */
  readonly suppressor: ResultSuppressor;
  /** Whether the result for a segment is already known. */
  has(document: SegmentedDocument, segment: Segment): boolean;
}

/**
 * Roughly how many findings to keep for one document; each takes a kilobyte. Beyond that, a segment with mistakes is analyzed
 * again when its findings are needed, e.g. by an editor that shows a few hundred.
 */
const MOST_KEPT = 20_000;

/** How many segments with mistakes are cached by their text. */
const MOST_KNOWN = 1_000;

/** Creates an empty cache. `analyze`: analyzes a segment for the first time. */
export function createResultCache(config: Config, analyze: typeof analyzeSegment = analyzeSegment): ResultCache {
  let results = new WeakMap<Segment, SegmentResult>();
  let frame: Frame | undefined;
  let kept = 0;
  const memory = createTemplateMemory();
  /** The results of segments with mistakes, by their text: a copied task has the same mistakes. */
  let known = new Map<string, SegmentResult>();

  const frameFor = (document: SegmentedDocument): Frame => {
    if (frame && isSameFrame(frame, document)) return frame;
    results = new WeakMap();
    kept = 0;
    known = new Map();
    frame = frameOf(document);
    return frame;
  };

  const find = (segment: Segment): SegmentResult | undefined => {
    const result = results.get(segment) ?? (known.size > 0 ? known.get(segment.text) : undefined);
    if (result) results.set(segment, result);
    return result;
  };

  const keep = (segment: Segment, found: SegmentResult): SegmentResult => {
    const isMistaken = found.forgetful !== undefined;
    if (isMistaken) kept += found.findings.length;
    const result = (kept > MOST_KEPT && found.forgetful?.()) || found;
    if (isMistaken && known.size < MOST_KNOWN) known.set(segment.text, result);
    results.set(segment, result);
    return result;
  };

  return {
    config,
    suppressor: createResultSuppressor(),
    of(document, segment) {
      const current = frameFor(document);
      return find(segment) ?? keep(segment, analyze(current, segment, config, memory));
    },
    *inSteps(document, segment) {
      const current = frameFor(document);
      const before = find(segment);
      if (before) return before;
      const found = yield* analyzeSegmentInSteps(current, segment, config, memory);
      // Another segment may have been requested in the meantime.
      return frame === current ? (find(segment) ?? keep(segment, found)) : found;
    },
    has(document, segment) {
      frameFor(document);
      return results.has(segment);
    },
  };
}
