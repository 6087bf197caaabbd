import { createRequire } from 'node:module';
import { type Sample, type SampleObject, Varied } from '../../server/core/services/github/sample.js';

// How a sample of a webhook's body differs from what @octokit/webhooks-schemas says of it.

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly (string | boolean | null)[];
  readonly const?: string | boolean | null;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

const { definitions }: { definitions: Readonly<Record<string, Schema>> } = createRequire(import.meta.url)(
  '@octokit/webhooks-schemas/schema.json',
);

/** The webhooks that the schemas describe: `push$event`, `release$published`. */
export const WEBHOOKS: readonly string[] = Object.keys(definitions).filter((name) => name.includes('$'));

const TYPES = ['object', 'array', 'string', 'number', 'boolean', 'null'] as const;
type Type = (typeof TYPES)[number];

/** One of the forms that a value may have: all of the conditions hold together. */
interface Form {
  readonly types: ReadonlySet<Type>;
  readonly enums: readonly (readonly Sample[])[];
  readonly properties: ReadonlyMap<string, readonly Schema[]>;
  readonly required: ReadonlySet<string>;
  readonly items: readonly Schema[];
  /** Any other property may be there, too. */
  readonly isOpen: boolean;
}

const ANYTHING: Form = {
  types: new Set(TYPES),
  enums: [],
  properties: new Map(),
  required: new Set(),
  items: [],
  isOpen: true,
};

/** What a value may be for which all of the schemas hold. */
function formsOf(schemas: readonly Schema[]): readonly Form[] {
  return schemas.reduce<readonly Form[]>(
    (forms, schema) =>
      forms.flatMap((form) =>
        ownForms(schema)
          .map((other) => both(form, other))
          .filter(({ types }) => types.size > 0),
      ),
    [ANYTHING],
  );
}

function ownForms(schema: Schema): readonly Form[] {
  const { $ref, type, properties = {}, required = [], items, allOf = [], additionalProperties } = schema;
  const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  const target = $ref === undefined ? [] : [definitionOf($ref)];
  const own: Form = {
    types: new Set(type === undefined ? (values?.map(typeOf) ?? TYPES) : [type].flat().map(typeNamed)),
    enums: values ? [values] : [],
    properties: new Map(Object.entries(properties).map(([key, one]) => [key, [one]])),
    required: new Set(required),
    items: items ? [items] : [],
    isOpen:
      (schema.properties === undefined && additionalProperties !== false) || typeof additionalProperties === 'object',
  };
  const choices = [schema.oneOf, schema.anyOf].filter((choice) => choice !== undefined);
  const together = formsOf([...target, ...allOf]).map((form) => both(own, form));
  return choices.reduce(
    (forms, choice) => forms.flatMap((form) => choice.flatMap(ownForms).map((other) => both(form, other))),
    together,
  );
}

function both(a: Form, b: Form): Form {
  const properties = new Map(a.properties);
  for (const [key, schemas] of b.properties) properties.set(key, [...(properties.get(key) ?? []), ...schemas]);
  return {
    types: new Set([...a.types].filter((type) => b.types.has(type))),
    enums: [...a.enums, ...b.enums],
    properties,
    required: new Set([...a.required, ...b.required]),
    items: [...a.items, ...b.items],
    isOpen: a.isOpen && b.isOpen,
  };
}

function definitionOf(ref: string): Schema {
  const definition = definitions[ref.replace('#/definitions/', '')];
  if (!definition) throw new Error(`There is no ${ref}`);
  return definition;
}

function typeNamed(name: string): Type {
  const type = TYPES.find((one) => one === name || (one === 'number' && name === 'integer'));
  if (!type) throw new Error(`A type "${name}"`);
  return type;
}

function typeOf(sample: Exclude<Sample, Varied>): Type {
  if (sample === null) return 'null';
  if (Array.isArray(sample)) return 'array';
  return typeNamed(typeof sample);
}

export interface Difference {
  /** Where in the body: `pull_request.head.repo`. */
  readonly path: string;
  /** The same, from the innermost definition with a name on: `repository.license`. */
  readonly place: string;
  readonly what: string;
}

/** What is otherwise in the sample of a body than in the schema of a webhook. */
export function differences(webhook: string, body: SampleObject): Difference[] {
  return [...compare(body, [{ $ref: `#/definitions/${webhook}` }], '', '')];
}

function* compare(sample: Sample, schemas: readonly Schema[], path: string, place: string): Iterable<Difference> {
  const forms = formsOf(schemas);
  const allowed = new Set(forms.flatMap(({ types }) => [...types]));
  const values = valuesOf(sample);
  const found = new Set(values.map(typeOf));
  for (const type of found) if (!allowed.has(type)) yield { path, place, what: `never is of type ${type}` };
  if (allowed.has('null') && allowed.size < TYPES.length) {
    if (!found.has('null')) yield { path, place, what: 'may be null' };
    else if (found.size === 1 && allowed.size > 1) yield { path, place, what: 'is not always null' };
  }
  for (const value of values) {
    const fitting = forms.filter(({ types }) => types.has(typeOf(value)));
    if (fitting.length === 0) continue;
    const name = nameOf(schemas) ?? place;
    // The form that the sample has: of several, the one from which it differs least.
    const [best] = fitting.map((form) => [...compareWith(value, form, path, name)]).sort((a, b) => a.length - b.length);
    yield* best ?? [];
  }
}

function* compareWith(value: Exclude<Sample, Varied>, form: Form, path: string, place: string): Iterable<Difference> {
  for (const allowed of form.enums)
    if (!allowed.includes(value)) yield { path, place, what: `never is ${JSON.stringify(value)}` };
  if (isList(value)) {
    for (const item of value) if (form.items.length > 0) yield* compare(item, form.items, `${path}[]`, `${place}[]`);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const object = value as SampleObject;
  for (const [key, schemas] of form.properties) {
    const at = { path: joined(path, key), place: joined(place, key) };
    if (!Object.hasOwn(object, key)) {
      yield { ...at, what: form.required.has(key) ? 'is always there' : 'may be there' };
      continue;
    }
    const sample = object[key] as Sample;
    const absent = sample instanceof Varied && sample.others.some((other) => other.value === undefined);
    if (absent && form.required.has(key)) yield { ...at, what: 'is never absent' };
    if (!absent && !form.required.has(key)) yield { ...at, what: 'may be absent' };
    yield* compare(sample, schemas, at.path, at.place);
  }
  if (form.isOpen) return;
  for (const key of Object.keys(object))
    if (!form.properties.has(key)) yield { path: joined(path, key), place: joined(place, key), what: 'is not known' };
}

function valuesOf(sample: Sample): readonly Exclude<Sample, Varied>[] {
  if (!(sample instanceof Varied)) return [sample];
  return [sample.usual, ...sample.others.flatMap(({ value }) => (value === undefined ? [] : [value]))].flatMap(
    valuesOf,
  );
}

/** The name of the definition that the schemas refer to. */
function nameOf(schemas: readonly Schema[]): string | undefined {
  for (const { $ref, allOf = [], oneOf = [], anyOf = [] } of schemas) {
    const name = $ref?.replace('#/definitions/', '') ?? nameOf([...allOf, ...oneOf, ...anyOf]);
    if (name !== undefined) return name.includes('$') ? '' : name;
  }
  return undefined;
}

function isList(value: Sample): value is readonly Sample[] {
  return Array.isArray(value);
}

function joined(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
