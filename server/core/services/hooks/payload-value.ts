import { isMapping } from '../../base/mapping.js';
import {
  ANY_TYPE,
  choice,
  type Fields,
  fromJson,
  object,
  plainField,
  type TypeName,
  typesOf,
  unknown,
  type Value,
} from '../../jsone/engine/index.js';

/** The maximum depth to which a schema is followed. */
const MAX_DEPTH = 50;
/** How many values of an `enum` are kept separate. */
const MAX_VALUES = 50;

type Schema = Readonly<Record<string, unknown>>;

const TYPES: Readonly<Record<string, TypeName>> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  null: 'null',
  array: 'array',
  object: 'object',
};

/** A payload that is only known to be an object. */
export const ANY_PAYLOAD: Value = object(new Map(), { open: true });

/** All payloads that a hook's `triggerSchema` accepts. The services only accept objects as payloads. */
export function payloadValue(schema: unknown): Value {
  return isSchema(schema) && !('$ref' in schema) ? objectOf(schema, 0) : ANY_PAYLOAD;
}

/** The keys that a schema names, and whether it allows others; undefined if it says nothing about keys. */
export function keysOfSchema(
  schema: unknown,
): { readonly keys: readonly string[]; readonly closed: boolean } | undefined {
  if (!isSchema(schema) || '$ref' in schema) return undefined;
  const { properties, additionalProperties, patternProperties } = schema;
  const keys = isSchema(properties) ? Object.keys(properties) : [];
  const closed =
    additionalProperties === false && !(isSchema(patternProperties) && Object.keys(patternProperties).length > 0);
  return keys.length > 0 || closed ? { keys, closed } : undefined;
}

/** The schema for the value of a key; undefined if it is not known. */
export function schemaAtKey(schema: unknown, key: string): unknown {
  const properties = isSchema(schema) ? schema.properties : undefined;
  return isSchema(properties) && Object.hasOwn(properties, key) ? properties[key] : undefined;
}

function valueFor(schema: unknown, depth: number): Value {
  if (!isSchema(schema) || '$ref' in schema || depth > MAX_DEPTH) return unknown();
  const { type } = schema;
  if ('const' in schema) return fromJson(schema.const);
  if (Array.isArray(schema.enum) && schema.enum.length > 0) return choice(schema.enum.map(fromJson), MAX_VALUES);
  if (type === 'object') return objectOf(schema, depth);
  const names = (Array.isArray(type) ? type : [type]).map((name) => TYPES[String(name)]);
  return unknown(names.every((name) => name !== undefined) ? typesOf(...names) : ANY_TYPE);
}

function objectOf(schema: Schema, depth: number): Value {
  const fields: Fields = new Map();
  const { properties, required } = schema;
  const needed: readonly unknown[] = Array.isArray(required) ? required : [];
  for (const [key, inner] of isSchema(properties) ? Object.entries(properties) : [])
    fields.set(key, { ...plainField(valueFor(inner, depth + 1)), certain: needed.includes(key) });
  for (const key of needed) if (typeof key === 'string' && !fields.has(key)) fields.set(key, plainField(unknown()));
  return object(fields, { open: !keysOfSchema(schema)?.closed });
}

function isSchema(value: unknown): value is Schema {
  return isMapping(value);
}
