import { CONFIG_FILE_NAME, type SourceDocument } from '../base/document.js';
import { IDENTIFIERS } from '../identifiers/names.js';
import type { MapShape } from '../jsone/shape.js';
import { findEntry, hasKey, keyText, type MapNode, type Node, resolveAlias, type SyntaxTree } from '../syntax/node.js';
import { ACTIONS_KEYS, anyOf, HOOK_KEYS, KEPT_HOOK_KEYS, KIND_COMMENT, TELLING_KEYS } from './key-lists.js';

/** The name of the file from which the GitHub service reads a repository's tasks. */
const TASKCLUSTER_YML = /^\.taskcluster\.yml$/i;

const TELLING = anyOf(TELLING_KEYS);

/**
 * Whether the text can be a Taskcluster file at all. Cheap enough to run on every file of a workspace. If false, the kind of
 * the file is `none`.
 */
export function mayBeTaskcluster(fileName: string, text: string): boolean {
  if (TASKCLUSTER_YML.test(fileName) || fileName === CONFIG_FILE_NAME) return true;
  return text.includes(KIND_COMMENT) || TELLING.test(text);
}

/** The kind according to the name, or to the content under that name: `.taskcluster.yml` of either version. */
export function taskclusterYmlKind(
  document: SourceDocument,
  tree: SyntaxTree,
): 'taskcluster-yml-v0' | 'taskcluster-yml-v1' | undefined {
  const root = tree.roots[0];
  const map = root && resolveAlias(root);
  const version = map?.kind === 'map' ? versionOf(map) : undefined;
  if (TASKCLUSTER_YML.test(document.fileName)) {
    return version === '0' || (version !== '1' && looksLikeVersion0(map)) ? 'taskcluster-yml-v0' : 'taskcluster-yml-v1';
  }
  if (!isLikeTaskclusterYml(document.fileName) || map?.kind !== 'map' || !hasKey(map, 'tasks')) return undefined;
  if (version === '0') return 'taskcluster-yml-v0';
  return version === '1' ? 'taskcluster-yml-v1' : undefined;
}

function versionOf(map: MapNode): string | undefined {
  const value = findEntry(map, 'version')?.value;
  return value?.kind === 'scalar' && value.type === 'number' ? value.text : undefined;
}

/** Version 0 has the top-level keys `metadata` and `allowPullRequests`; version 1 has neither. */
function looksLikeVersion0(root: Node | undefined): boolean {
  // A key that is being written joins with the line below it.
  return root?.kind === 'map' && root.entries.some((entry) => VERSION_0_KEY.test(keyText(entry) ?? ''));
}

const VERSION_0_KEY = /(?:^| )(?:metadata|allowPullRequests)$/;

/** Whether the mapping is a hook definition. */
export function isHook(map: MapNode): boolean {
  if (!hasKey(map, 'task') || !hasKey(map, 'metadata') || hasKey(map, 'payload')) return false;
  return map.entries.length === 2 || HOOK_KEYS.some((key) => hasKey(map, key));
}

/** Whether the document lies where fxci-config keeps the tasks of its hooks, a file for each. */
export function isHookTemplate({ folder }: Pick<SourceDocument, 'folder'>): boolean {
  return folder !== undefined && /(?:^|\/)hook-templates(?:\/|$)/.test(folder);
}

/** Whether the mapping is a hook in a larger file. `listed`: whether it is among what that file calls hooks. */
export function isKeptHook(map: MapNode, listed: boolean): boolean {
  if (!hasKey(map, 'task') || hasKey(map, 'payload')) return false;
  return listed || isHook(map) || KEPT_HOOK_KEYS.some((key) => hasKey(map, key));
}

/** Whether the mapping is an `actions.json`, which offers actions on a task group (action-schema of the references). */
export function isActions(map: MapNode): boolean {
  return findEntry(map, 'actions')?.value.kind === 'seq' && ACTIONS_KEYS.every((key) => hasKey(map, key));
}

/** Whether something with these fields is a task, not just a mapping that shares keys with one. */
export function looksLikeTask({ fields }: { readonly fields: Pick<MapShape['fields'], 'has'> }): boolean {
  if (fields.has('triggerSchema') || fields.has('launchSpecification')) return false;
  const timed = fields.has('deadline') || fields.has('created');
  const named = fields.has('metadata');
  if (!fields.has('payload')) return named && timed;
  return named || timed || IDENTIFIERS.some((key) => fields.has(key));
}

/** Names of the same file when it is a sample, a template or a test. */
function isLikeTaskclusterYml(fileName: string): boolean {
  return /taskcluster/i.test(fileName) && /\.(?:ya?ml|json|jsonc)$/i.test(fileName);
}
