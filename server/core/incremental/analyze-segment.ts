import type { Finding } from '../base/finding.js';
import { finish, type Steps } from '../base/steps.js';
import type { Config } from '../config/config.js';
import { buildModel } from '../model/build.js';
import type { DocumentModel } from '../model/model.js';
import type { QueueReference } from '../references/queue-reference.js';
import { queueReferences } from '../references/queue-references.js';
import { aliasReferences, mayHaveAliases } from '../references/worker-aliases.js';
import { isMigration } from '../rules/migration-rules.js';
import { findingsInSteps, findingsOf } from '../rules/run.js';
import { keyText, resolveAlias, type SyntaxTree } from '../syntax/node.js';
import { parse, parseInSteps } from '../syntax/parse.js';
import { ordinaryResult } from './fast-path/fast-result.js';
import { mayBePlain, ordinaryTask } from './fast-path/find-task.js';
import { readPlainly } from './fast-path/read-value.js';
import { type Miniature, miniature } from './isolate.js';
import { countsOf, keepResult, moveFinding, moveReference, type PieceResult } from './segment-result.js';
import type { Piece, Shell } from './segmented-document.js';

/** Judges one piece: quickly where it is an ordinary task, else through its tree. */
export function judgePiece(shell: Shell, piece: Piece, config: Config): PieceResult {
  return finish(judge(shell, piece, config, atOnce));
}

/** The same in steps. */
export function judgePieceInSteps(shell: Shell, piece: Piece, config: Config): Steps<PieceResult> {
  return judge(shell, piece, config, findingsInSteps);
}

type FindIn = (model: DocumentModel, config: Config) => Steps<Finding[]>;

/** What nobody asks for is not worked out then. */
// biome-ignore lint/correctness/useYield: it is done in one step
function* atOnce(model: DocumentModel, config: Config): Steps<Finding[]> {
  return findingsOf(model, config);
}

function* judge(shell: Shell, piece: Piece, config: Config, findIn: FindIn): Steps<PieceResult> {
  const plain = mayBePlain(shell, piece) ? readPlainly(shell, piece) : undefined;
  const task = plain && ordinaryTask(shell, piece, plain, config);
  if (task) return ordinaryResult(task, piece, config, () => judgeThoroughly(shell, piece, config));
  const mini = miniature(shell, [piece]);
  yield;
  const tree = plain?.tree ?? (yield* parseInSteps(mini.document.text, mini.document.syntax));
  yield;
  const result = yield* judgeTree(shell, mini, tree, config, findIn);
  // Of one of many only what is said is kept. A text in one piece would have to be judged as a whole again.
  return shell.layout.kind === 'whole' ? result : kept(result, () => judgeThoroughly(shell, piece, config));
}

/** A result that holds neither the tree nor what was worked out from it; `again` is asked for edits. */
function kept(result: PieceResult, again: () => PieceResult): PieceResult {
  return result.findings.length + result.around.length === 0 ? result : keepResult(result, again);
}

/** Judges one piece through its tree and every rule. */
export function judgeThoroughly(shell: Shell, piece: Piece, config: Config): PieceResult {
  const mini = miniature(shell, [piece]);
  return finish(judgeTree(shell, mini, parse(mini.document.text, mini.document.syntax), config, atOnce));
}

function* judgeTree(
  { layout }: Shell,
  mini: Miniature,
  tree: SyntaxTree,
  config: Config,
  findIn: FindIn,
): Steps<PieceResult> {
  const model = buildModel(mini.document, tree);
  yield;
  const isWhole = layout.kind === 'whole';
  const move = (offset: number): number => offset - mini.start;
  const all = model.kind === 'none' && !model.tree.limit ? [] : yield* findIn(model, config);
  // Whether the whole can be read depends on all of its pieces, so that is said of the whole.
  const own = isWhole ? all : all.filter(({ rule }) => rule !== 'syntax');
  const moved = own.map((finding) => moveFinding(finding, move));
  const inside = ({ span }: Finding): boolean => isWhole || (span.start >= 0 && span.end <= mini.end - mini.start);
  const findings = moved.filter(inside);
  return {
    kind: model.kind,
    counts: countsOf(findings),
    migrations: findings.filter(isMigration).length,
    findings,
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
