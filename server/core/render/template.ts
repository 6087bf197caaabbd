import { eachOf, operatorOf } from '../jsone/operators.js';
import { type Entry, type MapNode, type Node, resolveAlias, type ScalarNode } from '../syntax/node.js';

/** The name under which a template that is being rendered counts its steps. */
export const TICK = '__tick';

/** How many nodes a template may have once its aliases are written out. */
const MAX_NODES = 200_000;
/** How deep it may be then. */
const MAX_NESTING = 600;

/**
 * The plain value of a template, as js-yaml would read it, prepared for rendering: every mapping in `marks` gets a key
 * of its own, so that what is rendered tells which mappings it was made from; every step of a `$map` and the like calls
 * the function `TICK`, so that rendering can be stopped. Undefined for a template that its aliases make too large or too deep.
 */
export function toTemplate(root: Node, marks: readonly MapNode[] = []): unknown {
  let nodes = 0;
  let nesting = 0;
  const markOf = new Map(marks.map((map, i) => [map, markKey(i)]));

  const convert = (node: Node): unknown => {
    if (++nodes > MAX_NODES || nesting >= MAX_NESTING) throw new TooLarge();
    const value = resolveAlias(node);
    if (value?.kind === 'scalar') return scalarValue(value);
    nesting++;
    const out = value?.kind === 'seq' ? value.items.map(convert) : value ? convertMap(value) : null;
    nesting--;
    return out;
  };

  const convertMap = (map: MapNode): Record<string, unknown> => {
    const out: Record<string, unknown> = {};
    const step = operatorOf(map) && (eachOf(map, 'each') ?? eachOf(map, 'by'))?.entry;
    const merged: Entry[] = [];
    for (const entry of map.entries) {
      if (entry.key.kind === 'scalar' && entry.key.style === 'plain' && entry.key.text === '<<') merged.push(entry);
      else define(out, keyOf(entry), entry === step ? counted(convert(entry.value)) : convert(entry.value));
    }
    for (const source of merged.flatMap((entry) => sources(convert(entry.value)))) {
      for (const [key, value] of Object.entries(source)) if (!Object.hasOwn(out, key)) define(out, key, value);
    }
    const mark = markOf.get(map);
    if (mark !== undefined) out[mark] = true;
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

/** Runs the counter before `body` is rendered; its value is bound to a variable that nobody reads. */
function counted(body: unknown): unknown {
  return { $let: { [TICK]: { $eval: `${TICK}()` } }, in: body };
}

/** Sets a key that may be called `__proto__`. */
function define(out: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(out, key, { value, enumerable: true, configurable: true, writable: true });
}

function keyOf(entry: Entry): string {
  const key = resolveAlias(entry.key);
  return key?.kind === 'scalar' ? String(scalarValue(key)) : '[object Object]';
}

function sources(value: unknown): object[] {
  return (Array.isArray(value) ? value : [value]).filter((source) => typeof source === 'object' && source !== null);
}

function scalarValue({ type, text }: ScalarNode): unknown {
  switch (type) {
    case 'string':
    case 'unknown':
      return text;
    case 'boolean':
      return /^t/i.test(text);
    case 'number':
      return numberValue(text);
    case 'timestamp': {
      const time = Date.parse(text.length === 10 ? text : text.replace(/[ \t]+/, 'T'));
      return Number.isNaN(time) ? text : new Date(time).toJSON();
    }
    case 'null':
    case 'missing':
      return null;
  }
}

function numberValue(text: string): number {
  const digits = text.replaceAll('_', '').toLowerCase();
  const special = /^([-+]?)\.(inf|nan)$/.exec(digits);
  if (special)
    return special[2] === 'nan' ? Number.NaN : special[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const sign = digits.startsWith('-') ? -1 : 1;
  return sign * Number(digits.replace(/^[-+]/, ''));
}
