import { type Entry, findEntry, type MapNode, type Node, resolveAlias } from '../syntax/node.js';

/** Only an attack on the reader merges more mappings than this into one. */
const MOST_SOURCES = 1000;

/** The entry of a mapping with this key, or else that of a mapping it merges with `<<`. */
export function field(map: MapNode, key: string): Entry | undefined {
  return search(map, key, new Set());
}

/** `seen`: mappings without the key. Aliases may lead to the same mapping in thousands of ways, and in loops. */
function search(map: MapNode, key: string, seen: Set<MapNode>): Entry | undefined {
  seen.add(map);
  const own = findEntry(map, key);
  const merged = own ? undefined : findEntry(map, '<<');
  if (!merged || seen.size > MOST_SOURCES) return own;
  for (const source of sources(merged.value)) {
    const entry = seen.has(source) ? undefined : search(source, key, seen);
    if (entry) return entry;
  }
  return undefined;
}

export function hasField(map: MapNode, key: string): boolean {
  return field(map, key) !== undefined;
}

/** The value of a key, if it is a mapping. */
export function mapField(map: MapNode, key: string): MapNode | undefined {
  const value = field(map, key)?.value;
  const node = value && resolveAlias(value);
  return node?.kind === 'map' ? node : undefined;
}

/** The value of a key, if it is a string. */
export function scalarField(map: MapNode, key: string): string | undefined {
  const value = field(map, key)?.value;
  const node = value && resolveAlias(value);
  return node?.kind === 'scalar' && node.type === 'string' ? node.text : undefined;
}

function sources(value: Node): MapNode[] {
  const node = resolveAlias(value);
  if (node?.kind === 'map') return [node];
  return node?.kind === 'seq' ? node.items.flatMap((item) => resolveAlias(item) ?? []).filter(isMap) : [];
}

function isMap(node: Node): node is MapNode {
  return node.kind === 'map';
}
