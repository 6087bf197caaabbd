import type { JsonSchemaNode } from '../../core/schema/node.js';
import type { SchemaLocation } from '../../core/schema/schema-map.js';
import { isRequiredAt, type Siblings, schemaAt } from '../../core/schema/schemas.js';
import type { Node } from '../../core/syntax/node.js';
import { scalarValue } from '../../core/syntax/scalar-value.js';
import { type Block, type Inline, type Line, own, paragraph } from './markdown.js';

/** What the schema says about a key: its meaning, its possible values, and whether it is required. Empty if it says nothing. */
export function keyDescription({ schema, path }: SchemaLocation, siblings?: Siblings): Block[] {
  const node = schemaAt(schema, path, siblings);
  const name = path.at(-1);
  if (!node || typeof name !== 'string') return [];
  const needed = isRequiredAt(schema, path.slice(0, -1), name) ? ' (required)' : '';
  const head: Line = [{ kind: 'strong', text: name }, `${typeWords(node)}${needed}`];
  return [paragraph(head), ...nodeDescription(node)];
}

/** What the schema says about a value: its own meaning if it is one of several, then that of the key. */
export function valueDescription(location: SchemaLocation, value: Node, siblings?: Siblings): Block[] {
  const node = schemaAt(location.schema, location.path, siblings);
  if (!node || value.kind !== 'scalar') return [];
  const index = node.enum?.indexOf(scalarValue(value)) ?? -1;
  const meaning = node.enumDescriptions?.[index];
  const name = location.path.findLast((segment) => typeof segment === 'string');
  if (meaning === undefined || name === undefined) return nodeDescription(node, node.called);
  const description = node.description ? [paragraph([own(node.description)])] : [];
  return [paragraph([{ kind: 'code', text: value.text }, ': ', own(meaning)]), ...description];
}

/** The description and limits of a value, as blocks. `called`: its title, if nothing above it says so. */
export function nodeDescription(node: JsonSchemaNode, called?: string): Block[] {
  const head: Line[] = called ? [[{ kind: 'strong', text: called.replace(/^an? /, '') }, typeWords(node)]] : [];
  const text: Line[] = node.description ? [[own(node.description)]] : [];
  return [
    ...(head.length > 0 ? [paragraph(...head)] : []),
    ...(text.length > 0 ? [paragraph(...text)] : []),
    ...choice(node),
    ...limits(node),
  ];
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'whole number',
  number: 'number',
  array: 'list',
  object: 'mapping',
  boolean: 'true or false',
  null: 'empty',
};

function typeWords({ type }: JsonSchemaNode): string {
  const types = [type ?? []].flat().map((name) => TYPES[name] ?? name);
  return types.length > 0 ? `: ${types.join(' or ')}` : '';
}

/** The possible values with their meanings. */
function choice({ enum: values = [], enumDescriptions: meanings = [] }: JsonSchemaNode): Block[] {
  if (values.length < 2) return [];
  if (meanings.length === 0) {
    const list = values.flatMap((value, i) => (i === 0 ? [code(value)] : [', ', code(value)]));
    return [paragraph(['One of ', ...list])];
  }
  return [
    { kind: 'list', lines: values.map((value, i) => [code(value), ...(meanings[i] ? [': ', own(meanings[i])] : [])]) },
  ];
}

function limits(node: JsonSchemaNode): Block[] {
  const limit = node.words && !node.enum ? `Must be ${node.words}.` : rangeWords(node);
  const lines: Line[] = limit && !isSaid(limit, node.description) ? [[own(limit)]] : [];
  if (node.default !== undefined) lines.push(['Default: ', code(node.default)]);
  const example = node.examples?.[0];
  if (example !== undefined) lines.push(['Example: ', code(example)]);
  return lines.length > 0 ? [paragraph(...lines)] : [];
}

/** Whether a description already contains all numbers, or all code, of a sentence. */
function isSaid(sentence: string, description = ''): boolean {
  const facts = sentence.match(/\d+/g) ?? sentence.match(/`[^`]+`/g) ?? [];
  return facts.length > 0 && facts.every((fact) => description.includes(fact));
}

function code(value: unknown): Inline {
  return { kind: 'code', text: typeof value === 'string' && value !== '' ? value : JSON.stringify(value) };
}

function rangeWords({ minimum, maximum, maxLength, maxItems, words }: JsonSchemaNode): string | undefined {
  if (minimum !== undefined && maximum !== undefined) return `From ${minimum} to ${maximum}.`;
  if (minimum !== undefined) return `At least ${minimum}.`;
  if (maximum !== undefined) return `At most ${maximum}.`;
  if (maxItems !== undefined) return `At most ${maxItems} items.`;
  return maxLength !== undefined && !words ? `At most ${maxLength} characters.` : undefined;
}
