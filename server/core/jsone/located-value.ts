import type { Span } from '../base/text.js';
import { type Entry, findEntry, keyText, type MapNode, type Node, resolveAlias } from '../syntax/node.js';
import { operatorOf } from './operators.js';

/** The path to a value in plain data: keys and indices from the root. */
export type Path = readonly (string | number)[];

/** Plain data made from a document, and its sources. */
export interface Located {
  readonly value: unknown;
  /** The mappings of the source that a mapping of the data was made from; the last one wins a key. */
  readonly sources: ReadonlyMap<object, readonly MapNode[]>;
  /** The node of the whole value. */
  readonly place: Node;
}

/** The source of something in the data: exactly, or the closest that is known. */
export interface Place {
  readonly node: Node;
  /** The entry whose value it is, if it is the value of a key. */
  readonly entry: Entry | undefined;
  /** The mappings it was made from, if it is a mapping. */
  readonly maps: readonly MapNode[];
  /** Whether the whole path was followed; otherwise this is something that contains it. */
  readonly exact: boolean;
}

/** Follows a path through the data and its source. */
export function locate({ value, sources, place }: Located, path: Path): Place {
  let current = value;
  let at: Step = { node: place, entry: undefined, others: [] };
  for (const step of path) {
    const next = Array.isArray(current)
      ? item([at.node, ...at.others], current, Number(step), sources)
      : member(mapsOf(current, sources, at.node), String(step), current);
    if (!next) return { node: at.node, entry: at.entry, maps: mapsOf(current, sources, at.node), exact: false };
    at = next;
    current = (current as Record<string | number, unknown> | null)?.[step];
  }
  return { node: at.node, entry: at.entry, maps: mapsOf(current, sources, at.node), exact: true };
}

/** Where one step of a path leads. `others`: the values of the same key in overridden mappings, which may be merged in. */
interface Step extends Pick<Place, 'node' | 'entry'> {
  readonly others: readonly Node[];
}

function mapsOf(value: unknown, sources: Located['sources'], node: Node): readonly MapNode[] {
  const known = typeof value === 'object' && value !== null ? sources.get(value) : undefined;
  if (known && known.length > 0) return known;
  const map = resolveAlias(node);
  // The result of an operator does not come from the operator's own mapping.
  return map?.kind === 'map' && !operatorOf(map) && typeof value === 'object' && value !== null && !Array.isArray(value)
    ? [map]
    : [];
}

function member(maps: readonly MapNode[], key: string, data?: unknown): Step | undefined {
  const [entry, ...below] = maps.toReversed().flatMap((map) => findEntry(map, key) ?? []);
  if (entry) return { node: entry.value, entry, others: below.map(({ value }) => value) };
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, key)) return undefined;
  const [computed, ...others] = maps.flatMap(({ entries }) => entries.filter(isComputedKey));
  return computed && others.length === 0 ? { node: computed.value, entry: computed, others: [] } : undefined;
}

/** Whether a key has a placeholder, so that it is another one in the data. */
function isComputedKey(entry: Entry): boolean {
  return /\$\{|\{\{/.test(keyText(entry) ?? '');
}

/**
 * An item of a list: by its index if the list is written literally, or joined of literal lists (`$mergeDeep`); else the mapping
 * that it is made from, or the literal with the same value.
 */
function item(
  candidates: readonly Node[],
  list: readonly unknown[],
  index: number,
  sources: Located['sources'],
): Step | undefined {
  const seqs = candidates.map(resolveAlias).filter((node) => node?.kind === 'seq');
  const all = seqs.toReversed().flatMap(({ items }) => items);
  const joined = seqs.length === candidates.length ? [all] : [];
  const written = [...seqs.map(({ items }) => items), ...joined].find(({ length }) => length === list.length);
  const value = list[index];
  const made = typeof value === 'object' && value !== null ? sources.get(value)?.at(-1) : undefined;
  const same = (node: Node): boolean => node.kind === 'scalar' && node.type === 'string' && node.text === value;
  const found = written?.[index] ?? made ?? all.find(same);
  return found && { node: found, entry: undefined, others: [] };
}

/** The smallest useful place to mark for a value: the value if it is short, else its key, else its beginning. */
export function valueSpan(text: string, { node, entry }: Pick<Place, 'node' | 'entry'>): Span {
  const { start, end } = node;
  if (start < end && !/[\r\n]/.test(text.slice(start, end))) return { start, end };
  if (entry) return { start: entry.key.start, end: entry.key.end };
  return beginning(text, node);
}

/** The key of a mapping, or of the first of the mappings that has it. */
export function keySpan(maps: readonly MapNode[], key: string): Span | undefined {
  const entry = member(maps, key)?.entry;
  return entry && { start: entry.key.start, end: entry.key.end };
}

/** The first key of a mapping, or the first line of anything else. */
export function beginning(text: string, node: Node): Span {
  const value = resolveAlias(node) ?? node;
  const first = value.kind === 'map' ? value.entries[0]?.key : undefined;
  if (first) return { start: first.start, end: first.end };
  const line = /[\r\n]/.exec(text.slice(value.start, value.end))?.index ?? value.end - value.start;
  return { start: value.start, end: value.start + line };
}
