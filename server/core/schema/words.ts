import { quote } from '../base/quote.js';
import type { SchemaName } from './names.js';
import type { JsonSchemaNode } from './node.js';
import { type Path, schemaAt } from './schemas.js';

/** A description of a value, as a YAML author would say it. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return `the string ${quote(value)}`;
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value === 'boolean') return `${value}`;
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return value instanceof Date ? 'a date' : 'a mapping';
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  array: 'a list',
  object: 'a mapping',
  boolean: 'true or false',
  null: 'empty',
};

/** What type a value must have; completes "must be …". */
export function wanted(node: JsonSchemaNode): string {
  if (node.enum) return oneOf(node.enum);
  const types = [node.type ?? []].flat();
  if (types.includes('integer')) return `a whole number${range(node)}`;
  if (types.includes('number')) return `a number${range(node)}`;
  return types.map((type) => TYPES[type] ?? type).join(' or ');
}

/** The allowed range of a number; completes "must be …". */
export function within(node: JsonSchemaNode): string {
  const { minimum, maximum } = node;
  return minimum !== undefined && maximum !== undefined ? `from ${minimum} to ${maximum}` : range(node).slice(2);
}

function range({ minimum, maximum }: JsonSchemaNode): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `, at least ${minimum}`;
  return maximum === undefined ? '' : `, at most ${maximum}`;
}

/** "a", "b" or "c". */
export function oneOf(values: readonly unknown[]): string {
  return list(values.map(literal), 'or');
}

/** A scalar as it could be written. */
export function literal(value: unknown): string {
  return typeof value === 'string' ? quote(value) : String(value);
}

export function list(names: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${conjunction} ${names.at(-1)}`;
}

/** The subject of a sentence about a value: its key, or the name of such a value. */
export function label(schema: SchemaName, path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return whole(schema);
  const called = schemaAt(schema, path)?.called;
  if (typeof last === 'number') return called ? withThe(called) : `Item ${last + 1}`;
  return called ? `${withThe(called)} ${quote(last)}` : last;
}

/** The name of a mapping, or its key. */
export function mappingName(schema: SchemaName, path: Path, node: JsonSchemaNode): string {
  const last = path.at(-1);
  return node.called ?? (typeof last === 'string' ? last : (schemaAt(schema, path)?.called ?? 'this mapping'));
}

/** "a task" becomes "The task". */
export function withThe(called: string): string {
  return called.replace(/^an? /, 'The ');
}

function whole(schema: SchemaName): string {
  const called = schemaAt(schema, [])?.called ?? 'this file';
  return withThe(called).replace(/^v/, 'V');
}

/** A schema's words for a message, without Markdown. */
export function mustBe(node: JsonSchemaNode): string {
  return (node.words ?? wanted(node)).replaceAll('`', '"');
}

/** The number of characters in a text, as JSON schema counts. */
export function length(text: string): number {
  return [...text].length;
}
