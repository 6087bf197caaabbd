import { type Node, resolveAlias, type ScalarNode } from '../../syntax/node.js';
import { scalarValue } from '../../syntax/scalar-value.js';
import type { EntryReader } from './entries.js';
import type { Field, Value } from './types.js';
import { array, boolean, nothing, number, object, string, unknown } from './value.js';

/** The maximum number of nodes in data that is used as written. */
const MAX_LITERAL = 20_000;

function weigh(root: Node): number {
  let nodes = 0;
  const waiting: Node[] = [root];
  for (let next = waiting.pop(); next && nodes <= MAX_LITERAL; next = waiting.pop()) {
    nodes++;
    const node = resolveAlias(next);
    if (node?.kind === 'seq') for (const item of node.items) waiting.push(item);
    if (node?.kind === 'map') for (const { value } of node.entries) waiting.push(value);
  }
  return nodes;
}
const MAX_DEPTH = 400;

/** Data as written, without rendering. It is unknown if aliases make it very large. */
export function literalValue(given: Node, entries: EntryReader): Value {
  const build = (one: Node, depth: number): Value => {
    const node = resolveAlias(one);
    if (!node) return nothing(one);
    if (depth > MAX_DEPTH) return unknown(undefined, node);
    if (node.kind === 'scalar') return scalarLiteral(node);
    if (node.kind === 'seq') {
      const items = node.items.map((item) => build(item, depth + 1));
      return array(items, node);
    }
    const known = entries.of(node);
    if (!known) return unknown(undefined, node);
    const fields = new Map<string, Field>();
    for (const [key, { entry, owner }] of known.entries)
      fields.set(key, { value: build(entry.value, depth + 1), entry, owner, certain: true });
    return object(fields, { origin: node, parts: known.parts });
  };
  return weigh(given) > MAX_LITERAL ? unknown(undefined, given) : build(given, 0);
}

/** The value of a scalar as written. */
export function scalarLiteral(node: ScalarNode): Value {
  const data = scalarValue(node);
  if (typeof data === 'string') return string(data, node);
  if (typeof data === 'number') return number(data, node);
  if (typeof data === 'boolean') return boolean(data, node);
  if (data instanceof Date) return { kind: 'date', value: data, origin: node };
  return nothing(node);
}
