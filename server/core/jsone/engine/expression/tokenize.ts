import type { Span } from '../../../base/text.js';

/** A token of an expression. `kind`, as in json-e's messages: the symbol itself, a keyword, or a category. */
export interface Token extends Span {
  readonly kind: string;
  /** The text of the token. */
  readonly value: string;
}

const SPACE = /\s+/y;
const TOKEN =
  /(\*\*|>=|<=|==|!=|&&|\|\||[-+*/[\].(){}:,<>!])|([0-9]+(?:\.[0-9]+)?)|([a-zA-Z_][a-zA-Z_0-9]*)|'[^']*'|"[^"]*"/y;
const KEYWORDS: ReadonlySet<string> = new Set(['true', 'false', 'in', 'null']);

/**
 * The token at `from`, after skipping white space. `undefined` at the end of the text; a span if no token begins there.
 */
export function tokenAt(text: string, from: number): Token | undefined | { readonly kind?: undefined; start: number } {
  SPACE.lastIndex = from;
  const start = SPACE.test(text) ? SPACE.lastIndex : from;
  if (start >= text.length) return undefined;
  TOKEN.lastIndex = start;
  const match = TOKEN.exec(text);
  if (!match) return { start };
  const [value, mark, number, word] = match;
  const kind = mark ?? (number !== undefined ? 'number' : word === undefined ? 'string' : wordKind(word));
  return { kind, value, start, end: start + value.length };
}

function wordKind(word: string): string {
  return KEYWORDS.has(word) ? word : 'identifier';
}

/** Whether JSON-e reads a word as part of its syntax, rather than as a name. */
export function isKeyword(word: string): boolean {
  return KEYWORDS.has(word);
}
