import type { Syntax } from '../../base/document.js';
import { MAX_DEPTH } from '../limits.js';
import type { Entry, Node, ScalarNode, SyntaxTree } from '../node.js';

/**
 * Reads strict JSON (RFC 8259), as programs write it, in one pass. Undefined for anything else, or if it is nested too deeply;
 * then another reader finds out what is wrong.
 */
export function parseStrictJson(text: string, syntax: Exclude<Syntax, 'yaml'>): SyntaxTree | undefined {
  const cursor: Cursor = { text, at: 0 };
  const root = readValue(cursor, 0);
  skipSpace(cursor);
  if (!root || cursor.at < text.length) return undefined;
  return { text, syntax, roots: [root], comments: [], errors: [] };
}

interface Cursor {
  readonly text: string;
  at: number;
}

const QUOTE = 34;
const BACKSLASH = 92;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORDS = [
  ['true', 'boolean'],
  ['false', 'boolean'],
  ['null', 'null'],
] as const;

/** Undefined for a mistake, as in all functions below. */
function readValue(cursor: Cursor, depth: number): Node | undefined {
  skipSpace(cursor);
  const { text, at } = cursor;
  switch (text[at]) {
    case '"':
      return readString(cursor);
    case '{':
      return depth < MAX_DEPTH ? readObject(cursor, depth + 1) : undefined;
    case '[':
      return depth < MAX_DEPTH ? readArray(cursor, depth + 1) : undefined;
    default:
      return readWord(cursor) ?? readNumber(cursor);
  }
}

function readObject(cursor: Cursor, depth: number): Node | undefined {
  const start = cursor.at++;
  const entries: Entry[] = [];
  if (takes(cursor, '}')) return { kind: 'map', flow: true, entries, start, end: cursor.at };
  do {
    skipSpace(cursor);
    const key = cursor.text.charCodeAt(cursor.at) === QUOTE ? readString(cursor) : undefined;
    const value = key && takes(cursor, ':') ? readValue(cursor, depth) : undefined;
    if (!key || !value) return undefined;
    entries.push({ key, value, unusual: false, start: key.start, end: value.end });
  } while (takes(cursor, ','));
  return takes(cursor, '}') ? { kind: 'map', flow: true, entries, start, end: cursor.at } : undefined;
}

function readArray(cursor: Cursor, depth: number): Node | undefined {
  const start = cursor.at++;
  const items: Node[] = [];
  if (takes(cursor, ']')) return { kind: 'seq', flow: true, items, start, end: cursor.at };
  do {
    const item = readValue(cursor, depth);
    if (!item) return undefined;
    items.push(item);
  } while (takes(cursor, ','));
  return takes(cursor, ']') ? { kind: 'seq', flow: true, items, start, end: cursor.at } : undefined;
}

function readString(cursor: Cursor): ScalarNode | undefined {
  const { text, at: start } = cursor;
  let at = start + 1;
  let escaped = false;
  for (let code = text.charCodeAt(at); code !== QUOTE; code = text.charCodeAt(++at)) {
    // After the end of the text the code is NaN, which is not above a space either.
    if (!(code >= 32)) return undefined;
    if (code === BACKSLASH) {
      escaped = true;
      at++;
    }
  }
  const end = at + 1;
  const content = escaped ? unescaped(text.slice(start, end)) : text.slice(start + 1, at);
  if (content === undefined) return undefined;
  cursor.at = end;
  return { kind: 'scalar', style: 'double', type: 'string', text: content, start, end };
}

function unescaped(quoted: string): string | undefined {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return undefined;
  }
}

function readWord(cursor: Cursor): ScalarNode | undefined {
  const { text, at: start } = cursor;
  for (const [word, type] of WORDS) {
    if (!text.startsWith(word, start)) continue;
    cursor.at += word.length;
    return { kind: 'scalar', style: 'plain', type, text: word, start, end: cursor.at };
  }
  return undefined;
}

function readNumber(cursor: Cursor): ScalarNode | undefined {
  const { text, at: start } = cursor;
  NUMBER.lastIndex = start;
  if (!NUMBER.test(text)) return undefined;
  cursor.at = NUMBER.lastIndex;
  return { kind: 'scalar', style: 'plain', type: 'number', text: text.slice(start, cursor.at), start, end: cursor.at };
}

/** Consumes the character if it is the next one after white space. */
function takes(cursor: Cursor, character: string): boolean {
  skipSpace(cursor);
  if (cursor.text[cursor.at] !== character) return false;
  cursor.at++;
  return true;
}

/** JSON's white space: spaces, tabs and line ends. */
function skipSpace(cursor: Cursor): void {
  const { text } = cursor;
  for (let code = text.charCodeAt(cursor.at); ; code = text.charCodeAt(++cursor.at))
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
}
