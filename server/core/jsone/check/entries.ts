import { type Entry, keyText, type MapNode, type Node, resolveAlias } from '../../syntax/node.js';

const MAX_NESTING = 100;

/**
 * The entries that the mapping has once read, by key: of duplicates the last (JSON), and what merge keys (`<<`) bring
 * in from elsewhere if it has no such key itself.
 */
export function entriesOf(map: MapNode): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const entry of map.entries) {
    const key = keyText(entry);
    if (key !== undefined && !isMergeKey(entry)) entries.set(key, entry);
  }
  const seen = new Set<Node>([map]);
  for (const entry of map.entries) if (isMergeKey(entry)) addMerged(entry.value, entries, seen, 0);
  return entries;
}

function addMerged(value: Node, entries: Map<string, Entry>, seen: Set<Node>, nesting: number): void {
  const node = resolveAlias(value);
  if (!node || nesting > MAX_NESTING || seen.has(node)) return;
  seen.add(node);
  if (node.kind === 'seq') for (const item of node.items) addMerged(item, entries, seen, nesting + 1);
  if (node.kind !== 'map') return;
  for (const entry of node.entries) {
    const key = keyText(entry);
    if (key !== undefined && !isMergeKey(entry) && !entries.has(key)) entries.set(key, entry);
  }
  for (const entry of node.entries) if (isMergeKey(entry)) addMerged(entry.value, entries, seen, nesting + 1);
}

function isMergeKey({ key }: Entry): boolean {
  return key.kind === 'scalar' && key.style === 'plain' && key.text === '<<';
}
