import type { Steps } from '../base/steps.js';
import type { Config } from '../config/config.js';
import { analyzeSegment, judgePieceInSteps } from './analyze-segment.js';
import type { Segment } from './segment.js';
import type { SegmentResult } from './segment-result.js';
import { type Frame, frameOf, isSameFrame, type SegmentedDocument } from './segmented-document.js';

/**
 * What is known of the pieces of one document under one configuration. It may be thrown away at any time. What a piece
 * means depends on what stands around the list too: another head makes all results void.
 */
export interface ResultCache {
  readonly config: Config;
  /** The result for a piece, worked out at most once. */
  of(document: SegmentedDocument, piece: Segment): SegmentResult;
  /** The same in short steps: for what may take long. */
  inSteps(document: SegmentedDocument, piece: Segment): Steps<SegmentResult>;
  /** Whether the result for a piece is there already. */
  has(document: SegmentedDocument, piece: Segment): boolean;
}

/**
 * How many findings are kept of one document, or so: each takes a kilobyte. Beyond that a piece with mistakes is judged
 * anew by whoever wants to know them, as an editor does that shows a few hundred.
 */
const MOST_KEPT = 20_000;

/** How many pieces with mistakes are known by their text. */
const MOST_KNOWN = 1_000;

/**
 * Makes an empty memory. `judge`: how a piece is judged for the first time. `mostKept`: how many findings are kept; for who
 * wants all of them at once there is nothing to save.
 */
export function createResultCache(
  config: Config,
  judge: typeof analyzeSegment = analyzeSegment,
  mostKept = MOST_KEPT,
): ResultCache {
  let results = new WeakMap<Segment, SegmentResult>();
  let shell: Frame | undefined;
  let kept = 0;
  /** What pieces with mistakes came to, by their text: who repeats a task repeats its mistakes. */
  let known = new Map<string, SegmentResult>();

  const shellFor = (document: SegmentedDocument): Frame => {
    if (shell && isSameFrame(shell, document)) return shell;
    results = new WeakMap();
    kept = 0;
    known = new Map();
    shell = frameOf(document);
    return shell;
  };

  const find = (piece: Segment): SegmentResult | undefined => {
    const result = results.get(piece) ?? (known.size > 0 ? known.get(piece.text) : undefined);
    if (result) results.set(piece, result);
    return result;
  };

  const keep = (piece: Segment, found: SegmentResult): SegmentResult => {
    const isMistaken = found.forgetful !== undefined;
    if (isMistaken) kept += found.findings.length;
    const result = (kept > mostKept && found.forgetful?.()) || found;
    if (isMistaken && known.size < MOST_KNOWN) known.set(piece.text, result);
    results.set(piece, result);
    return result;
  };

  return {
    config,
    of(document, piece) {
      const around = shellFor(document);
      return find(piece) ?? keep(piece, judge(around, piece, config));
    },
    *inSteps(document, piece) {
      const around = shellFor(document);
      const before = find(piece);
      if (before) return before;
      const found = yield* judgePieceInSteps(around, piece, config);
      // Something else may have been asked about in the meantime.
      return shell === around ? (find(piece) ?? keep(piece, found)) : found;
    },
    has(document, piece) {
      shellFor(document);
      return results.has(piece);
    },
  };
}
