import type { MapNode } from '../../syntax/node.js';
import type { Origin } from './origin.js';
import { type TypeName, Types } from './type-names.js';
import type {
  AbsentValue,
  ArrayValue,
  BooleanValue,
  ChoiceValue,
  Field,
  NullValue,
  NumberValue,
  ObjectValue,
  StringValue,
  UnknownValue,
  Value,
} from './types.js';

export const ANY_TYPE = 127;

export const Holds = { problem: 1, function: 2, unknown: 4, absent: 8 } as const;

/** The bits of some types. */
export function typesOf(...names: readonly TypeName[]): number {
  return names.reduce((bits, name) => bits | Types[name], 0);
}

export function string(value: string, origin?: Origin): StringValue {
  return { kind: 'string', value, origin };
}

export function number(value: number, origin?: Origin): NumberValue {
  return { kind: 'number', value, origin };
}

export function boolean(value: boolean, origin?: Origin): BooleanValue {
  return { kind: 'boolean', value, origin };
}

export function nothing(origin?: Origin): NullValue {
  return { kind: 'null', value: null, origin };
}

/** A value of which only the types are known. */
export function unknown(types: number = ANY_TYPE, origin?: Origin): UnknownValue {
  return { kind: 'unknown', types, problem: undefined, origin };
}

export function absent(origin?: Origin): AbsentValue {
  return { kind: 'absent', origin };
}

export function array(items: readonly Value[], origin?: Origin, open = false): ArrayValue {
  let size = 1;
  let depth = 0;
  let holds = open ? Holds.unknown : 0;
  for (const item of items) {
    size += sizeOf(item);
    const below = depthOf(item);
    if (below > depth) depth = below;
    holds |= holdsOf(item);
  }
  return { kind: 'array', items, open, origin, measure: { size, depth: depth + 1, holds } };
}

/** If a field's value may be nothing, removes that option and makes it uncertain. An `absent` value gives no field. */
export type Fields = Map<string, Field>;

export function object(
  fields: Fields,
  {
    origin,
    parts = [],
    open = false,
  }: { origin?: Origin | undefined; parts?: readonly MapNode[]; open?: boolean } = {},
): ObjectValue {
  let size = 1;
  let depth = 0;
  let holds = open ? Holds.unknown : 0;
  let numbered = false;
  for (const [key, { value, certain }] of fields) {
    size += sizeOf(value);
    const below = depthOf(value);
    if (below > depth) depth = below;
    holds |= holdsOf(value) | (certain ? 0 : Holds.unknown);
    const first = key.charCodeAt(0);
    if (first >= 48 && first <= 57) numbered = true;
  }
  const ordered = numbered ? inKeyOrder(fields) : fields;
  return { kind: 'object', fields: ordered, open, parts, origin, measure: { size, depth: depth + 1, holds } };
}

const isIndex = (key: string): boolean => /^(?:0|[1-9]\d{0,9})$/.test(key) && Number(key) < 2 ** 32 - 1;

/** The map in JavaScript's, and thus json-e's, order of keys: numbers first, in ascending order. */
export function inKeyOrder<T>(map: Map<string, T>): Map<string, T> {
  const all = [...map];
  if (!all.some(([key]) => isIndex(key))) return map;
  const indices = all.filter(([key]) => isIndex(key)).sort(([a], [b]) => Number(a) - Number(b));
  return new Map([...indices, ...all.filter(([key]) => !isIndex(key))]);
}

/** The field for a value without a key in the template. */
export function plainField(value: Value): Field {
  return { value, entry: undefined, owner: undefined, certain: true };
}

/**
 * One of `values`. Choices among them are flattened and duplicates removed. If there are more than `most`, or one can be
 * anything, only the possible types are kept.
 */
export function choice(values: readonly Value[], most: number, origin?: Origin): Value {
  const options: Exclude<Value, ChoiceValue>[] = [];
  let types = 0;
  const add = (value: Exclude<Value, ChoiceValue>): void => {
    types |= typeBits(value);
    if (!options.some((known) => alike(known, value))) options.push(value);
  };
  for (const value of values) {
    if (value.kind === 'choice') for (const option of value.options) add(option);
    else add(value);
  }
  const [only] = options;
  if (only && options.length === 1) return only;
  if (options.length > most) return unknown(types, origin);
  return { kind: 'choice', options, origin };
}

function alike(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind === 'absent') return b.kind === 'absent';
  if (a.kind === 'unknown') return b.kind === 'unknown' && a.types === b.types && !a.problem && !b.problem && !a.pieces;
  return 'value' in a && 'value' in b && a.value === b.value && a.origin === b.origin;
}

/** The types that a value can have. */
export function typeBits(value: Value): number {
  switch (value.kind) {
    case 'unknown':
      return value.types;
    case 'choice':
      return value.options.reduce((bits, option) => bits | typeBits(option), 0);
    case 'date':
    case 'absent':
      return Types.object;
    default:
      return Types[value.kind];
  }
}

/** How many values a value contains, including itself. */
export function sizeOf(value: Value): number {
  switch (value.kind) {
    case 'string':
      return 1 + (value.value.length >> 4);
    case 'array':
    case 'object':
      return value.measure.size;
    case 'choice':
      return value.options.reduce((size, option) => size + sizeOf(option), 1);
    default:
      return 1;
  }
}

export function depthOf(value: Value): number {
  if (value.kind === 'array' || value.kind === 'object') return value.measure.depth;
  return value.kind === 'choice' ? Math.max(...value.options.map(depthOf)) : 0;
}

/** What a value contains anywhere, including itself, as bits of `Holds`. */
export function holdsOf(value: Value): number {
  switch (value.kind) {
    case 'array':
    case 'object':
      return value.measure.holds;
    case 'unknown':
      return value.problem ? Holds.unknown | Holds.problem : Holds.unknown;
    case 'choice':
      return value.options.reduce((bits, option) => bits | holdsOf(option), Holds.unknown as number);
    case 'function':
      return Holds.function;
    case 'absent':
      return Holds.absent;
    default:
      return 0;
  }
}

/** Whether a value is known entirely: no part of it is unknown, a choice, or a problem. */
export function isKnown(value: Value): boolean {
  return (holdsOf(value) & Holds.unknown) === 0;
}

/** The same value with another origin. */
export function withOrigin(value: Value, origin: Origin): Value {
  if (value.origin === origin) return value;
  // Written out, because this runs very often.
  switch (value.kind) {
    case 'string':
      return { kind: 'string', value: value.value, origin };
    case 'number':
      return { kind: 'number', value: value.value, origin };
    case 'boolean':
      return { kind: 'boolean', value: value.value, origin };
    case 'array':
      return { kind: 'array', items: value.items, open: value.open, origin, measure: value.measure };
    case 'object': {
      const { fields, open, parts, measure } = value;
      return { kind: 'object', fields, open, parts, origin, measure };
    }
    default:
      return { ...value, origin };
  }
}
