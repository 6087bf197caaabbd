import type { Span } from '../../base/text.js';
import { type Entry, findEntry, type Node, resolveAlias } from '../../syntax/node.js';

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
