import type { Span } from '../base/text.js';
import { type Entry, keyText, type Node } from './node.js';

// What was computed for a node stays true for another one that says the same. These two functions find such nodes in an
// earlier tree.

/**
 * A tree that means what `after` means, with the nodes of `before` wherever they say the same: what was computed for those
 * applies again. Their offsets are those of `before`, so the result tells what a template becomes, but not where anything
 * stands. A tree with aliases is returned as it is.
 */
export function shareNodes(before: Node, after: Node): Node {
  return hasAlias(before) || hasAlias(after) ? after : new Sharing(() => {}).share(before, after);
}

/**
 * A tree equal to `after`, offsets included, that takes over the nodes of `before` wherever they say the same. Those nodes move
 * to their new offsets, so the tree of `before` must not be used any more. A tree with aliases is returned as it is.
 */
export function adoptNodes(before: Node, after: Node): Node {
  return hasAlias(before) || hasAlias(after) ? after : new Sharing(move).share(before, after);
}

/** Moves a node or an entry to the offsets of another. */
function move(moved: Span, to: Span): void {
  const movable: { -readonly [Key in keyof Span]: Span[Key] } = moved;
  movable.start = to.start;
  movable.end = to.end;
}

class Sharing {
  /** @param onShared called for each node and entry that replaces one of `after` */
  constructor(private readonly onShared: (before: Span, after: Span) => void) {}

  share(before: Node, after: Node): Node {
    if (before === after) return before;
    const shared = this.shared(before, after);
    if (shared === before) this.onShared(before, after);
    return shared;
  }

  private shared(before: Node, after: Node): Node {
    if (before.kind === 'scalar' && after.kind === 'scalar') {
      const same = before.text === after.text && before.type === after.type && before.style === after.style;
      return same && haveSameProperties(before, after) ? before : after;
    }
    if (before.kind === 'seq' && after.kind === 'seq') {
      const counterparts = itemsLike(after.items, before.items);
      const items = after.items.map((item, i) => {
        const old = counterparts(i);
        return old ? this.share(old, item) : item;
      });
      if (isSameList(items, before.items) && before.flow === after.flow && haveSameProperties(before, after))
        return before;
      return isSameList(items, after.items) ? after : { ...after, items };
    }
    if (before.kind === 'map' && after.kind === 'map') {
      const used = new Set<Entry>();
      const entries = after.entries.map((entry, i) => {
        const old = entryLike(entry, before.entries, i, used);
        if (!old) return entry;
        used.add(old);
        return this.entry(old, entry);
      });
      if (isSameList(entries, before.entries) && before.flow === after.flow && haveSameProperties(before, after))
        return before;
      return isSameList(entries, after.entries) ? after : { ...after, entries };
    }
    return after;
  }

  private entry(before: Entry, after: Entry): Entry {
    const key = this.share(before.key, after.key);
    const value = this.share(before.value, after.value);
    if (key === before.key && value === before.value && before.unusual === after.unusual) {
      this.onShared(before, after);
      return before;
    }
    return key === after.key && value === after.value ? after : { ...after, key, value };
  }
}

/** The entry with the same key that is not used yet. It is usually at the same index. */
function entryLike(entry: Entry, among: readonly Entry[], index: number, used: ReadonlySet<Entry>): Entry | undefined {
  const key = keyText(entry);
  const isLike = (other: Entry): boolean => keyText(other) === key && !used.has(other);
  const there = among[index];
  return there && isLike(there) ? there : among.find(isLike);
}

/** For an index of `items`, the item of `before` that it may have been: an edit usually inserts or removes a few in a row. */
function itemsLike(items: readonly Node[], before: readonly Node[]): (index: number) => Node | undefined {
  const more = items.length - before.length;
  if (more === 0) return (index) => before[index];
  let first = 0;
  const shorter = Math.min(items.length, before.length);
  while (first < shorter && isSame(items[first], before[first])) first++;
  // Where the rest begins that is the same, counted from the end.
  let rest = 0;
  while (rest < shorter - first && isSame(items.at(-1 - rest), before.at(-1 - rest))) rest++;
  const end = before.length - rest;
  return (index) => (index >= items.length - rest ? before[index - more] : index < end ? before[index] : undefined);
}

/** Whether two nodes say the same. */
function isSame(a: Node | undefined, b: Node | undefined): boolean {
  return a !== undefined && b !== undefined && new Sharing(() => {}).share(a, b) === a;
}

function haveSameProperties(a: Node, b: Node): boolean {
  return a.tag === b.tag && a.anchor === b.anchor;
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}

function hasAlias(root: Node): boolean {
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.kind === 'alias') return true;
    if (node.kind === 'seq') waiting.push(...node.items);
    if (node.kind === 'map') for (const { key, value } of node.entries) waiting.push(key, value);
  }
  return false;
}
