import type { ScalarNode, ScalarType } from '../node.js';
import { plainScalarType } from '../scalar.js';
import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  CR,
  type Cursor,
  DASH,
  DOT,
  DOUBLE_QUOTE,
  HASH,
  LF,
  nextLine,
  OPEN_BRACE,
  OPEN_BRACKET,
  SINGLE_QUOTE,
  SPACE,
  scalarNode,
  TAB,
  unsure,
} from './cursor.js';

/** Characters with which this reader never begins a plain scalar: all indicators, and those that YAML reserves. */
const NO_START = new Uint8Array(128);
for (const character of '\t\n\r ,[]{}#&*!|>\'"%@`?:') NO_START[character.charCodeAt(0)] = 1;

/**
 * The end of the plain scalar at the cursor, in block style: at the colon after a key, at a comment, or at the end of the
 * line. Includes trailing spaces.
 */
export function plainStop(cursor: Cursor): number {
  const { text, pos } = cursor;
  assertPlainStart(cursor);
  return stopOfLine(text, pos);
}

function stopOfLine(text: string, start: number): number {
  for (let i = start; ; i++) {
    const c = text.charCodeAt(i);
    if (c > COLON) continue;
    if (c === COLON) {
      const next = text.charCodeAt(i + 1);
      if (next <= SPACE) return next === TAB ? unsure() : i;
    } else if (c === HASH) {
      if (text.charCodeAt(i - 1) === SPACE) return i;
    } else if (c < SPACE) return c === TAB ? unsure() : i;
  }
}

/** The same inside a flow collection, where commas and brackets end a plain scalar too. */
export function flowPlainStop(cursor: Cursor): number {
  const { text, pos } = cursor;
  assertPlainStart(cursor);
  if (text.charCodeAt(pos) === DASH && isFlowStop(text.charCodeAt(pos + 1))) unsure();
  for (let i = pos; ; i++) {
    const c = text.charCodeAt(i);
    if (c === COLON) {
      const next = text.charCodeAt(i + 1);
      if (next === TAB || isFlowStop(next)) unsure();
      if (next <= SPACE) return i;
    } else if (c === HASH) {
      if (text.charCodeAt(i - 1) === SPACE) return i;
    } else if (c < SPACE) return c === TAB ? unsure() : i;
    else if (isFlowStop(c)) return i;
  }
}

function isFlowStop(c: number): boolean {
  return c === COMMA || c === OPEN_BRACKET || c === CLOSE_BRACKET || c === OPEN_BRACE || c === CLOSE_BRACE;
}

function assertPlainStart({ text, pos, lineStart }: Cursor): void {
  const c = text.charCodeAt(pos);
  if (c < 128 && NO_START[c] === 1) unsure();
  if (c !== DASH && c !== DOT) return;
  const next = text.charCodeAt(pos + 1);
  // At the start of a line "---" and "..." separate documents.
  if (next === c && pos === lineStart) unsure();
  if (c === DASH && next <= SPACE) unsure();
}

/** The plain scalar from `start` to `stop`, on one line. */
export function plainNode(text: string, start: number, stop: number): ScalarNode {
  let end = stop;
  while (text.charCodeAt(end - 1) === SPACE) end--;
  const value = text.slice(start, end);
  return scalarNode('plain', plainType(value), value, start, end);
}

/** Like `plainScalarType`, which it only calls if the first character does not decide. */
function plainType(value: string): ScalarType {
  const c = value.charCodeAt(0);
  // + - . / 0 to 9
  if (c >= 0x2b && c <= 0x39) return plainScalarType(value);
  switch (c | 0x20) {
    case 0x66: // false
    case 0x6e: // null
    case 0x74: // true
      return value.length > 5 ? 'string' : plainScalarType(value);
    case 0x7e: // ~, or ^ with the bit set
      return plainScalarType(value);
    default:
      return 'string';
  }
}

/**
 * The plain scalar of a block collection from `start` to `stop`, with all its continuation lines. The cursor moves to the
 * content after it.
 */
