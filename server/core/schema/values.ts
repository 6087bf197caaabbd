import { quote } from '../identifiers/quote.js';
import { nearest } from '../nearest.js';
import type { JsonSchemaNode } from './node.js';
import type { Fault, Words } from './violation.js';
import { describe, label, length, list, literal, mustBe, oneOf, wanted } from './words.js';

/** What to say of a value that breaks a keyword. */
export function valueWords(fault: Fault): Words {
  const { schema, path, value, node, error } = fault;
  const name = label(schema, path);
  switch (error.keyword) {
    case 'type':
      return wrongType(name, value, node);
    case 'enum':
    case 'const':
      return notOneOf(name, value, node);
    case 'minimum':
    case 'maximum':
      return {
        message: `${name} is ${literal(value)} and must be ${wanted(node)}.`,
        ...replace(error.keyword === 'minimum' ? node.minimum : node.maximum),
      };
    case 'minItems':
      return { message: `${name} is an empty list and must have at least one item.` };
    case 'maxItems':
      return { message: `${name} has ${count(value)} items. At most ${node.maxItems} are allowed.` };
    case 'maxLength':
      return {
        message: `${name} has ${typeof value === 'string' ? length(value) : 0} characters. At most ${node.maxLength} are allowed.`,
      };
    default:
      return { message: `${name} ${value === '' ? 'is empty and' : shown(value)} must be ${mustBe(node)}.` };
  }
}

function wrongType(name: string, value: unknown, node: JsonSchemaNode): Words {
  const types = [node.type ?? []].flat();
  const text = asText(value);
  if (types.includes('string') && text !== undefined && fits(text, node)) {
    const message = `${name} is ${describe(value)} and must be ${wanted(node)}. Put it in quotes: ${quote(text)}.`;
    return { message, ...replace(text) };
  }
  const meant = types.includes('string') ? undefined : withoutQuotes(value, node);
  if (meant !== undefined) {
    const message = `${name} is ${describe(value)} and must be ${wanted(node)}. Write ${literal(meant)}, without quotes.`;
    return { message, ...replace(meant) };
  }
  const message = `${name} is ${describe(value)} and must be ${types.includes('string') ? mustBe(node) : wanted(node)}.`;
  const none = value === null ? EMPTY[types[0] ?? ''] : undefined;
  if (none) return { message: `${message} An empty one is ${JSON.stringify(none)}.`, ...replace(none) };
  if (types.includes('array') && isItem(value, node.items)) {
    return { message: `${message} Write it as the only item of a list.`, ...replace([value]) };
  }
  return { message };
}

const EMPTY: Readonly<Record<string, object>> = { array: [], object: {} };

function notOneOf(name: string, value: unknown, node: JsonSchemaNode): Words {
  const allowed = node.enum ?? [node.const];
  if (typeof value !== 'string') return { message: `${name} is ${describe(value)} and must be ${oneOf(allowed)}.` };
  const former = node.former && Object.hasOwn(node.former, value) ? node.former[value] : undefined;
  if (former) return { message: former.message, ...replace(former.to) };
  const texts = allowed.filter((item) => typeof item === 'string');
  const meant = nearest(value, texts);
  if (meant) return { message: `${name} cannot be ${quote(value)}. Did you mean "${meant}"?`, ...replace(meant) };
  const choice = allowed.length === 1 ? `Only ${literal(allowed[0])} is` : `${list(allowed.map(literal))} are`;
  return { message: `${name} cannot be ${quote(value)}. ${choice} possible.` };
}

/** A scalar that YAML did not read as text, as the text that was probably meant. */
function asText(value: unknown): string | undefined {
  if (typeof value === 'boolean' || Number.isFinite(value)) return String(value);
  return value instanceof Date && !Number.isNaN(value.getTime()) ? value.toJSON() : undefined;
}

/** Whether a text would do, as far as that is said in a few keywords. */
function fits(text: string, { pattern, enum: allowed, maxLength, format }: JsonSchemaNode): boolean {
  if (allowed && !allowed.includes(text)) return false;
  if (maxLength !== undefined && length(text) > maxLength) return false;
  if (format !== undefined && !(format === 'date-time' && /^\d{4}-\d\d-\d\dT/.test(text))) return false;
  return pattern === undefined || new RegExp(pattern, 'u').test(text);
}

/** The number or truth value that stands in quotes. */
function withoutQuotes(value: unknown, node: JsonSchemaNode): number | boolean | undefined {
  if (typeof value !== 'string') return undefined;
  const types = [node.type ?? []].flat();
  if (types.includes('boolean')) return { true: true, false: false }[value.toLowerCase()];
  if (!types.includes('integer') || !/^-?\d{1,15}$/.test(value)) return undefined;
  const number = Number(value);
  if (node.enum && !node.enum.includes(number)) return undefined;
  const { minimum = number, maximum = number } = node;
  return number >= minimum && number <= maximum ? number : undefined;
}

function isItem(value: unknown, items: JsonSchemaNode | undefined): boolean {
  return typeof value === 'string' && items?.type === 'string' && fits(value, items);
}

function count(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

function shown(value: unknown): string {
  return typeof value === 'string' ? quote(value) : `is ${describe(value)} and`;
}

function replace(value: unknown): Pick<Words, 'repair'> {
  return { repair: { kind: 'replace-value', value } };
}
