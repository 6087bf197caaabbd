import { charactersInWords } from '../base/characters.js';
import { didYouMean } from '../base/did-you-mean.js';
import { durationWords, roughDuration } from '../base/duration.js';
import { quote } from '../base/quote.js';
import { timeSpan } from '../jsone/engine/index.js';
import type { JsonSchemaNode } from './node.js';
import type { KeywordError, Words } from './schema-error.js';
import { describe, label, length, literal, mustBe, oneOf, wanted, within } from './words.js';

/** The message about a value that breaks a keyword. */
export function valueWords(keywordError: KeywordError): Words {
  const { schema, path, value, node, keyword } = keywordError;
  const name = label(schema, path);
  switch (keyword) {
    case 'type':
      return wrongType(name, value, node);
    case 'enum':
    case 'const':
      return notOneOf(name, value, node);
    case 'minimum':
    case 'maximum':
      return outOfRange(name, value, node, keyword);
    case 'minItems':
      return { message: `${name} is an empty list and must have at least one item.` };
    case 'maxItems':
      return { message: `${name} has ${count(value)} items. At most ${node.maxItems} are allowed.` };
    case 'maxLength':
      return {
        message: `${name} has ${typeof value === 'string' ? length(value) : 0} characters. At most ${node.maxLength} are allowed.`,
      };
    default:
      return otherwise(name, value, node);
  }
}

function outOfRange(name: string, value: unknown, node: JsonSchemaNode, keyword: 'minimum' | 'maximum'): Words {
  const limit = node[keyword];
  if (node.unit !== 'seconds' || typeof value !== 'number' || limit === undefined)
    return { message: `${name} is ${literal(value)} and must be ${within(node)}.`, ...replace(limit) };
  const bound = `At ${keyword === 'minimum' ? 'least' : 'most'} ${limit} (${durationWords(limit)})`;
  const words = roughDuration(value);
  const says = `${name} is ${value} ${value === 1 ? 'second' : 'seconds'}${Math.abs(value) < 60 || words === durationWords(limit) ? '' : ` (${words})`}.`;
  return { message: `${says} ${bound} ${keyword === 'minimum' ? 'is needed' : 'is allowed'}.`, ...replace(limit) };
}

/** The message about a text with the wrong form. */
function otherwise(name: string, value: unknown, node: JsonSchemaNode): Words {
  if (isOfType(value, node)) return { message: `${name} must be ${mustBe(node)}.` };
  if (typeof value !== 'string' || value === '')
    return { message: `${name} ${value === '' ? 'is empty and' : shown(value)} must be ${mustBe(node)}.` };
  const url = urlMeant(value, node);
  if (url !== undefined)
    return { message: `${name} ${quote(value)} is not a URL. Did you mean ${quote(url)}?`, ...replace(url) };
  const stray = strayIn(value, node);
  if (stray) {
    const message = `${name} ${quote(value)} cannot contain ${stray.words}. It must be ${mustBe(node)}.`;
    return { message, ...(stray.meant !== undefined && replace(stray.meant)) };
  }
  return { message: `${name} ${quote(value)} must be ${mustBe(node)}.` };
}

