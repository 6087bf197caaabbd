import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject } from 'ajv';
import formatsModule from 'ajv-formats';
import fc from 'fast-check';
import { errorsOf, type SchemaError } from '../../server/core/schema/check.js';
import type { JsonSchemaNode } from '../../server/core/schema/node.js';
import { SCHEMA_NAMES } from '../../server/core/schema/schemas.js';

/** `PROPERTY_RUNS=20000` looks longer. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 250);

const addFormats = formatsModule as unknown as (ajv: Ajv) => void;

/** The services' validator (libraries/validate of Taskcluster): all errors, the formats of ajv-formats. */
const ajv = new Ajv({ allErrors: true, strict: false, messages: false });
addFormats(ajv);

describe('property: the verdict on a value', function () {
  this.timeout(120_000);

  for (const name of SCHEMA_NAMES) {
    it(`is that of ajv: ${name}`, () => {
      const schema = inlined(readSchema(`${name}.json`), `${name}.json`);
      const validate = ajv.compile(schema);
      let [right, wrong] = [0, 0];
      fc.assert(
        fc.property(valueFor(schema), (value) => {
          const expected = validate(value) ? [] : (validate.errors ?? []);
          assert.deepEqual(errorsOf(name, value).map(line).sort(), own(expected).map(line).sort());
          if (expected.length === 0) right++;
          else wrong++;
        }),
        { numRuns: RUNS },
      );
      assert.ok(right > 0 && wrong > 0, `${right} right and ${wrong} wrong values show little`);
    });
  }
});

function line({ instancePath, schemaPath, keyword, params }: SchemaError | ErrorObject): string {
  const { additionalProperty, missingProperty, limit } = params;
  return JSON.stringify([
    instancePath,
    schemaPath,
    additionalProperty,
    missingProperty,
    keyword === 'maxItems' && limit,
  ]);
}

/** Without what fails in the branches of a choice, and without the `if` that says that its branch does. */
function own(errors: readonly ErrorObject[]): ErrorObject[] {
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf');
  const isBranch = (error: ErrorObject): boolean =>
    choices.some(
      (choice) =>
        error.schemaPath.startsWith(`${choice.schemaPath}/`) &&
        `${error.instancePath}/`.startsWith(`${choice.instancePath}/`),
    );
  return errors.filter((error) => error.keyword !== 'if' && !isBranch(error));
}

function readSchema(file: string): JsonSchemaNode {
  return JSON.parse(readFileSync(`schemas/${file}`, 'utf8')) as JsonSchemaNode;
}

/** The schema with every `$ref` replaced, so that the paths in errors lead through one tree. */
function inlined<T>(node: T, file: string): T;
function inlined(node: unknown, file: string): unknown {
  if (Array.isArray(node)) return node.map((item: unknown) => inlined(item, file));
  if (typeof node !== 'object' || node === null) return node;
  const { $ref, $id: _id, $schema: _schema, definitions: _definitions, ...rest } = node as Record<string, unknown>;
  if (typeof $ref !== 'string') {
    return Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, inlined(value, file)]));
  }
  const [other = '', pointer = ''] = $ref.split('#');
  let target: unknown = readSchema(other || file);
  for (const key of pointer.split('/').slice(1)) target = Reflect.get(target as object, key);
  return inlined(target, other || file);
}

const JUNK = fc.constantFrom<unknown>(
  null,
  true,
  0,
  -1,
  1.5,
  Number.NaN,
  Number.NEGATIVE_INFINITY,
  '',
  'x',
  [],
  {},
  [1, 1],
  { value: 1 },
);

const TEXTS: readonly unknown[] = [
  ...['a', 'a/b', 'proj-x/ci', '2026-01-31T12:00:00.000Z', '2026-01-31', 'me@example.com', 'https://example.com/'],
  ...['fN1SbArXTPSVFNUvaOlinQ', '(', '-', '\u{1F600}'.repeat(20), 'a'.repeat(39), 'b'.repeat(300), 'eastus'],
];

/** Texts, most of them such as the schema accepts. */
function text({ pattern, format, minLength, maxLength, examples = [] }: JsonSchemaNode): fc.Arbitrary<unknown> {
  const keywords = JSON.parse(JSON.stringify({ pattern, format, minLength, maxLength })) as object;
  const right = [...examples, ...TEXTS].filter((candidate) => ajv.validate(keywords, candidate));
  const any = fc.constantFrom(...TEXTS);
  return right.length === 0 ? any : fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...right) }, any);
}

/** Values that the schema mostly accepts, and some that it does not. */
function valueFor(node: JsonSchemaNode): fc.Arbitrary<unknown> {
  const branches = [...(node.anyOf ?? []), ...(node.allOf ?? []), ...(node.then ? [node.then] : [])];
  const properties = Object.assign({}, ...[node, ...branches].map((part) => part.properties ?? {})) as Readonly<
    Record<string, JsonSchemaNode>
  >;
  const allowed = node.enum ?? (Object.hasOwn(node, 'const') ? [node.const] : undefined);
  const usual = allowed ? fc.constantFrom(...allowed) : ofType({ ...node, properties });
  return fc.oneof({ weight: 25, arbitrary: usual }, { weight: 1, arbitrary: JUNK });
}

function ofType(node: JsonSchemaNode): fc.Arbitrary<unknown> {
  switch ([node.type ?? (node.properties && Object.keys(node.properties).length > 0 ? 'object' : 'any')].flat()[0]) {
    case 'string':
      return text(node);
    case 'integer':
    case 'number':
      return fc.constantFrom(
        ...[node.minimum ?? 0, node.maximum ?? 1, (node.minimum ?? 0) - 1, (node.maximum ?? 1) + 1],
      );
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(node.items ? valueFor(node.items) : JUNK, { maxLength: 3 });
    case 'object':
      return mapping(node);
    default:
      return fc.oneof(JUNK, fc.constantFrom(...TEXTS));
  }
}

function mapping({ properties = {}, required = [], additionalProperties }: JsonSchemaNode): fc.Arbitrary<unknown> {
  const others = typeof additionalProperties === 'object' ? valueFor(additionalProperties) : JUNK;
  const keys = [...new Set([...Object.keys(properties), ...required])];
  const entries = keys.map((key) => {
    const value = valueFor(properties[key] ?? {}).map((item): [string, unknown][] => [[key, item]]);
    const none = fc.constant<[string, unknown][]>([]);
    return fc.oneof({ weight: required.includes(key) ? 40 : 1, arbitrary: value }, { weight: 1, arbitrary: none });
  });
  const stray = fc.array(fc.tuple(fc.constantFrom('stray', 'a/b', 'a~b', 'location'), others), { maxLength: 1 });
  const extra = fc.oneof(
    { weight: 12, arbitrary: fc.constant<[string, unknown][]>([]) },
    { weight: 1, arbitrary: stray },
  );
  return fc.tuple(...entries, extra).map((lists) => Object.fromEntries(lists.flat()));
}
