import { canonical } from './duplicates.js';
import validators, { type SchemaError } from './generated/validators.cjs';
import type { JsonSchemaNode } from './node.js';
import { type Place, type PoolSchema, resolve, root } from './schemas.js';

/** What is wrong with a value, said as ajv says it, but for what fails within the branches of `anyOf`. */
export function interpret(schema: PoolSchema, value: unknown): SchemaError[] {
  const interpreter = new Interpreter();
  interpreter.check(value, root(`${schema}.json`), '', '#');
  return interpreter.errors;
}

/**
 * Holds values against the keywords that the schemas of worker pools use, with ajv's verdict: a test compares the two. All
 * schemas are compiled by ajv otherwise; these are read seldom, and compiled they would double the language server.
 */
class Interpreter {
  readonly errors: SchemaError[] = [];

  /** `at` and `from` are JSON pointers, into the value and into the schema. */
  check(value: unknown, place: Place, at: string, from: string): void {
    const { node } = place;
    const say = (keyword: string, params: SchemaError['params'] = {}): void => {
      this.errors.push({ instancePath: at, schemaPath: `${from}/${keyword}`, keyword, params });
    };
    if (node.type !== undefined && ![node.type].flat().some((type) => hasType(value, type))) say('type');
    if (node.enum && !node.enum.includes(value)) say('enum');
    if (node.anyOf && !node.anyOf.some((branch) => accepts(value, { ...place, node: branch }))) say('anyOf');
    if (typeof value === 'string') checkText(value, node, say);
    else if (typeof value === 'number' && Number.isFinite(value)) {
      if (node.minimum !== undefined && value < node.minimum) say('minimum');
      if (node.maximum !== undefined && value > node.maximum) say('maximum');
    } else if (Array.isArray(value)) this.list(value, place, at, from, say);
    else if (hasType(value, 'object')) this.mapping(value as object, place, at, from, say);
  }

  private list(value: readonly unknown[], { node, file }: Place, at: string, from: string, say: Say): void {
    if (node.uniqueItems && new Set(value.map(canonical)).size < value.length) say('uniqueItems');
    if (!node.items) return;
    const items = resolve({ node: node.items, file });
    for (const [index, item] of value.entries()) this.check(item, items, `${at}/${index}`, `${from}/items`);
  }

  private mapping(value: object, { node, file }: Place, at: string, from: string, say: Say): void {
    const { properties = {}, additionalProperties: others } = node;
    for (const key of node.required ?? []) if (!Object.hasOwn(value, key)) say('required', { missingProperty: key });
    for (const [key, item] of Object.entries(value)) {
      const known = Object.hasOwn(properties, key) ? properties[key] : undefined;
      const step = known ? `properties/${escaped(key)}` : 'additionalProperties';
      const child = known ?? (typeof others === 'object' ? others : undefined);
      if (child) this.check(item, resolve({ node: child, file }), `${at}/${escaped(key)}`, `${from}/${step}`);
      else if (others === false) say('additionalProperties', { additionalProperty: key });
    }
  }
}

type Say = (keyword: string, params?: SchemaError['params']) => void;

function accepts(value: unknown, place: Place): boolean {
  const interpreter = new Interpreter();
  interpreter.check(value, resolve(place), '', '#');
  return interpreter.errors.length === 0;
}

function checkText(value: string, node: JsonSchemaNode, say: Say): void {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = node;
  const length = [...value].length;
  if (length < minLength) say('minLength');
  if (length > maxLength) say('maxLength');
  if (node.pattern !== undefined && !new RegExp(node.pattern, 'u').test(value)) say('pattern');
  if (node.format === 'email' && !validators.email(value)) say('format');
}

function hasType(value: unknown, type: string): boolean {
  switch (type) {
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return Number.isFinite(value);
    case 'null':
      return value === null;
    default:
      return typeof value === type;
  }
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
