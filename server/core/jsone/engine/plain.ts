import { setOwn } from '../../base/set-own.js';
import type { MapNode } from '../../syntax/node.js';
import type { ContextPath } from './origin.js';
import type { Field, ObjectValue, Value } from './types.js';
import { array, boolean, nothing, number, object, plainField, string, unknown } from './value.js';

/** The maximum depth of the data in a context. */
const MAX_DEPTH = 300;

/** The value of plain JSON data. Anything nested more than 300 deep is unknown. Functions and the like are null. */
export function fromJson(data: unknown): Value {
  return convert(data, 0);
}

function convert(data: unknown, depth: number): Value {
  switch (typeof data) {
    case 'string':
      return string(data);
    case 'number':
      return number(data);
    case 'boolean':
      return boolean(data);
    case 'object': {
      if (data === null) return nothing();
      if (depth >= MAX_DEPTH) return unknown();
      if (data instanceof Date) return { kind: 'date', value: data, origin: undefined };
      if (Array.isArray(data)) return array(data.map((item) => convert(item, depth + 1)));
      const fields = new Map<string, Field>();
      for (const [key, value] of Object.entries(data))
        if (value !== undefined) fields.set(key, plainField(convert(value, depth + 1)));
      return object(fields);
    }
    default:
      return nothing();
  }
}

/** A value as plain data. `standIn` gives a substitute for a value that is unknown or a choice. */
export function toPlain(value: Value, standIn?: (value: Value) => unknown): unknown {
  return plainWriter({ ...(standIn && { standIn }) })(value);
}

/** How values become plain data. */
export interface PlainOptions {
  /** Gives a substitute for a value that is unknown or a choice; default: null. */
  readonly standIn?: (value: Value) => unknown;
  /** Receives, for every created object, the mappings of the template it was made from. */
  readonly sources?: Map<object, readonly MapNode[]>;
}

/** Converts values to plain data, each object and list once, so that shared parts stay shared. */
export function plainWriter({ standIn = () => null, sources }: PlainOptions): (value: Value) => unknown {
  const known = new Map<Value, unknown>();
  const write = (value: Value): unknown => {
    switch (value.kind) {
      case 'string':
      case 'number':
      case 'boolean':
      case 'null':
      case 'date':
        return value.value;
      case 'array':
      case 'object': {
        const made = known.get(value) ?? (value.kind === 'array' ? value.items.map(write) : writeObject(value));
        known.set(value, made);
        return made;
      }
      case 'absent':
        return {};
      case 'function':
        return null;
      case 'unknown':
      case 'choice':
        return standIn(value);
    }
  };
  const writeObject = ({ fields, parts }: ObjectValue): object => {
    const out: Record<string, unknown> = {};
    for (const [key, field] of fields) setOwn(out, key, write(field.value));
    sources?.set(out, parts);
    return out;
  };
  return write;
}

/** The place in the context with these keys. */
export function contextPath(...keys: readonly (string | number)[]): ContextPath | undefined {
  return keys.reduce<ContextPath | undefined>((parent, key) => ({ kind: 'context', parent, key }), undefined);
}
