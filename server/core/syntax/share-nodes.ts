import { type Entry, keyText, type Node } from './node.js';

/**
 * A tree that means what `after` means, with the nodes of `before` wherever they say the same: what was worked out for
 * those holds again. Their offsets are those of `before`, so the result serves to tell what comes out, and not where it
 * stands. A tree with aliases is left as it is.
 */
export function shareNodes(before: Node, after: Node): Node {
  return hasAlias(before) || hasAlias(after) ? after : share(before, after);
}

function share(before: Node, after: Node): Node {
  if (before.kind !== after.kind || before.tag !== after.tag || before.anchor !== after.anchor) return after;
  if (before.kind === 'scalar' && after.kind === 'scalar') {
    const same = before.text === after.text && before.type === after.type && before.style === after.style;
    return same ? before : after;
  }
  if (before.kind === 'seq' && after.kind === 'seq') {
    const items = after.items.map((item, i) => {
      const old = before.items[i];
      return old ? share(old, item) : item;
    });
    const same = items.length === before.items.length && items.every((item, i) => item === before.items[i]);
    return same ? before : { ...after, items };
  }
  if (before.kind === 'map' && after.kind === 'map') {
    const known = new Map(before.entries.map((entry) => [keyText(entry), entry]));
    const entries = after.entries.map((entry) => {
      const old = known.get(keyText(entry));
      return old ? shareEntry(old, entry) : entry;
    });
    const same = entries.length === before.entries.length && entries.every((entry, i) => entry === before.entries[i]);
    return same ? before : { ...after, entries };
  }
  return after;
}

function shareEntry(before: Entry, after: Entry): Entry {
  const key = share(before.key, after.key);
  const value = share(before.value, after.value);
  if (key === before.key && value === before.value && before.unusual === after.unusual) return before;
  return { ...after, key, value };
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
