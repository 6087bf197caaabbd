import { type Entry, type Node, resolveAlias } from './node.js';
import { scalarValue } from './scalar-value.js';

/** A key as js-yaml reads it, which converts every key to a string. */
export function keyName(entry: Entry): string {
  return asKey(entry.key, (item) => asKey(item, () => ''));
}

function asKey(node: Node, ofItem: (item: Node) => string): string {
  const key = resolveAlias(node);
  if (key?.kind === 'scalar') return key.type === 'string' ? key.text : String(scalarValue(key));
  return key?.kind === 'seq' ? key.items.map(ofItem).join(',') : '[object Object]';
}

/** Whether an entry is a merge key: `<<: *other`. In JSON, or in quotes, it is an ordinary key. */
export function isMergeKey({ key }: Entry): boolean {
  return key.kind === 'scalar' && key.style === 'plain' && key.text === '<<';
}
