import type { Config } from '../config.js';
import { isSameShell, type Piece, type PieceDocument, type Shell, shellOf } from './document.js';
import { judgePiece } from './judge.js';
import type { PieceResult } from './result.js';

/**
 * What is known of the pieces of one document under one configuration. It may be thrown away at any time. What a piece
 * means depends on what stands around the list too: another head makes all results void.
 */
export interface Memory {
  readonly config: Config;
  /** The result for a piece, worked out at most once. */
  of(document: PieceDocument, piece: Piece): PieceResult;
  /** Whether the result for a piece is there already. */
  has(document: PieceDocument, piece: Piece): boolean;
}

/** Makes an empty memory. `judge`: how a piece is judged for the first time. */
export function createMemory(config: Config, judge: typeof judgePiece = judgePiece): Memory {
  let results = new WeakMap<Piece, PieceResult>();
  let shell: Shell | undefined;

  const shellFor = (document: PieceDocument): Shell => {
    if (shell && isSameShell(shell, document)) return shell;
    results = new WeakMap();
    shell = shellOf(document);
    return shell;
  };

  return {
    config,
    of(document, piece) {
      const around = shellFor(document);
      const known = results.get(piece);
      if (known) return known;
      const found = judge(around, piece, config);
      results.set(piece, found);
      return found;
    },
    has(document, piece) {
      shellFor(document);
      return results.has(piece);
    },
  };
}