/** The URL for an address without its scheme: `//example.com` or `example.com/x`. */
function urlMeant(value: string, node: JsonSchemaNode): string | undefined {
  const address = /^(?:\/\/)?([\w-]+(?:\.[\w-]+)+(?:[/:?#].*)?)$/.exec(value)?.[1];
  if (address === undefined || !node.pattern?.includes('http')) return undefined;
  const url = `https://${address}`;
  return fits(url, node) ? url : undefined;
}

/** The invalid characters of a text if a pattern merely allows a set of characters, and the text with dashes in their place. */
function strayIn(value: string, node: JsonSchemaNode): { words: string; meant: string | undefined } | undefined {
  const { pattern } = node;
  if (!pattern || !/^\^\(?\[[^\]]+\][*+]\)?\$$/.test(pattern)) return undefined;
  const allowed = new RegExp(pattern, 'u');
  const words = charactersInWords([...value].filter((character) => !allowed.test(character)));
  const meant = value.trim().replace(/[ .]+/g, (characters) => (allowed.test(characters) ? characters : '-'));
  return words === undefined ? undefined : { words, meant: meant !== '' && fits(meant, node) ? meant : undefined };
}

function wrongType(name: string, value: unknown, node: JsonSchemaNode): Words {
  const types = [node.type ?? []].flat();
  const text = asText(value);
  if (types.includes('string') && text !== undefined && node.quotable !== false && fits(text, node)) {
    const message = `${name} is ${describe(value)} and must be ${wanted(node)}. Put it in quotes: ${quote(text)}.`;
    return { message, ...replace(text) };
  }
  const meant = types.includes('string') ? undefined : withoutQuotes(value, node);
  if (meant !== undefined) {
    const bare = typeof value === 'string' && /^(?:yes|no|on|off|y|n)$/i.test(value);
    const advice = bare
      ? `In YAML 1.2, which Taskcluster reads, ${value} is a string: write ${literal(meant)}.`
      : `Write ${literal(meant)}, without quotes.`;
    return { message: `${name} is ${describe(value)} and must be ${wanted(node)}. ${advice}`, ...replace(meant) };
  }
  const message = `${name} is ${describe(value)} and must be ${node.words ? mustBe(node) : wanted(node)}.`;
  const seconds = node.unit === 'seconds' && typeof value === 'string' ? (timeSpan(value) ?? 0) / 1000 : 0;
  if (seconds > 0 && Number.isSafeInteger(seconds) && isInRange(seconds, node))
    return { message: `${message} Write ${seconds} for ${value}.`, ...replace(seconds) };
  const none = value === null ? EMPTY[types[0] ?? ''] : undefined;
  if (none) return { message: `${message} An empty one is ${JSON.stringify(none)}.`, ...replace(none) };
  if (types.includes('array') && isItem(value, node.items)) {
    return { message: `${message} Write it as the only item of a list.`, ...replace([value]) };
  }
  return { message };
}

const EMPTY: Readonly<Record<string, object>> = { array: [], object: {} };

/** Up to this many values, each is offered as a fix. */
const FEW = 3;

function notOneOf(name: string, value: unknown, node: JsonSchemaNode): Words {
  const allowed = node.enum ?? [node.const];
  if (typeof value !== 'string') return { message: `${name} is ${describe(value)} and must be ${oneOf(allowed)}.` };
  const former = node.former && Object.hasOwn(node.former, value) ? node.former[value] : undefined;
  if (former) return { message: former.message, ...replace(former.to) };
  const texts = allowed.filter((item) => typeof item === 'string');
  const meant = didYouMean(value, texts);
  const says = `${name} cannot be ${quote(value)}.`;
  if (meant) return { message: `${says} Did you mean "${meant}"?`, ...replace(meant) };
  return { message: `${says} Use ${oneOf(allowed)}.`, ...replace(...(allowed.length <= FEW ? allowed : [])) };
}

/** The text that was probably meant by a scalar that YAML did not read as text. */
function asText(value: unknown): string | undefined {
  if (typeof value === 'boolean' || Number.isFinite(value)) return String(value);
  return value instanceof Date && !Number.isNaN(value.getTime()) ? value.toJSON() : undefined;
}

/** Whether a text would be valid, judging by a few keywords. */
function fits(text: string, { pattern, enum: allowed, maxLength, format }: JsonSchemaNode): boolean {
  if (allowed && !allowed.includes(text)) return false;
  if (maxLength !== undefined && length(text) > maxLength) return false;
  if (format !== undefined && !(format === 'date-time' && /^\d{4}-\d\d-\d\dT/.test(text))) return false;
  return pattern === undefined || new RegExp(pattern, 'u').test(text);
}

/** What people write for true and false. In YAML 1.1 these were not strings. */
const BOOLEANS: Readonly<Record<string, boolean>> = Object.assign(Object.create(null), {
  ...{ true: true, yes: true, on: true, y: true },
  ...{ false: false, no: false, off: false, n: false },
});

/** The number or boolean in quotes. */
function withoutQuotes(value: unknown, node: JsonSchemaNode): number | boolean | undefined {
  if (typeof value !== 'string') return undefined;
  const types = [node.type ?? []].flat();
  if (types.includes('boolean')) return BOOLEANS[value.toLowerCase()];
  if (!types.includes('integer') || !/^-?\d{1,15}$/.test(value)) return undefined;
  const number = Number(value);
  if (node.enum && !node.enum.includes(number)) return undefined;
  return isInRange(number, node) ? number : undefined;
}

function isInRange(number: number, { minimum = number, maximum = number }: JsonSchemaNode): boolean {
  return number >= minimum && number <= maximum;
}

function isItem(value: unknown, items: JsonSchemaNode | undefined): boolean {
  if (typeof value !== 'string' || items?.type !== 'string' || !fits(value, items)) return false;
  // A whole command line is not one argument.
  return items.called !== 'an argument' || !/\s/.test(value);
}

function count(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

function shown(value: unknown): string {
  return typeof value === 'string' ? quote(value) : `is ${describe(value)} and`;
}

/** Whether a description of what a value must be begins with what it is. */
function isOfType(value: unknown, node: JsonSchemaNode): boolean {
  return node.words?.startsWith(`${describe(value)} `) ?? false;
}

function replace(...values: readonly unknown[]): Pick<Words, 'repairs'> {
  return { repairs: values.map((value) => ({ kind: 'replace-value', value })) };
}
