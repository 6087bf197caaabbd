import { writeScalar } from '../../core/edit/write-scalar.js';
import { paragraph } from '../hover/markdown.js';
import type { CompletionContext } from './completion-context.js';
import type { CompletionEntry } from './entry.js';
import type { StringSlot } from './string-slot.js';

/** Strings of one form: `queue:create-task:<priority>:<taskQueueId>`, and what they are for. */
export type Family = readonly [pattern: string, summary: string];

/** A known value for a placeholder, and what to say about it. */
export interface Known {
  readonly text: string;
  readonly detail?: string | undefined;
}

/** A string to offer. What `<…>` stands for in it is still to be filled in. */
export interface Offer {
  readonly pattern: string;
  readonly detail?: string | undefined;
  readonly summary?: string;
}

/** Where the values of a placeholder end, if not at the character after it. */
const VALUES: Readonly<Record<string, RegExp>> = {
  taskQueueId: /[^/:]*\/[^/:]*/y,
  workerPoolId: /[^/:]*\/[^/:]*/y,
  // What precedes the last part of a route can have dots in it.
  address: /.+(?=\.[^.]*$)/y,
  roomId: /.+(?=\.[^.]*$)/y,
  channelId: /.+(?=\.[^.]*$)/y,
  routingKey: /.+(?=\.[^.]*$)/y,
};

/**
 * What can follow a half-typed string in a family, one placeholder at a time: its known values, with what follows them.
 * Nothing if the string is not one of the family.
 */
export function offersOf(
  [pattern, summary]: Family,
  typed: string,
  valuesOf: (name: string) => readonly Known[],
): Offer[] {
  const parts = pattern.split(/(?=<)|(?<=>)/);
  let at = 0;
  for (const [i, part] of parts.entries()) {
    const rest = typed.slice(at);
    const done = typed.slice(0, at);
    const further = parts.slice(i + 1).join('');
    if (!part.startsWith('<')) {
      if (rest.startsWith(part)) at += part.length;
      else return part.startsWith(rest) ? [{ pattern: done + part + further, summary }] : [];
      continue;
    }
    const name = part.slice(1, -1);
    const end = further === '' ? undefined : valueEnd(name, typed, at, further[0] ?? '');
    // What stands there is the next part of another family.
    if (end !== undefined && isClosed(name) && !isOneOf(typed.slice(at, end), valuesOf(name))) return [];
    if (end === undefined)
      return valuesOf(name).map(({ text, detail }) => ({ pattern: done + text + further, detail, summary }));
    at = end;
  }
  return [];
}

/** Whether a placeholder only has the known values. */
function isClosed(name: string): boolean {
  return name === 'priority';
}

function isOneOf(value: string, known: readonly Known[]): boolean {
  return value.startsWith('${') || known.some(({ text }) => text === value);
}

/** The first offer of each string that is not present. */
export function distinct(offers: readonly Offer[], present: ReadonlySet<string>): Offer[] {
  const first = new Map(offers.toReversed().map((offer) => [offer.pattern, offer]));
  return offers.filter((offer) => first.get(offer.pattern) === offer && !present.has(offer.pattern));
}

/** The texts that contain what is typed. */
export function withTyped(texts: readonly string[], typed: string): readonly string[] {
  return texts.filter((text) => text.includes(typed));
}

/** Where the value of a placeholder ends; undefined if it is not complete. `next`: the character after it. */
function valueEnd(name: string, typed: string, at: number, next: string): number | undefined {
  const value = VALUES[name];
  if (value) value.lastIndex = at;
  const end = value ? (value.test(typed) ? value.lastIndex : at) : indexAfter(typed, at, next);
  return end > at && typed[end] === next ? end : undefined;
}

/** The index of the next such character that is not in an interpolation; the length if there is none. */
function indexAfter(text: string, at: number, wanted: string): number {
  let i = at;
  while (i < text.length && text[i] !== wanted) {
    const close = text.startsWith('${', i) ? text.indexOf('}', i) : i;
    if (close < 0) return text.length;
    i = close + 1;
  }
  return i;
}

/** Stands for a placeholder while the string is written in its style. */
const MARK = 'taskclusterPlaceholder';

/** An entry that writes the string. `open`: what is written for the placeholders where there are no snippets. */
export function offerEntry(
  { pattern, detail, summary }: Offer,
  slot: StringSlot,
  context: CompletionContext['context'],
  open: (prefix: string) => string,
): CompletionEntry {
  const names = [...pattern.matchAll(PLACEHOLDER_NAME)].map(([, name = '']) => name);
  const prefix = pattern.split(PLACEHOLDER_NAME)[0] ?? '';
  const plain = names.length > 0 ? open(prefix) : pattern;
  return {
    label: pattern,
    kind: 'value',
    ...(detail !== undefined && { detail }),
    ...(summary !== undefined && { documentation: [paragraph([summary])] }),
    edit: { span: slot.span, newText: writeScalar(plain, slot.style, context) },
    ...(names.length > 0 && { snippet: snippetOf(pattern, names, slot, context) }),
    filterText: slot.quote + pattern,
  };
}

const PLACEHOLDER_NAME = /<(\w+)>/g;

function snippetOf(
  pattern: string,
  names: readonly string[],
  { style }: StringSlot,
  context: CompletionContext['context'],
): string {
  const written = writeScalar(pattern.replace(PLACEHOLDER_NAME, MARK), style, context).replace(/[\\$}]/g, '\\$&');
  let i = 0;
  return written.replaceAll(MARK, () => `\${${i + 1}:${names[i++] ?? ''}}`);
}
