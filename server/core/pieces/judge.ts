import type { Config } from '../config.js';
import type { Finding } from '../finding.js';
import { findingsOf } from '../findings.js';
import { aliasReferences, mayHaveAliases } from '../live/aliases.js';
import type { QueueReference } from '../live/reference.js';
import { queueReferences } from '../live/references.js';
import { buildModel } from '../model/build.js';
import type { DocumentModel } from '../model/model.js';
import { keyText, resolveAlias } from '../syntax/node.js';
import { parse } from '../syntax/parse.js';
import type { Piece, PieceDocument } from './document.js';
import { type Miniature, miniature } from './miniature.js';
import { quickResult } from './quick.js';
import { moveFinding, moveReference, type PieceResult } from './result.js';

/** Judges one piece: quickly where it is an ordinary task, else through its tree. */
export function judgePiece(document: PieceDocument, piece: Piece, config: Config): PieceResult {
  return (
    quickResult(document, piece, config, () => judgeThoroughly(document, piece, config)) ??
    judgeThoroughly(document, piece, config)
  );
}

/** Judges one piece through its tree and every rule. */
export function judgeThoroughly(document: PieceDocument, piece: Piece, config: Config): PieceResult {
  const mini = miniature(document, [piece]);
  const model = buildModel(mini.document, parse(mini.document.text, mini.document.syntax));
  const isWhole = document.layout.kind === 'whole';
  const move = (offset: number): number => offset - mini.start;
  const all = model.kind === 'none' && !model.tree.limit ? [] : findingsOf(model, config);
  // Whether the whole can be read depends on all of its pieces, so that is said of the whole.
  const own = isWhole ? all : all.filter(({ rule }) => rule !== 'syntax');
  const moved = own.map((finding) => moveFinding(finding, move));
  const inside = ({ span }: Finding): boolean => isWhole || (span.start >= 0 && span.end <= mini.end - mini.start);
  return {
    kind: model.kind,
    findings: moved.filter(inside),
    around: moved.filter((finding) => !inside(finding)),
    references: referencesOf(mini.document.fileName, model).map((reference) => moveReference(reference, move)),
    problem: problemOf(model, mini),
    keys: keysOf(model),
  };
}

function problemOf({ tree }: DocumentModel, { start }: Miniature): PieceResult['problem'] {
  const problem = tree.problems[0];
  return problem && { ...problem, span: { start: problem.span.start - start, end: problem.span.end - start } };
}

function keysOf({ tree }: DocumentModel): string[] {
  const root = tree.roots[0] && resolveAlias(tree.roots[0]);
  return root?.kind === 'map' ? root.entries.map((entry) => keyText(entry) ?? '') : [];
}

/** The places of a document that name a queue, whatever kind of document it is. */
export function referencesOf(fileName: string, model: DocumentModel): QueueReference[] {
  const aliases = mayHaveAliases(fileName, model.tree.text) ? aliasReferences(fileName, model.tree) : [];
  return [...queueReferences(model), ...aliases];
}
