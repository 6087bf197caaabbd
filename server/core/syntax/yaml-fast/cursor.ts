import type { Span } from '../../base/text.js';
import type { ScalarNode, ScalarStyle, ScalarType } from '../node.js';

export const TAB = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;
export const SPACE = 0x20;
export const DOUBLE_QUOTE = 0x22;
export const HASH = 0x23;
export const SINGLE_QUOTE = 0x27;
export const PLUS = 0x2b;
export const COMMA = 0x2c;
export const DASH = 0x2d;
export const DOT = 0x2e;
export const COLON = 0x3a;
export const GREATER = 0x3e;
export const OPEN_BRACKET = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE_BRACKET = 0x5d;
export const OPEN_BRACE = 0x7b;
export const PIPE = 0x7c;
export const CLOSE_BRACE = 0x7d;

/** The state of the fast YAML reader in a text. */
export interface Cursor {
  /** Ends with a line feed, so that no scan has to check for the end of the text. */
  readonly text: string;
  pos: number;
  /** The start of the line of `pos`. */
  lineStart: number;
  /** The column of the first content of the line that `nextLine` moved to; -1 at the end of the text. */
  indent: number;
  readonly comments: Span[];
}

const UNSURE = new Error('Not of the part of YAML that the fast reader knows.');

/** Gives up: the text contains something that the fast reader is not sure about. */
export function unsure(): never {
  throw UNSURE;
}

/** The result of `read`, or undefined if it gave up. */
export function unlessUnsure<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error !== UNSURE) throw error;
    return undefined;
  }
}

/** Moves from the end of a value to the next content, which must be on a later line: only a comment may follow the value. */
export function nextLine(cursor: Cursor): void {
  const { text } = cursor;
  let i = cursor.pos;
  let c = text.charCodeAt(i);
  if (c === SPACE) {
    do c = text.charCodeAt(++i);
    while (c === SPACE);
    if (c === HASH) {
      i = skipComment(cursor, i);
      c = LF;
    }
  }
  if (c === CR) c = text.charCodeAt(++i);
  if (c !== LF) unsure();
  firstContent(cursor, i + 1);
}

/** Moves to the next content at or after `lineStart`, the start of a line. */
export function firstContent(cursor: Cursor, lineStart: number): void {
  const { text } = cursor;
  let start = lineStart;
  while (start < text.length) {
    let i = start;
    let c = text.charCodeAt(i);
    while (c === SPACE) c = text.charCodeAt(++i);
    if (c === HASH) i = skipComment(cursor, i);
    else if (c === CR) i++;
    else if (c !== LF) {
      cursor.pos = i;
      cursor.lineStart = start;
      cursor.indent = i - start;
      return;
    }
    start = i + 1;
  }
  cursor.pos = text.length;
  cursor.lineStart = text.length;
  cursor.indent = -1;
}

/** Records the comment at `start`; returns the offset of the line feed after it. */
export function skipComment(cursor: Cursor, start: number): number {
  const { text } = cursor;
  const end = text.indexOf('\n', start);
  cursor.comments.push({ start, end: text.charCodeAt(end - 1) === CR ? end - 1 : end });
  return end;
}

/** The offset of the first character at or after `start` that is not a space. */
export function skipSpaces(text: string, start: number): number {
  let i = start;
  while (text.charCodeAt(i) === SPACE) i++;
  return i;
}

/** Whether a space or line end is at `offset`, which makes the dash, colon or question mark before it an indicator. */
export function isBlankAt(text: string, offset: number): boolean {
  const c = text.charCodeAt(offset);
  return c === SPACE || c === LF || c === CR;
}

/** Creates all scalars, so that they all have the same hidden class. */
export function scalarNode(style: ScalarStyle, type: ScalarType, text: string, start: number, end: number): ScalarNode {
  return { kind: 'scalar', style, type, text, start, end };
}
