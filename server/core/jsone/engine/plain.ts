import { setOwn } from '../../base/set-own.js';
import type { ContextPath } from './origin.js';
import type { Field, Value } from './types.js';
import { array, boolean, nothing, number, object, plainField, string, unknown } from './value.js';

/** How deep the data of a context may be. */
const MAX_DEPTH = 300;

/** The value of plain JSON data. What is nested more than 300 deep is unknown. Functions and the like are null. */
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

/** What a value looks like as plain data. `standIn` says what stands for a value that is unknown or a choice. */
export function toPlain(value: Value, standIn: (value: Value) => unknown = () => null): unknown {
  switch (value.kind) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
    case 'date':
      return value.value;
    case 'array':
      return value.items.map((item) => toPlain(item, standIn));
    case 'object': {
      const out: Record<string, unknown> = {};
      for (const [key, field] of value.fields) setOwn(out, key, toPlain(field.value, standIn));
      return out;
    }
    case 'absent':
      return {};
    case 'function':
      return null;
    case 'unknown':
    case 'choice':
      return standIn(value);
  }
}

/** The place in the context with those keys. */
export function contextPath(...keys: readonly (string | number)[]): ContextPath | undefined {
  return keys.reduce<ContextPath | undefined>((parent, key) => ({ kind: 'context', parent, key }), undefined);
}
