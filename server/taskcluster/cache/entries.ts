import { type Entry, emptyEntry } from './pools.js';

/** What is kept of single pools: those that were looked at last. */
export interface Entries {
  /** The entry of a pool, which becomes the last one looked at; made if need be. */
  touch(id: string): Entry;
  /** The same without looking; undefined where there is none. */
  peek(id: string): Entry | undefined;
  /** All ids, the one looked at last first. */
  ids(): string[];
}

/** At most `most` entries. The one that was not looked at for longest goes first. */
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
