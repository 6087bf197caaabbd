import { setOwn } from '../base/set-own.js';
import { type Entry, findEntry, type MapNode, type Node, resolveAlias } from '../syntax/node.js';
import { scalarValue, timestampInJson } from '../syntax/scalar-value.js';
import { costOf, countSteps } from './step-budget.js';

/** How many nodes a template may have once its aliases are written out. */
const MAX_NODES = 200_000;
/** How deep it may be then. */
const MAX_NESTING = 600;

/** How a template is prepared. */
export interface TemplateOptions {
  /** The key that a mapping gets besides its own, so that what is rendered tells what it was made from. */
  readonly markOf?: (map: MapNode) => string | undefined;
  /** Whether its steps and variables are counted while it is rendered, so that this can be stopped. */
  readonly ticks?: boolean;
  /** Gets, for every mapping that is made, the mappings of the source it is made from. */
  readonly sources?: Map<object, readonly MapNode[]>;
  /** Whether a date without quotes becomes the string that it is in JSON. */
  readonly sentAsJson?: boolean;
}

/**
 * The plain value of a document, as js-yaml would read it. Undefined if its aliases make it too large or too deep.
 */
export function toTemplate(
  root: Node,
  { markOf, ticks = false, sources, sentAsJson = false }: TemplateOptions = {},
): unknown {
  let nodes = 0;
  /** How many steps it takes to render what has been converted. */
  let cost = 0;
  let nesting = 0;
  let isCounted = ticks;

  const convert = (node: Node): unknown => {
    if (++nodes > MAX_NODES || nesting >= MAX_NESTING) throw new TooLarge();
    const value = resolveAlias(node);
    cost += value?.kind === 'scalar' ? costOf(value.text) : 1;
    if (value?.kind === 'scalar') return sentAsJson ? timestampInJson(value) : scalarValue(value);
    nesting++;
    const out = value?.kind === 'seq' ? value.items.map(convert) : value ? convertMap(value) : null;
    nesting--;
    return out;
  };

  const convertMap = (map: MapNode): Record<string, unknown> => {
    const out: Record<string, unknown> = {};
    const costs = new Map<string, number>();
    const merged: { readonly value: unknown; readonly cost: number }[] = [];
    const raw = isCounted && findEntry(map, '$reduce') ? findEntry(map, 'initial') : undefined;
    for (const entry of map.entries) {
      const before = cost;
      if (entry.key.kind === 'scalar') cost += costOf(entry.key.text);
      // json-e takes it as it is.
      if (entry === raw) isCounted = false;
      const value = convert(entry.value);
      if (entry === raw) isCounted = true;
      if (entry.key.kind === 'scalar' && entry.key.style === 'plain' && entry.key.text === '<<')
        merged.push({ value, cost: cost - before });
      else {
        const key = keyOf(entry);
        setOwn(out, key, value);
        costs.set(key, cost - before);
      }
    }
    const parts: MapNode[] = [map];
    for (const { value, cost: costOfAll } of merged) {
      for (const source of mappings(value)) {
        parts.unshift(...(sources?.get(source) ?? []));
        for (const [key, inner] of Object.entries(source)) {
          if (Object.hasOwn(out, key)) continue;
          setOwn(out, key, inner);
          costs.set(key, costOfAll);
        }
      }
    }
    sources?.set(out, parts);
    const mark = markOf?.(map);
    if (mark !== undefined) out[mark] = true;
    if (isCounted) countSteps(out, costs);
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

/** The key that marks the mapping with that index. */
export function markKey(index: number): string {
  return `__mark${index}`;
}

/** A key as js-yaml reads it, which makes a string of everything. */
function keyOf(entry: Entry): string {
  return asKey(entry.key, (item) => asKey(item, () => ''));
}

function asKey(node: Node, ofItem: (item: Node) => string): string {
  const key = resolveAlias(node);
  if (key?.kind === 'scalar') return String(scalarValue(key));
  return key?.kind === 'seq' ? key.items.map(ofItem).join(',') : '[object Object]';
}

function mappings(value: unknown): object[] {
  return (Array.isArray(value) ? value : [value]).filter((source) => typeof source === 'object' && source !== null);
}
