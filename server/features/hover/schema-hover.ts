import { durationWords } from '../../core/base/duration.js';
import { isRuleId } from '../../core/base/rule-ids.js';
import { writeFlow } from '../../core/edit/write-value.js';
import { documentationOf } from '../../core/rules/documentation.js';
import type { JsonSchemaNode } from '../../core/schema/node.js';
import type { SchemaLocation } from '../../core/schema/schema-map.js';
import { isRequiredAt, referencePage, type Siblings, schemaAt } from '../../core/schema/schemas.js';
import type { Node, ScalarNode } from '../../core/syntax/node.js';
import { scalarValue } from '../../core/syntax/scalar-value.js';
import { type Block, type Inline, type Line, own, paragraph } from './markdown.js';

/** What is around a key or a value. */
export interface Around {
  /** The other keys of its mapping. */
  readonly siblings?: Siblings | undefined;
  /** Whether JSON-e renders it, so that operators can stand there. */
  readonly isTemplate: boolean;
}

const NOTHING: Around = { isTemplate: false };

/**
 * What the schema says about a key: its meaning, its possible values, whether it is required, and where to read more. Empty if
 * it says nothing.
 */
export function keyDescription({ schema, path }: SchemaLocation, around: Around = NOTHING): Block[] {
  const node = schemaAt(schema, path, around.siblings);
  const name = path.at(-1);
  if (!node || typeof name !== 'string') return [];
  const needed = isRequiredAt(schema, path.slice(0, -1), name) ? ' (required)' : '';
  const head: Line = [{ kind: 'strong', text: name }, `${typeWords(node)}${needed}`];
  return [paragraph(head), ...nodeDescription(node, around), ...reference({ schema, path })];
}

/** What the schema says about a value: its own meaning if it is one of several, then that of the key. */
export function valueDescription(location: SchemaLocation, value: Node, around: Around = NOTHING): Block[] {
  const node = schemaAt(location.schema, location.path, around.siblings);
  if (!node || value.kind !== 'scalar') return [];
  const name = location.path.findLast((segment) => typeof segment === 'string');
  const title = node.called?.replace(/^an? /, '') ?? String(name ?? '');
  const head = paragraph([{ kind: 'strong', text: title }, ...valueWords(value, node)]);
  const meaning = node.enumDescriptions?.[node.enum?.indexOf(scalarValue(value)) ?? -1];
  const description =
    meaning === undefined ? nodeDescription(node, around) : [paragraph([own(meaning)]), ...about(node)];
  return [head, ...description, ...reference(location)];
}

/** The longest value that is repeated. */
const LONGEST = 60;

/** The value, if it is short, with a number of seconds in words. */
function valueWords(value: ScalarNode, { unit, default: usual }: JsonSchemaNode): Line {
  const { text } = value;
  if (text.trim() === '' || text.length > LONGEST || /[\r\n]/.test(text)) return [];
  const plain = scalarValue(value);
  const notes = [
    ...(unit === 'seconds' && typeof plain === 'number' && plain >= 60 ? [durationWords(plain)] : []),
    ...(usual !== undefined && usual === plain ? ['the default'] : []),
  ];
  return [': ', { kind: 'code', text }, ...(notes.length > 0 ? [` (${notes.join(', ')})`] : [])];
}

/** The page of the reference, or that of a rule. */
function reference({ schema, path }: SchemaLocation): Block[] {
  const name = String(path.at(-1));
  if (schema === 'config' && isRuleId(name))
    return [paragraph([{ kind: 'link', text: 'About this rule', url: documentationOf(name) }])];
  const url = referencePage(schema, path);
  return url === undefined ? [] : [paragraph([{ kind: 'link', text: 'Reference', url }])];
}

/** The description and limits of a value, as blocks. */
export function nodeDescription(node: JsonSchemaNode, { isTemplate }: Around = NOTHING): Block[] {
  return [...about(node), ...choice(node), ...limits(node, isTemplate)];
}

function about({ description }: JsonSchemaNode): Block[] {
  return description ? [paragraph([own(description)])] : [];
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

function limits(node: JsonSchemaNode, isTemplate: boolean): Block[] {
  const isTime = isTemplate && node.format === 'date-time';
  const limit = node.words && !node.enum ? `Must be ${node.words}.` : rangeWords(node);
  const lines: Line[] = limit && !isTime && !isSaid(limit, node.description) ? [[own(limit)]] : [];
  if (isTime) lines.push(['Usually ', { kind: 'code', text: writeFlow(node.starter ?? FROM_NOW) }]);
  if (node.default !== undefined) lines.push(['Default: ', code(node.default)]);
  const example = node.examples?.[0];
  if (example !== undefined) lines.push(['Example: ', code(example)]);
  return lines.length > 0 ? [paragraph(...lines)] : [];
}

const FROM_NOW = { $fromNow: '1 day' };

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
