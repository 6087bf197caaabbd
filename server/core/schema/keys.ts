import { didYouMean } from '../base/did-you-mean.js';
import { quote } from '../base/quote.js';
import { writeEntry } from '../edit/write-value.js';
import type { SchemaName } from './names.js';
import type { JsonSchemaNode } from './node.js';
import type { KeywordError, Words } from './schema-error.js';
import { keysAt, type Path, schemaAt } from './schemas.js';
import { label, list, mappingName, withThe } from './words.js';

/** What an unknown key was meant to be: another key here, or the same key in another place. */
export interface Meant {
  readonly rename?: string;
  /** The key of the mapping that the unknown key belongs in. */
  readonly into?: string;
  readonly words: Words;
}

/** The most keys that a message lists. */
const MOST_LISTED = 6;

/** The message about a key that the mapping must not have. */
export function unknownKey({ schema, path, value, node, key = '' }: KeywordError): Meant {
  const stray = node.elsewhere && Object.hasOwn(node.elsewhere, key) ? node.elsewhere[key] : undefined;
  if (stray) return { words: { message: stray } };
  const removed = node.removed && Object.hasOwn(node.removed, key) ? node.removed[key] : undefined;
  if (removed) return { words: { message: removed, repairs: [{ ...REMOVE, isGone: true }] } };
  const renamed = node.renamed && Object.hasOwn(node.renamed, key) ? node.renamed[key] : undefined;
  if (renamed) {
    const { message, to } = renamed;
    return { rename: to, words: { message, meant: to, repairs: [{ kind: 'rename-key', to }] } };
  }
  const says = `${capital(mappingName(schema, path, node))} has no key ${quote(key)}.`;
  const inner = placeInside(schema, path, node, key);
  if (inner) return { ...inner, words: { message: `${says} ${inner.words.message}` } };
  const outer = placeOutside(schema, path, key);
  if (outer) return { words: { message: `${says} ${outer}` } };

  const known = Object.keys(node.properties ?? {});
  const present = typeof value === 'object' && value !== null ? value : {};
  const to = didYouMean(key, known);
  if (to && !Object.hasOwn(present, to)) {
    // Otherwise the key that was meant would also be reported as missing.
    const repairs = [{ kind: 'rename-key', to } as const, ...(node.required?.includes(to) ? [] : [REMOVE])];
    return { rename: to, words: { message: `${says} Did you mean "${to}"?`, meant: to, repairs } };
  }
  const keys = list(known.map((name) => `"${name}"`));
  const message = known.length > MOST_LISTED ? says : `${says} Possible keys: ${keys}.`;
  // A JSON-e operator, or a key beside one, was written on purpose, so do not offer to remove it.
  const isTemplate = key.startsWith('$') || Object.keys(present).some((name) => name.startsWith('$'));
  return { words: { message, ...(!isTemplate && { repairs: [REMOVE] }) } };
}

const REMOVE = { kind: 'remove-key' } as const;

/** The message about a key that is not one of the names that keys may have here, e.g. a rule that does not exist. */
export function unknownName({ value, node, key = '' }: KeywordError): Words {
  const { called = 'a key', enum: names = [] } = node.propertyNames ?? {};
  const says = `There is no ${called.replace(/^an? /, '')} ${quote(key)}.`;
  const known = names.filter((name) => typeof name === 'string');
  const to = didYouMean(key, known);
  if (to === undefined || (typeof value === 'object' && value !== null && Object.hasOwn(value, to)))
    return { message: says, repairs: [REMOVE] };
  const repairs = [{ kind: 'rename-key', to } as const, REMOVE];
  return { message: `${says} Did you mean "${to}"?`, meant: to, repairs };
}

/** "a task" becomes "A task"; a key stays unchanged. */
function capital(called: string): string {
  return called.replace(/^(?:an? |this )/, (word) => `${word[0]?.toUpperCase()}${word.slice(1)}`);
}

/** The key of this mapping that may contain the unknown key, which is one level too high. */
function placeInside(schema: SchemaName, path: Path, node: JsonSchemaNode, key: string): Meant | undefined {
  for (const into of Object.keys(node.properties ?? {})) {
    if (keysAt(schema, [...path, into]).has(key)) return { into, words: { message: `It belongs in "${into}".` } };
    const item = [...path, into, 0];
    const called = schemaAt(schema, item)?.called;
    if (called && keysAt(schema, item).has(key)) return { words: { message: `It belongs in ${called} of "${into}".` } };
  }
  return undefined;
}

/** A message if the enclosing mapping knows the key, which is one level too deep. */
function placeOutside(schema: SchemaName, path: Path, key: string): string | undefined {
  const last = path.at(-1);
  if (typeof last !== 'string') return undefined;
  const around = path.slice(0, -1);
  return keysAt(schema, around).has(key) ? `It belongs beside "${last}", one level up.` : undefined;
}

/** The name of the mapping of an error, for the beginning of a sentence. */
export function subjectOf({ schema, path, node }: KeywordError): string {
  return node.called ? withThe(node.called) : label(schema, path);
}

/** The message about a missing key. */
export function missingKey(keywordError: KeywordError): Words {
  const { schema, path, key = '' } = keywordError;
  // Another branch of the schema may have a key with this name, too.
  const own = keywordError.node.properties?.[key];
  const node = own && !own.$ref && Object.keys(own).length > 0 ? own : schemaAt(schema, [...path, key]);
  const value = starter(node);
  const example = isTelling(value) ? value : node?.examples?.[0];
  const words = missingWords(subjectOf(keywordError), [key]);
  const message = example === undefined ? words : `${words.slice(0, -1)}, e.g. ${writeEntry(key, example)}.`;
  return { message, repairs: [{ kind: 'add-key', value }] };
}

/** The message about missing keys. */
export function missingWords(subject: string, keys: readonly string[]): string {
  return `${subject} needs the ${keys.length > 1 ? 'keys' : 'key'} ${list(keys.map(quote))}.`;
}

/** Whether a value is useful as an example. */
function isTelling(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value !== '';
  return Object.values(value).some(isTelling);
}

/** An initial value. */
function starter(node: JsonSchemaNode | undefined): unknown {
  if (node?.starter !== undefined) return node.starter;
  if (node?.enum?.length) return node.enum[0];
  if (node?.type === 'object') return {};
  if (node?.type === 'array') return [];
  return node?.examples?.[0] ?? (node?.type === 'string' ? '' : (node?.minimum ?? ''));
}
