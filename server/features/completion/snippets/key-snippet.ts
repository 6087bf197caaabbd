import type { JsonSchemaNode } from '../../../core/schema/node.js';
import type { SchemaLocation } from '../../../core/schema/schema-map.js';
import { schemaAt, surelyRequiredAt } from '../../../core/schema/schemas.js';
import { type Entries, hole, type Sketch, type SketchStyle, writeEntries } from './sketch.js';
import { wholesAt } from './whole.js';

/** A key with the entries or the item that its value must have, as a snippet; undefined where a value is not more than a word. */
export function keySnippet(name: string, location: SchemaLocation, style: SketchStyle): string | undefined {
  const value = sketchOf(location, style.json);
  return value === undefined ? undefined : writeEntries({ [name]: value }, style);
}

function sketchOf(location: SchemaLocation, json: boolean): Sketch | undefined {
  const node = schemaAt(location.schema, location.path);
  if (!node) return undefined;
  const [whole, ...others] = wholesAt(location);
  if (whole && others.length === 0) return whole.entries;
  const required = requiredEntries(location, json);
  if (required) return required;
  if (node.type === 'array') return json ? undefined : [hole('')];
  return operatorIn(node);
}

function requiredEntries(location: SchemaLocation, json: boolean): Entries | undefined {
  const { schema, path } = location;
  const node = schemaAt(schema, path);
  const keys = node?.type === 'object' ? surelyRequiredAt(schema, path) : [];
  if (keys.length === 0) return undefined;
  const entries = keys.map((key): [string, Sketch] => {
    const inner = { schema, path: [...path, key] };
    return [key, sketchOf(inner, json) ?? sample(schemaAt(schema, inner.path), key)];
  });
  return Object.fromEntries(entries);
}

/** What stands for a value until it is written. */
function sample(node: JsonSchemaNode | undefined, key: string): Sketch {
  const [value] = [node?.starter, node?.examples?.[0], node?.default, node?.enum?.[0]].filter(
    (one) => (typeof one === 'string' && one !== '') || typeof one === 'number' || typeof one === 'boolean',
  );
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string' || typeof value === 'number') return hole(value);
  const types = [node?.type ?? 'string'].flat();
  if (types.includes('array')) return [];
  return types.includes('string') ? hole(key) : {};
}

/** `{$fromNow: 1 day}` for a value that is hardly ever written as it is. */
function operatorIn({ starter }: JsonSchemaNode): Sketch | undefined {
  if (typeof starter !== 'object' || starter === null) return undefined;
  const [entry, ...others] = Object.entries(starter);
  if (!entry || others.length > 0 || !entry[0].startsWith('$') || typeof entry[1] !== 'string') return undefined;
  return { [entry[0]]: entry[1] === '' ? '' : hole(entry[1]) };
}
