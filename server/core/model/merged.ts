import { type Entry, findEntry, type MapNode, type Node, resolveAlias } from '../syntax/node.js';

/** How many merge keys may lead into one another. */
const MAX_DEPTH = 20;

/** The entry of a mapping with that key, or else that of a mapping that it merges in with `<<`. */
export function field(map: MapNode, key: string, depth = 0): Entry | undefined {
  const own = findEntry(map, key);
  if (own || depth > MAX_DEPTH) return own;
  const merged = findEntry(map, '<<');
  for (const source of merged ? sources(merged.value) : []) {
    const entry = field(source, key, depth + 1);
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
