import { isMergeKey, keyName } from '../../syntax/key-name.js';
import { type Entry, type MapNode, type Node, resolveAlias } from '../../syntax/node.js';
import { inKeyOrder } from './value.js';

/** An entry with its name, and the mapping that contains it. */
export interface OwnedEntry {
  readonly key: string;
  readonly entry: Entry;
  readonly owner: MapNode;
}

/** The contents of a mapping after resolving merge keys. */
export interface MappingEntries {
  readonly entries: ReadonlyMap<string, OwnedEntry>;
  /** The mappings from merge keys, the one with precedence last, followed by the mapping itself. */
  readonly parts: readonly MapNode[];
}

/** The maximum number of entries from all merge keys together. */
const MAX_MERGED = 200_000;
/** The maximum depth of mappings merged into one another. */
const MAX_DEPTH = 400;

/** Resolves the merge keys of mappings, each mapping once. */
export class EntryReader {
  private depth = 0;
  private merged = 0;
  private readonly entries = new Map<MapNode, MappingEntries | undefined>();

  /**
   * The entries of a mapping by name, in the order in which JavaScript lists them after js-yaml has read the mapping: merge
   * keys add what is not there yet, and the mapping's own keys win. Undefined if merge keys add too much.
   */
  of(map: MapNode): MappingEntries | undefined {
    const known = this.entries.get(map);
    if (known || this.entries.has(map)) return known;
    // For failures, and for a mapping that merges itself.
    this.entries.set(map, undefined);
    const entries = new Map<string, OwnedEntry>();
    const parts: MapNode[] = [map];
    const sources = new Set<MapNode>();
    const mergeIn = (node: Node): boolean => {
      const source = resolveAlias(node);
      if (source?.kind === 'seq') return source.items.every((item) => item.kind === 'seq' || mergeIn(item));
      // Merging the same mapping again would add nothing.
      if (source?.kind !== 'map' || sources.has(source)) return true;
      sources.add(source);
      if (this.depth >= MAX_DEPTH) return false;
      this.depth++;
      const merged = this.of(source);
      this.depth--;
      if (!merged) return false;
      this.merged += merged.entries.size + merged.parts.length;
      if (this.merged > MAX_MERGED) return false;
      parts.unshift(...merged.parts);
      for (const [key, entry] of merged.entries) if (!entries.has(key)) entries.set(key, entry);
      return true;
    };
    for (const entry of map.entries) {
      if (!isMergeKey(entry)) {
        const key = keyName(entry);
        entries.set(key, { key, entry, owner: map });
      } else if (!mergeIn(entry.value)) return undefined;
    }
    const found = { entries: inKeyOrder(entries), parts };
    this.entries.set(map, found);
    return found;
  }
}
