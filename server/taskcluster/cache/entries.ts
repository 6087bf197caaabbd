import { type Entry, emptyEntry } from './pools.js';

/** Entries of single pools, keeping the most recently used. */
export interface Entries {
  /** The entry of a pool, which becomes the most recently used; created if needed. */
  touch(id: string): Entry;
  /** The entry without marking it as used; undefined if there is none. */
  peek(id: string): Entry | undefined;
  /** All ids, the most recently used first. */
  ids(): string[];
}

/** At most `most` entries. The least recently used is dropped first. */
export function createEntries(most: number, init: (id: string, entry: Entry) => void): Entries {
  const entries = new Map<string, Entry>();
  return {
    touch(id) {
      let entry = entries.get(id);
      entries.delete(id);
      if (!entry) {
        entry = emptyEntry();
        init(id, entry);
        const oldest = entries.size >= most ? entries.keys().next() : undefined;
        if (oldest && !oldest.done) entries.delete(oldest.value);
      }
      entries.set(id, entry);
      return entry;
    },
    peek: (id) => entries.get(id),
    ids: () => [...entries.keys()].reverse(),
  };
}
