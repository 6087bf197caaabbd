// What the peers check with: the project's own schema of a task, in one piece, without the words that only we know.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';

export type Schema = { readonly [key: string]: unknown };

const FOLDER = join(process.cwd(), 'schemas');
const DRAFT = 'http://json-schema.org/draft-07/schema#';

/** Knows the words of JSON Schema; the files have words of ours beside them. */
const AJV = new Ajv();

/** Words that make no sense in a part of another schema. */
const OF_A_FILE = new Set(['$id', '$schema']);

/** The schema of a task. */
export function taskSchema(): Schema {
  return { $schema: DRAFT, ...inlined('task.json') };
}

/** The schema of a list of tasks. */
export function listSchema(): Schema {
  return { $schema: DRAFT, type: 'array', items: inlined('task.json') };
}

/** The schema of a `.taskcluster.yml` whose tasks are a plain list. */
export function templateSchema(): Schema {
  const properties = { version: { const: 1 }, reporting: {}, policy: {}, tasks: listSchema() };
  return { $schema: DRAFT, type: 'object', required: ['version', 'tasks'], additionalProperties: false, properties };
}

/** The schema of a task graph: a mapping of ids to entries that hold a task each. */
export function graphSchema(): Schema {
  const text = { type: 'string' };
  const entry = {
    type: 'object',
    required: ['label', 'kind', 'task'],
    properties: { label: text, kind: text, task: inlined('task.json') },
  };
  return { $schema: DRAFT, type: 'object', additionalProperties: entry };
}

function inlined(file: string): Schema {
  return inlineReferences(read(file), file) as Schema;
}

function read(file: string): Schema {
  return JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Schema;
}

function inlineReferences(node: unknown, file: string): unknown {
  if (Array.isArray(node)) return node.map((item) => inlineReferences(item, file));
  if (node === null || typeof node !== 'object') return node;
  const { $ref, ...rest } = node as { $ref?: string };
  if ($ref !== undefined) {
    const [otherFile, pointer = ''] = $ref.split('#');
    let target: unknown = read(otherFile || file);
    for (const key of pointer.split('/').filter(Boolean)) target = (target as Schema)[key];
    return inlineReferences({ ...(target as Schema), ...rest }, otherFile || file);
  }
  // Below `properties` the keys are names that the author chose, not words of JSON Schema.
  const kept = Object.entries(rest).filter(([key]) => AJV.RULES.keywords[key] && !OF_A_FILE.has(key));
  return Object.fromEntries(
    kept.map(([key, value]) => [key, key === 'properties' ? inlineEach(value, file) : inlineReferences(value, file)]),
  );
}

function inlineEach(properties: unknown, file: string): unknown {
  const entries = Object.entries(properties as Schema);
  return Object.fromEntries(entries.map(([name, schema]) => [name, inlineReferences(schema, file)]));
}
