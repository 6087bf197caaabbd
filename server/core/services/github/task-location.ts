import type { Span } from '../../base/text.js';
import type { Value } from '../../jsone/engine/index.js';
import { type Entry, findEntry, keyText, type Node, resolveAlias } from '../../syntax/node.js';

/** The entry `tasks` of a `.taskcluster.yml`. */
export function tasksEntry(root: Node): Entry | undefined {
  const map = resolveAlias(root);
  return map?.kind === 'map' ? findEntry(map, 'tasks') : undefined;
}

/**
 * Where the task with a given index comes from, as far as its position tells: the item of the list, or else the key `tasks`.
 */
export function placeOfTask(root: Node, index: number, count: number): Node {
  const tasks = tasksEntry(root);
  const list = tasks && resolveAlias(tasks.value);
  // Each item of a list becomes at most one task, so with as many tasks as items they correspond.
  const item = list?.kind === 'seq' && list.items.length === count ? list.items[index] : undefined;
  return item ?? tasks?.key ?? root;
}

/** The span of a node, or of its first key if it has parts. */
export function headOf(node: Node): Span {
  const first = node.kind === 'map' ? node.entries[0]?.key : undefined;
  const { start, end } = first ?? node;
  return { start, end };
}

/** The key of an entry; the start of the file if there is none. */
export function keySpan(entry: Entry | undefined): Span {
  return { start: entry?.key.start ?? 0, end: entry?.key.end ?? 0 };
}

/** The entries that nodes are the values of. */
export function parentsOf(root: Node): ReadonlyMap<Node, Entry> {
  const parents = new Map<Node, Entry>();
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.kind === 'seq') waiting.push(...node.items);
    if (node.kind !== 'map') continue;
    for (const entry of node.entries) {
      parents.set(entry.value, entry);
      waiting.push(entry.value);
    }
  }
  return parents;
}

const BRANCHES: readonly (string | undefined)[] = ['then', 'else', '$default'];

/** Whether a task is the empty mapping that somebody wrote in a branch to have no task. */
export function isEmptyBranch(task: Value, parents: ReadonlyMap<Node, Entry>): boolean {
  if (task.kind !== 'object' || task.fields.size > 0 || task.open) return false;
  const [node] = task.parts;
  const entry = node && task.parts.length === 1 ? parents.get(node) : undefined;
  return entry !== undefined && BRANCHES.includes(keyText(entry));
}