export function plainValue(cursor: Cursor, start: number, stop: number, parent: number): ScalarNode {
  const { text, comments } = cursor;
  if (text.charCodeAt(stop) === COLON) unsure();
  const node = plainNode(text, start, stop);
  let seen = comments.length;
  cursor.pos = node.end;
  nextLine(cursor);
  if (cursor.indent <= parent) return node;
  let value = node.text;
  let end = node.end;
  do {
    // A comment ends a plain scalar.
    if (comments.length !== seen) unsure();
    const { pos } = cursor;
    value += fold(countLines(text, end, pos));
    const lineStop = stopOfLine(text, pos);
    if (text.charCodeAt(lineStop) === COLON) unsure();
    end = lineStop;
    while (text.charCodeAt(end - 1) === SPACE) end--;
    value += text.slice(pos, end);
    cursor.pos = end;
    seen = comments.length;
    nextLine(cursor);
  } while (cursor.indent > parent);
  return scalarNode('plain', plainScalarType(value), value, start, end);
}

function countLines(text: string, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) if (text.charCodeAt(i) === LF) count++;
  return count;
}

/** What `count` line breaks become inside a scalar that is not literal. */
function fold(count: number): string {
  return count === 1 ? ' ' : '\n'.repeat(count - 1);
}

/**
 * The quoted scalar at the cursor, which moves past it. Further lines must be indented more than `parent`, the column of the
 * enclosing collection.
 */
export function quotedNode(cursor: Cursor, parent: number): ScalarNode {
  const { text, pos } = cursor;
  const quote = text.charCodeAt(pos);
  const isDouble = quote === DOUBLE_QUOTE;
  let escapes = false;
  let lines = false;
  let i = pos + 1;
  for (; ; i++) {
    const c = text.charCodeAt(i);
    if (c === quote) {
      if (isDouble || text.charCodeAt(i + 1) !== SINGLE_QUOTE) break;
      escapes = true;
      i++;
    } else if (c === BACKSLASH && isDouble) {
      escapes = true;
      i++;
      if (text.charCodeAt(i) < SPACE) unsure();
    } else if (c === LF) {
      lines = true;
      i = quotedLine(cursor, i + 1, parent);
    }
  }
  cursor.pos = i + 1;
  let value = text.slice(pos + 1, i);
  if (lines) value = unfolded(value);
  if (escapes) value = isDouble ? unescaped(value) : value.replaceAll("''", "'");
  return scalarNode(isDouble ? 'double' : 'single', 'string', value, pos, i + 1);
}

/** Checks the indentation of a further line of a quoted scalar; returns the offset before its first content. */
function quotedLine(cursor: Cursor, lineStart: number, parent: number): number {
  const { text } = cursor;
  let i = lineStart;
  let c = text.charCodeAt(i);
  while (c === SPACE) c = text.charCodeAt(++i);
  const blank = c === LF || c === CR;
  if (i >= text.length || parent < 0 || (!blank && (c === TAB || i - lineStart <= parent))) unsure();
  cursor.lineStart = lineStart;
  return i - 1;
}

/** Joins the lines of a quoted scalar. */
function unfolded(raw: string): string {
  const lines = raw.split('\n');
  let value = '';
  let breaks = 0;
  for (const [i, line] of lines.entries()) {
    const isLast = i === lines.length - 1;
    const start = i === 0 ? 0 : blanksEnd(line);
    const end = isLast ? line.length : blanksStart(line, start);
    if (i > 0) breaks++;
    if (start === end && i > 0 && !isLast) continue;
    if (breaks > 0) value += fold(breaks);
    breaks = 0;
    value += line.slice(start, end);
  }
  return value;
}

function blanksEnd(line: string): number {
  let i = 0;
  while (i < line.length && line.charCodeAt(i) <= SPACE) i++;
  return i;
}

function blanksStart(line: string, from: number): number {
  let i = line.length;
  while (i > from && line.charCodeAt(i - 1) <= SPACE) i--;
  return i;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  '"': '"',
  '/': '/',
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};

function unescaped(raw: string): string {
  return raw.replace(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))/gs, (_, x?: string, u?: string, one = '') => {
    const hex = x ?? u;
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return ESCAPES[one] ?? unsure();
  });
}
