import { DECLARED_KINDS, type DeclaredKind, type SourceDocument } from '../core/base/document.js';
import { IDENTIFIERS } from '../core/identifiers/names.js';
import { buildModel } from '../core/model/build.js';
import { kindOfPlace } from '../core/model/file-places.js';
import { anyOf, HOOK_FILE_KEYS, TELLING_KEYS } from '../core/model/key-lists.js';
import { mapField } from '../core/model/merged.js';
import type { DocumentModel } from '../core/model/model.js';
import { isHookTemplate } from '../core/model/recognize.js';
import type { SchemaName } from '../core/schema/names.js';
import { keysAt } from '../core/schema/schemas.js';
import { keyText, type MapNode, resolveAlias, type SyntaxTree } from '../core/syntax/node.js';

/** How to tell what someone has begun to write. */
interface Sign {
  readonly kind: DeclaredKind;
  readonly schema: SchemaName;
  /** Keys that hardly anything else has. */
  readonly keys: readonly string[];
}

const TASK: Sign = { kind: 'task', schema: 'task', keys: IDENTIFIERS };

const SIGNS: readonly Sign[] = [
  { kind: 'hook', schema: 'hook', keys: HOOK_FILE_KEYS },
  { kind: 'worker-pool', schema: 'worker-pool', keys: ['workerPoolId', 'providerId'] },
  TASK,
];

const TASK_GRAPH = /task[-_]?graph/i;

const TELLING = anyOf([...TELLING_KEYS, ...SIGNS.flatMap(({ keys }) => keys)]);

/** Whether the text may be the beginning of a Taskcluster file. Cheap. */
export function mayBeDraft(source: Omit<SourceDocument, 'text'>, text: string): boolean {
  return TELLING.test(text) || signOfPlace(source) !== undefined;
}

/**
 * The model of a text that someone is writing, for completion and hover alone: a hook is one before its task is written.
 * The findings go by what the text certainly is (`buildModel`). `before`: the model before the last letters were typed.
 */
export function draftModel(document: SourceDocument, tree: SyntaxTree, before?: DocumentModel): DocumentModel {
  const isAuto = document.selection !== 'excluded';
  const found = buildModel(isAuto ? { ...document, selection: 'auto' } : document, tree);
  // Tasks anywhere in a file make it a graph: those of a hook, too.
  if (!isAuto || (found.kind !== 'none' && found.kind !== 'task-graph')) return found;
  const begun = draftKind(document, tree);
  if (begun === 'hook' || (begun && found.kind === 'none')) return buildModel({ ...document, kind: begun }, tree);
  if (found.kind !== 'none') return found;
  const last = DECLARED_KINDS.find((kind) => kind === before?.kind);
  return last ? buildModel({ ...document, kind: last }, tree) : buildModel(document, tree);
}

function draftKind(source: Omit<SourceDocument, 'text'>, { roots }: SyntaxTree): DeclaredKind | undefined {
  const root = roots[0] && resolveAlias(roots[0]);
  if (root?.kind !== 'map') return undefined;
  const keys = root.entries.map((entry) => keyText(entry) ?? '');
  const byKeys = SIGNS.find((sign) => keys.some((key) => sign.keys.includes(key)) && knownShare(sign, keys) >= 0.5);
  if (byKeys) return byKeys.kind;
  if (keepsPools(root)) return 'worker-pool';
  if (TASK_GRAPH.test(source.fileName)) return 'task-graph';
  // One key is the one that is being written.
  const byPlace = signOfPlace(source);
  return byPlace && unknownKeys(byPlace, keys) <= 1 ? byPlace.kind : undefined;
}

/** A project of community-tc-config, or its file. */
function keepsPools(root: MapNode): boolean {
  const projects = root.entries.map((entry) => resolveAlias(entry.value));
  return [root, ...projects].some((map) => map?.kind === 'map' && mapField(map, 'workerPools') !== undefined);
}

function knownShare(sign: Sign, keys: readonly string[]): number {
  return 1 - unknownKeys(sign, keys) / keys.length;
}

function unknownKeys({ schema }: Sign, keys: readonly string[]): number {
  const known = keysAt(schema, []);
  return keys.filter((key) => !known.has(key)).length;
}

function signOfPlace(source: Omit<SourceDocument, 'text'>): Sign | undefined {
  if (isHookTemplate(source)) return TASK;
  const kind = kindOfPlace(source.fileName, source.folder);
  return SIGNS.find((sign) => sign.kind === kind);
}

/** A document of unknown kind is only read as a draft if it is no longer than this. */
export const LONGEST_DRAFT = 100_000;

/** The model of a document of unknown kind, if it is the beginning of a Taskcluster file. */
export function draftAgain(model: DocumentModel): DocumentModel {
  const { source, tree } = model;
  const isDraft = tree.text.length <= LONGEST_DRAFT && mayBeDraft(source, tree.text);
  return isDraft ? draftModel({ ...source, text: tree.text }, tree) : model;
}
