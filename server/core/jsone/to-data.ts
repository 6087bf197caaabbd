import { setOwn } from '../base/set-own.js';
import { isMergeKey, keyName } from '../syntax/key-name.js';
import { type MapNode, type Node, resolveAlias } from '../syntax/node.js';
import { scalarValue, timestampInJson } from '../syntax/scalar-value.js';

/** The maximum number of nodes in a document once its aliases are expanded. */
const MAX_NODES = 200_000;
/** Its maximum depth then. */
const MAX_NESTING = 600;

/** How to read a document. */
export interface DataOptions {
  /** Receives, for every mapping in the data, the mappings of the source it was made from. */
  readonly sources?: Map<object, readonly MapNode[]>;
  /** Whether an unquoted date becomes a string, as in JSON. */
  readonly sentAsJson?: boolean;
  /** Whether an unquoted date becomes its text, as YAML 1.2 reads it. */
  readonly datesAsText?: boolean;
}

/**
 * The plain value of a document, as js-yaml would read it. Undefined if its aliases make it too large or too deep.
 */
export function toData(root: Node, { sources, sentAsJson = false, datesAsText = false }: DataOptions = {}): unknown {
  let nodes = 0;
  let nesting = 0;

  const convert = (node: Node): unknown => {
    if (++nodes > MAX_NODES || nesting >= MAX_NESTING) throw new TooLarge();
    const value = resolveAlias(node);
    if (value?.kind === 'scalar') {
      if (datesAsText && value.type === 'timestamp') return value.text;
      return sentAsJson ? timestampInJson(value) : scalarValue(value);
    }
    nesting++;
    const out = value?.kind === 'seq' ? value.items.map(convert) : value ? convertMap(value) : null;
    nesting--;
    return out;
  };

  const convertMap = (map: MapNode): Record<string, unknown> => {
    const out: Record<string, unknown> = {};
    const merged: unknown[] = [];
    for (const entry of map.entries) {
      const value = convert(entry.value);
      if (isMergeKey(entry)) merged.push(value);
      else setOwn(out, keyName(entry), value);
    }
    const parts: MapNode[] = [map];
    for (const source of merged.flatMap(mappings)) {
      parts.unshift(...(sources?.get(source) ?? []));
      for (const [key, inner] of Object.entries(source)) if (!Object.hasOwn(out, key)) setOwn(out, key, inner);
    }
    sources?.set(out, parts);
    return out;
  };

  try {
    return convert(root);
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  }
}

class TooLarge extends Error {}

function mappings(value: unknown): object[] {
  return (Array.isArray(value) ? value : [value]).filter((source) => typeof source === 'object' && source !== null);
}
