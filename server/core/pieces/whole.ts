import type { DocumentKind } from '../document.js';
import type { Finding } from '../finding.js';
import { findingsOf } from '../findings.js';
import { buildModel } from '../model/build.js';
import { parse } from '../syntax/parse.js';
import { openDocument, type PieceDocument, tailOffset, textOf } from './document.js';
import type { Memory } from './memory.js';
import { type Miniature, miniature } from './miniature.js';
import { moveFinding, type PieceResult } from './result.js';

/** What is to be said of a document besides what each piece says: what it is, and whether it can be read at all. */
export interface WholeResult {
  /** The document that the results belong to: the same, or that document as one piece where its pieces hang together. */
  readonly document: PieceDocument;
  readonly kind: DocumentKind;
  readonly results: readonly PieceResult[];
  /** Why the text cannot be read: its first mistake, in offsets of the document. */
  readonly syntax: readonly Finding[];
}

/** Puts together what the pieces say. Every piece is judged, unless it has been before. */
export function judgeWhole(document: PieceDocument, memory: Memory): WholeResult {
  const results = document.pieces.map((piece) => memory.of(document, piece));
  if (document.layout.kind === 'whole') return { document, kind: results[0]?.kind ?? 'none', results, syntax: [] };
  const kind = kindOf(results);
  const doubt = firstDoubt(document, results);
  const mistake = doubt && mistakeAt(document, results, doubt);
  // A setting makes a file one task only if there is nothing else in it.
  const isOneTask = kind === 'none' && document.source.selection === 'included';
  if (mistake === 'joined' || isOneTask) return judgeWhole(asOne(document), memory);
  return { document, kind, results, syntax: mistake && kind !== 'none' ? syntaxFindings(mistake, kind, memory) : [] };
}

function asOne(document: PieceDocument): PieceDocument {
  return openDocument({ ...document.source, text: textOf(document) }, Number.POSITIVE_INFINITY);
}

/** A file with tasks in it is a file of tasks, whatever else it holds. */
function kindOf(results: readonly PieceResult[]): DocumentKind {
  let kind: DocumentKind = 'none';
  for (const result of results) {
    if (result.kind === 'none') continue;
    if (result.kind !== 'worker-pool') return result.kind;
    kind = result.kind;
  }
  return kind;
}

/** The first place where the pieces may not make a text that can be read: all before it do. */
interface Doubt {
  readonly index: number;
  readonly why: 'problem' | 'comma' | 'duplicate';
  /** Of a duplicate key, the piece that has it first. */
  readonly before?: number;
}

const NO_RESULT = { problem: undefined, keys: [] };

function firstDoubt({ layout, pieces }: PieceDocument, results: readonly PieceResult[]): Doubt | undefined {
  const seen = new Map<string, number>();
  for (let index = 0; index < results.length; index++) {
    const { problem, keys } = results[index] ?? NO_RESULT;
    if (problem) return { index, why: 'problem' };
    if (layout.kind === 'json' && pieces[index]?.comma === (index === results.length - 1))
      return { index, why: 'comma' };
    if (layout.kind !== 'yaml-map') continue;
    for (const key of keys) {
      const before = seen.get(key);
      if (before !== undefined) return { index, why: 'duplicate', before };
      seen.set(key, index);
    }
  }
  return undefined;
}

/** A part of the document in which the mistake shows as it does in the whole, and how its offsets lead there. */
interface Mistake {
  readonly mini: Miniature;
  readonly toDocument: (offset: number) => number;
}

/** What is wrong there; `joined` if nothing is, or nothing can be said, because pieces hang together. */
function mistakeAt(document: PieceDocument, results: readonly PieceResult[], doubt: Doubt): Mistake | 'joined' {
  const { index, why, before } = doubt;
  const { pieces, layout } = document;
  if (why === 'duplicate') return windowOf(document, [before ?? 0, index]);
  if (why === 'comma')
    return index === pieces.length - 1 ? windowOf(document, [index], true) : windowOf(document, [index, index + 1]);
  if (layout.kind === 'json') return jsonMistake(document, results, index);
  const problem = results[index]?.problem;
  if (problem?.dependsOn === 'anchor' && pieces.slice(0, index).some(({ text }) => text.includes('&'))) return 'joined';
  return problem?.dependsOn === 'end' ? openMistake(document, index) : windowOf(document, [index]);
}

/**
 * What is open at the end of a piece may be closed by a later one: a quoted text may go on in the first column. As many
 * pieces are read together as it takes to come to a mistake, or to none.
 */
function openMistake(document: PieceDocument, index: number): Mistake | 'joined' {
  const count = document.pieces.length;
  for (let size = 2; ; size *= 2) {
    const end = Math.min(count, index + size);
    const window = windowOf(
      document,
      Array.from({ length: end - index }, (_, i) => index + i),
    );
    const [problem] = parse(window.mini.document.text, window.mini.document.syntax).problems;
    if (!problem) return 'joined';
    if (problem.dependsOn !== 'end' || end === count) return window;
  }
}

/**
 * Strings of JSON end with their line, so only brackets can lead from one piece into another. One piece with too many
 * of them makes the text unreadable for certain; several might make up for one another.
 */
function jsonMistake(document: PieceDocument, results: readonly PieceResult[], index: number): Mistake | 'joined' {
  const others = results.some((result, i) => i > index && result.problem);
  if (others && opensMore(document.pieces[index]?.text ?? '') && isJson(textOf(document))) return 'joined';
  return windowOf(document, [index]);
}

function opensMore(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/"(?:[^"\\\r\n]|\\.)*"?|[{}[\]]/g)) {
    if (bracket === '{' || bracket === '[') depth++;
    else if ((bracket === '}' || bracket === ']') && --depth < 0) return false;
  }
  return depth > 0;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The document with these pieces only. */
function windowOf(document: PieceDocument, indices: readonly number[], keepComma = false): Mistake {
  const pieces = indices.flatMap((index) => document.pieces[index] ?? []);
  const mini = miniature(document, pieces, keepComma);
  const last = tailOffset(document);
  const toDocument = (offset: number): number => {
    if (offset < mini.start) return offset;
    let begin = mini.start;
    for (const [i, piece] of pieces.entries()) {
      const isLast = i === pieces.length - 1;
      if (offset < begin + piece.text.length || (isLast && offset <= mini.end))
        return document.places().offsetOf(indices[i] ?? 0) + offset - begin;
      begin += piece.text.length;
    }
    return last + offset - mini.end;
  };
  return { mini, toDocument };
}

function syntaxFindings({ mini, toDocument }: Mistake, kind: DocumentKind, { config }: Memory): Finding[] {
  const model = buildModel(mini.document, parse(mini.document.text, mini.document.syntax));
  return findingsOf({ ...model, kind }, config)
    .filter(({ rule }) => rule === 'syntax')
    .slice(0, 1)
    .map((finding) => moveFinding(finding, toDocument));
}
