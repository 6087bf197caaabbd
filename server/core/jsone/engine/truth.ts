import { Types } from './type-names.js';
import type { Value } from './types.js';
import { Holds, holdsOf } from './value.js';

/** Whether JSON-e treats a value as true; undefined if that depends on something unknown. */
export function truth(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'string':
      return value.value.length > 0;
    case 'number':
      return value.value !== 0;
    case 'boolean':
      return value.value;
    case 'null':
    case 'date':
    case 'absent':
      return false;
    case 'function':
      return true;
    case 'array':
      if (value.items.some((item) => !(holdsOf(item) & Holds.absent)) && !value.open) return true;
      return value.items.length === 0 && !value.open ? false : undefined;
    case 'object':
      for (const { certain } of value.fields.values()) if (certain) return true;
      return value.fields.size === 0 && !value.open ? false : undefined;
    case 'unknown':
      if (value.types === Types.null) return false;
      if (value.types === Types.string && value.pieces?.some((piece) => piece)) return true;
      return value.types === Types.function ? true : undefined;
    case 'choice': {
      const [first, ...others] = value.options.map(truth);
      return others.every((other) => other === first) ? first : undefined;
    }
  }
}

/**
 * Whether JSON-e treats two values as equal; undefined if that depends on something unknown. `charge` is called for every
 * pair of values and returns whether to continue.
 */
export function equal(a: Value, b: Value, charge: () => boolean): boolean | undefined {
  if (!charge()) return undefined;
  if (a.kind === 'choice' || b.kind === 'choice') {
    const results = optionsOf(a).flatMap((one) => optionsOf(b).map((other) => equal(one, other, charge)));
    return results.every((result) => result === results[0]) ? results[0] : undefined;
  }
  if (a.kind === 'unknown' || b.kind === 'unknown') return equalUnknown(a, b);
  if (a.kind === 'array' && b.kind === 'array') return equalItems(a.items, b.items, a.open || b.open, charge);
  if (isObject(a) && isObject(b)) return equalFields(a, b, charge);
  if (a.kind === 'function' && b.kind === 'function') return a.definition === b.definition;
  return 'value' in a && 'value' in b && a.value === b.value;
}

function optionsOf(value: Value): readonly Value[] {
  return value.kind === 'choice' ? value.options : [value];
}

function equalUnknown(a: Value, b: Value): boolean | undefined {
  const types = (value: Value): number => (value.kind === 'unknown' ? value.types : kindBits(value));
  if ((types(a) & types(b)) === 0) return false;
  // A text that is known to contain something differs from one that does not.
  const [known, other] = a.kind === 'unknown' ? [a, b] : [b as Extract<Value, { kind: 'unknown' }>, a];
  if (known.kind === 'unknown' && known.pieces && other.kind === 'string') {
    const [first] = known.pieces;
    const last = known.pieces.at(-1);
    if (first !== undefined && !other.value.startsWith(first)) return false;
    if (last !== undefined && !other.value.endsWith(last)) return false;
  }
  return types(a) === Types.null && types(b) === Types.null ? true : undefined;
}

function kindBits(value: Value): number {
  if (value.kind === 'date' || value.kind === 'absent') return Types.object;
  return value.kind === 'choice' || value.kind === 'unknown' ? 0 : Types[value.kind];
}

function isObject(value: Value): boolean {
  return value.kind === 'object' || value.kind === 'date' || value.kind === 'absent';
}

function equalItems(
  a: readonly Value[],
  b: readonly Value[],
  open: boolean,
  charge: () => boolean,
): boolean | undefined {
  const vague = (items: readonly Value[]): boolean => items.some((item) => holdsOf(item) & Holds.absent);
  if (open || vague(a) || vague(b)) return undefined;
  if (a.length !== b.length) return false;
  return all(
    a.map((item, i) => [item, b[i]] as const),
    charge,
  );
}

function equalFields(a: Value, b: Value, charge: () => boolean): boolean | undefined {
  const left = a.kind === 'object' ? a : undefined;
  const right = b.kind === 'object' ? b : undefined;
  const keys = new Set([...(left?.fields.keys() ?? []), ...(right?.fields.keys() ?? [])]);
  let vague = (left?.open || right?.open) ?? false;
  const pairs: (readonly [Value, Value | undefined])[] = [];
  for (const key of keys) {
    const one = left?.fields.get(key);
    const other = right?.fields.get(key);
    if (one && other) {
      if (!one.certain || !other.certain) vague = true;
      pairs.push([one.value, other.value]);
    } else {
      const only = one ?? other;
      const lacks = one ? right : left;
      if (only?.certain && !lacks?.open) return false;
      vague = true;
    }
  }
  const result = all(pairs, charge);
  return vague && result ? undefined : result;
}

function all(pairs: readonly (readonly [Value, Value | undefined])[], charge: () => boolean): boolean | undefined {
  let result: boolean | undefined = true;
  for (const [a, b] of pairs) {
    const same = b && equal(a, b, charge);
    if (same === false) return false;
    if (same === undefined) result = undefined;
  }
  return result;
}
