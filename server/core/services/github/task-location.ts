import { type Entry, findEntry, type Node, resolveAlias } from '../../syntax/node.js';

/** The entry `tasks` of a `.taskcluster.yml`. */
export function tasksEntry(root: Node): Entry | undefined {
  const map = resolveAlias(root);
  return map?.kind === 'map' ? findEntry(map, 'tasks') : undefined;
}

/**
 * Where the task with that index of so many comes from, as far as its place in the list tells it: the item of the list,
 * or else the key `tasks`.
 */
export function placeOfTask(root: Node, index: number, count: number): Node {
  const tasks = tasksEntry(root);
  const list = tasks && resolveAlias(tasks.value);
  // An item of a list becomes one task or none, so that as many tasks as items are theirs.
  const item = list?.kind === 'seq' && list.items.length === count ? list.items[index] : undefined;
  return item ?? tasks?.key ?? root;
}
