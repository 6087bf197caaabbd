import { isMergeKey, keyName } from '../../syntax/key-name.js';
import { type Entry, type MapNode, type Node, resolveAlias } from '../../syntax/node.js';
import { inKeyOrder } from './value.js';

/** An entry under its name, and the mapping that it stands in. */
export interface OwnedEntry {
  readonly key: string;
  readonly entry: Entry;
  readonly owner: MapNode;
}

/** What a mapping holds once merge keys are resolved. */
export interface MappingEntries {
  readonly entries: ReadonlyMap<string, OwnedEntry>;
  /** The mapping itself, and before it those that merge keys bring in, the one that wins last. */
  readonly parts: readonly MapNode[];
}

/** How many entries merge keys may bring in, all together. */
const MAX_MERGED = 200_000;
/** How many mappings may be merged into one another. */
const MAX_DEPTH = 400;

/** Resolves the merge keys of mappings, each mapping once. */
export class EntryReader {
  private depth = 0;
  private merged = 0;
  private readonly entries = new Map<MapNode, MappingEntries | undefined>();

  /**
   * The entries of a mapping by their names, in the order in which JavaScript lists them once js-yaml has read the
   * mapping: merge keys bring in what is not there yet, and a key that stands in the mapping itself wins. Undefined if
   * merge keys bring in too much.
   */
  of(map: MapNode): MappingEntries | undefined {
    const known = this.entries.get(map);
    if (known || this.entries.has(map)) return known;
    // For what fails, and for a mapping that would merge in itself.
    this.entries.set(map, undefined);
    const entries = new Map<string, OwnedEntry>();
    const parts: MapNode[] = [map];
    const sources = new Set<MapNode>();
    const mergeIn = (node: Node): boolean => {
      const source = resolveAlias(node);
      if (source?.kind === 'seq') return source.items.every((item) => item.kind === 'seq' || mergeIn(item));
      // A mapping that is merged in again could not add anything.
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
