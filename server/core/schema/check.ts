import { once } from '../once.js';
import { canonical } from './duplicates.js';
import { isOfFormat } from './formats.js';
import type { JsonSchemaNode } from './node.js';
import { type Place, resolve, root, SCHEMA_NAMES, type SchemaName } from './schemas.js';

/** What a schema refuses at one place, as ajv says it. */
export interface SchemaError {
  /** JSON pointers: into the value, and into the schema with every `$ref` followed. */
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * All that `schema` refuses of a value, with ajv's verdict, which is that of the services: a test compares the two. What
 * fails inside the branches of an `anyOf` is left out, and so is the `if` beside a `then`.
 *
 * The schemas become functions when they are first used. ajv could do the same, but its functions for them are larger than
 * the rest of the language server's own code, and made at run time they would need `eval`, which web pages forbid.
 */
export function errorsOf(schema: SchemaName, value: unknown): readonly SchemaError[] {
  const context: Context = { path: [], errors: [] };
  CHECKS[schema]()(value, context);
  return context.errors;
}

interface Context {
  /** The keys and indices that lead to the value in hand. */
  readonly path: (string | number)[];
  readonly errors: SchemaError[];
}

type Check = (value: unknown, context: Context) => void;

const CHECKS = Object.fromEntries(
  SCHEMA_NAMES.map((name) => [name, once(() => compile(root(`${name}.json`), '#'))]),
) as Readonly<Record<SchemaName, () => Check>>;

/** `from`: the JSON pointer of the node. */
function compile(place: Place, from: string): Check {
  const { node, file } = resolve(place);
  const below = (inner: JsonSchemaNode, step: string): Check => compile({ node: inner, file }, `${from}/${step}`);
  const checks = [
    ...forAny(node, from),
    ...(node.anyOf
      ? [
          choice(
            node.anyOf.map((branch) => below(branch, '')),
            failure(from, 'anyOf'),
          ),
        ]
      : []),
    ...(node.allOf ?? []).map((part, index) => below(part, `allOf/${index}`)),
    ...(node.if && node.then ? [condition(below(node.if, ''), below(node.then, 'then'))] : []),
    ...forStrings(node, from),
    ...forNumbers(node, from),
    ...forLists(node, from, below),
    ...forMappings(node, from, below),
  ];
  return (value, context) => {
    for (const check of checks) check(value, context);
  };
}

type Fail = (context: Context, params?: SchemaError['params']) => void;

function failure(from: string, keyword: string): Fail {
  return ({ path, errors }, params = {}) => {
    const instancePath = path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
    errors.push({ instancePath, schemaPath: `${from}/${keyword}`, keyword, params });
  };
}

function* forAny(node: JsonSchemaNode, from: string): Iterable<Check> {
  if (node.type !== undefined) {
    const fail = failure(from, 'type');
    const types = [node.type].flat();
    yield (value, context) => {
      if (!types.some((type) => hasType(value, type))) fail(context);
    };
  }
  for (const keyword of ['enum', 'const'] as const) {
    if (!Object.hasOwn(node, keyword)) continue;
    const fail = failure(from, keyword);
    const allowed: readonly unknown[] = keyword === 'enum' ? (node.enum ?? []) : [node.const];
    yield (value, context) => {
      if (!allowed.includes(value)) fail(context);
    };
  }
}

function accepts(check: Check, value: unknown): boolean {
  const context: Context = { path: [], errors: [] };
  check(value, context);
  return context.errors.length === 0;
}

function choice(branches: readonly Check[], fail: Fail): Check {
  return (value, context) => {
    if (!branches.some((branch) => accepts(branch, value))) fail(context);
  };
}

function condition(test: Check, then: Check): Check {
  return (value, context) => {
    if (accepts(test, value)) then(value, context);
  };
}

function* forStrings({ minLength, maxLength, pattern, format }: JsonSchemaNode, from: string): Iterable<Check> {
  const when = (keyword: string, holds: (text: string) => boolean): Check => {
    const fail = failure(from, keyword);
    return (value, context) => {
      if (typeof value === 'string' && !holds(value)) fail(context);
    };
  };
  // JSON schema counts characters, of which some take two code units.
  if (minLength !== undefined)
    yield when('minLength', (text) => text.length >= minLength && [...text].length >= minLength);
  if (maxLength !== undefined)
    yield when('maxLength', (text) => text.length <= maxLength || [...text].length <= maxLength);
  if (pattern !== undefined) {
    const regexp = new RegExp(pattern, 'u');
    yield when('pattern', (text) => regexp.test(text));
  }
  if (format !== undefined) yield when('format', (text) => isOfFormat(text, format));
}

function* forNumbers({ minimum, maximum }: JsonSchemaNode, from: string): Iterable<Check> {
  const when = (keyword: string, holds: (value: number) => boolean): Check => {
    const fail = failure(from, keyword);
    return (value, context) => {
      if (typeof value === 'number' && !holds(value)) fail(context);
    };
  };
  if (minimum !== undefined) yield when('minimum', (value) => value >= minimum);
  if (maximum !== undefined) yield when('maximum', (value) => value <= maximum);
}

type Below = (inner: JsonSchemaNode, step: string) => Check;

function* forLists({ maxItems, uniqueItems, items }: JsonSchemaNode, from: string, below: Below): Iterable<Check> {
  if (maxItems !== undefined) {
    const fail = failure(from, 'maxItems');
    yield (value, context) => {
      if (Array.isArray(value) && value.length > maxItems) fail(context, { limit: maxItems });
    };
  }
  if (uniqueItems) {
    const fail = failure(from, 'uniqueItems');
    // Where items are scalars of one type, ajv compares those of that type only.
    const type = typeof items?.type === 'string' && !/^(?:object|array)$/.test(items.type) ? items.type : undefined;
    yield (value, context) => {
      if (!Array.isArray(value)) return;
      if (!areDifferent(type ? value.filter((item) => hasType(item, type)) : value)) fail(context);
    };
  }
  if (!items) return;
  const check = below(items, 'items');
  yield (value, context) => {
    if (!Array.isArray(value)) return;
    for (const [index, item] of value.entries()) visit(check, item, index, context);
  };
}

function areDifferent(list: readonly unknown[]): boolean {
  const plain = list.every((item) => typeof item === 'string') ? list : list.map(canonical);
  return new Set(plain).size === list.length;
}

function* forMappings(node: JsonSchemaNode, from: string, below: Below): Iterable<Check> {
  const { required = [], properties = {}, additionalProperties: others } = node;
  if (required.length > 0) {
    const fail = failure(from, 'required');
    yield (value, context) => {
      if (!isMapping(value)) return;
      for (const key of required) if (!Object.hasOwn(value, key)) fail(context, { missingProperty: key });
    };
  }
  const known = new Map(Object.entries(properties).map(([key, inner]) => [key, below(inner, `properties/${key}`)]));
  const rest = typeof others === 'object' ? below(others, 'additionalProperties') : undefined;
  if (known.size === 0 && !rest && others !== false) return;
  const fail = failure(from, 'additionalProperties');
  yield (value, context) => {
    if (!isMapping(value)) return;
    for (const key of Object.keys(value)) {
      const check = known.get(key) ?? rest;
      if (check) visit(check, Reflect.get(value, key), key, context);
      else if (others === false) fail(context, { additionalProperty: key });
    }
  };
}

function visit(check: Check, value: unknown, step: string | number, context: Context): void {
  context.path.push(step);
  check(value, context);
  context.path.pop();
}

function isMapping(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasType(value: unknown, type: string): boolean {
  switch (type) {
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isMapping(value);
    case 'integer':
      // ajv, as the services set it up, takes the infinite for whole.
      return typeof value === 'number' && (Number.isInteger(value) || Math.abs(value) === Number.POSITIVE_INFINITY);
    case 'null':
      return value === null;
    default:
      return typeof value === type;
  }
}
