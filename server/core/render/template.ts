import { eachOf, operatorOf } from '../jsone/operators.js';
import { type Entry, type MapNode, type Node, resolveAlias } from '../syntax/node.js';
import { define } from '../values/define.js';
import { scalarValue, timestampInJson } from '../values/scalar-value.js';

/** The name under which a template that is being rendered counts its steps. */
export const TICK = '__tick';
/** The variable that the count is bound to; it must not hide the function. */
const TICKED = '__ticked';

/** How many nodes a template may have once its aliases are written out. */
const MAX_NODES = 200_000;
/** How deep it may be then. */
const MAX_NESTING = 600;

/** How a template is prepared. */
export interface TemplateOptions {
  /** The key that a mapping gets besides its own, so that what is rendered tells what it was made from. */
  readonly markOf?: (map: MapNode) => string | undefined;
  /** Whether the steps of loops and the variables are counted by the function `TICK`, so that rendering can be stopped. */
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
  let nesting = 0;
  /** The variables of the `$let` around what is converted. */
  let variables: readonly string[] = [];
  /** How many bodies of loops are around what is converted. */
  let loops = 0;

  const convert = (node: Node): unknown => {
    if (++nodes > MAX_NODES || nesting >= MAX_NESTING) throw new TooLarge();
    const value = resolveAlias(node);
    if (value?.kind === 'scalar') return sentAsJson ? timestampInJson(value) : scalarValue(value);
    nesting++;
    const out = value?.kind === 'seq' ? value.items.map(convert) : value ? convertMap(value) : null;
    nesting--;
    return out;
  };

  const convertMap = (map: MapNode): Record<string, unknown> => {
    const out: Record<string, unknown> = {};
    const operator = operatorOf(map);
    const outer = variables;
    if (ticks && operator?.operator === '$let') variables = namesOf(operator.entry.value);
    const body = ticks && operator ? (eachOf(map, 'each') ?? eachOf(map, 'by'))?.entry : undefined;
    const merged: Entry[] = [];
    for (const entry of map.entries) {
      if (entry.key.kind === 'scalar' && entry.key.style === 'plain' && entry.key.text === '<<') merged.push(entry);
      else define(out, keyOf(entry), entry === body ? convertBody(entry.value) : convert(entry.value));
    }
    const parts: MapNode[] = [map];
    for (const source of merged.flatMap((entry) => mappings(convert(entry.value)))) {
      parts.unshift(...(sources?.get(source) ?? []));
      for (const [key, value] of Object.entries(source)) if (!Object.hasOwn(out, key)) define(out, key, value);
    }
    sources?.set(out, parts);
    const mark = markOf?.(map);
    if (mark !== undefined) out[mark] = true;
    variables = outer;
    if (ticks && operator?.operator === '$let') weigh(out.$let, outer);
    return out;
  };

  /** The body of a loop. In a loop its steps multiply and are counted; those of a single loop are as many as its items. */
  const convertBody = (node: Node): unknown => {
    loops++;
    const body = convert(node);
    loops--;
    return loops > 0 ? counted(body) : body;
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

/** Runs the counter before `body` is rendered; its value is bound to a variable that nobody reads. */
function counted(body: unknown): unknown {
  return { $let: { [TICKED]: { $eval: `${TICK}()` } }, in: body };
}

function namesOf(bindings: Node): string[] {
  const map = resolveAlias(bindings);
  return map?.kind === 'map' && !operatorOf(map) ? map.entries.map(keyOf) : [];
}

/**
 * Has the variables of the `$let` around this one weighed before these are bound: each may be twice as large as the one
 * before. By name, not by value: a variable whose `$if` gave nothing does not exist.
 */
function weigh(bindings: unknown, outer: readonly string[]): void {
  if (typeof bindings !== 'object' || bindings === null || outer.length === 0) return;
  const names = outer.map((name) => JSON.stringify(name)).join(', ');
  if (!Object.keys(bindings).some((key) => /^\$(?!\$)/.test(key)))
    define(bindings as Record<string, unknown>, TICKED, { $eval: `${TICK}(${names})` });
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
