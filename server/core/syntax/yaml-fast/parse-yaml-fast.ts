import { MAX_DEPTH } from '../limits.js';
import type { Entry, MapNode, Node, ScalarNode, SeqNode, SyntaxTree } from '../node.js';
import { blockScalar } from './block.js';
import {
  COLON,
  type Cursor,
  DASH,
  DOUBLE_QUOTE,
  firstContent,
  GREATER,
  HASH,
  isBlankAt,
  nextLine,
  OPEN_BRACE,
  OPEN_BRACKET,
  PIPE,
  SINGLE_QUOTE,
  SPACE,
  scalarNode,
  skipSpaces,
  unlessUnsure,
  unsure,
} from './cursor.js';
import { flowCollection } from './flow.js';
import { withKey } from './keys.js';
import { plainNode, plainStop, plainValue, quotedNode } from './scalars.js';

/** Anything that js-yaml does not consider printable, and characters that only some readers treat as line breaks. */
const ODD = /[^\t\n\r -~\xA0-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD\u{10000}-\u{10FFFF}]|\r(?!\n)/u;

/**
 * Reads the subset of YAML that nearly all files use, ten times as fast as the reader for all of YAML: one document, without
 * anchors, tags and directives. Returns the same tree, or undefined if the text has anything this reader is not sure about,
 * which includes every mistake.
 */
export function parseOrdinaryYaml(text: string): SyntaxTree | undefined {
  if (ODD.test(text)) return undefined;
  const cursor: Cursor = {
    text: text.endsWith('\n') ? text : `${text}\n`,
    pos: 0,
    lineStart: 0,
    indent: -1,
    comments: [],
  };
  const roots = unlessUnsure(() => readRoots(cursor));
  return roots && { text, syntax: 'yaml', roots, comments: cursor.comments, errors: [] };
}

function readRoots(cursor: Cursor): Node[] {
  firstContent(cursor, 0);
  if (cursor.indent === 0 && cursor.text.startsWith('---', cursor.pos) && isBlankAt(cursor.text, cursor.pos + 3)) {
    cursor.pos += 3;
    nextLine(cursor);
  }
  if (cursor.indent < 0) return [];
  const root = blockNode(cursor, -1, 0);
  // Content that is indented less than the first line.
  if (cursor.indent >= 0) unsure();
  return [root];
}

/**
 * The node at the cursor, where a block collection may begin: on its own line, or after a dash. `parent` is the column of the
 * enclosing collection. The cursor moves to the content after the node, as in all functions below.
 */
function blockNode(cursor: Cursor, parent: number, depth: number): Node {
  const { text, pos, lineStart } = cursor;
  const column = pos - lineStart;
  const c = text.charCodeAt(pos);
  if (c === DASH && isItem(cursor)) return blockSeq(cursor, column, depth);
  if (c === OPEN_BRACE || c === OPEN_BRACKET) return flowValue(cursor, parent, depth);
  if (c === PIPE || c === GREATER) return column === cursor.indent ? unsure() : blockScalar(cursor, parent);
  if (c === DOUBLE_QUOTE || c === SINGLE_QUOTE) {
    const node = quotedNode(cursor, parent);
    const colon = skipSpaces(text, cursor.pos);
    if (text.charCodeAt(colon) !== COLON) return behind(cursor, node, parent);
    if (cursor.lineStart !== lineStart || !isBlankAt(text, colon + 1)) unsure();
    cursor.pos = colon;
    return blockMap(cursor, column, node, depth);
  }
  const stop = plainStop(cursor);
  if (text.charCodeAt(stop) !== COLON) {
    if (parent < 0) unsure();
    return plainValue(cursor, pos, stop, parent);
  }
  cursor.pos = stop;
  return blockMap(cursor, column, plainNode(text, pos, stop), depth);
}

/** Ends a node that is on one line or ends with a quote. Nobody writes a file that is just a string. */
function behind(cursor: Cursor, node: ScalarNode, parent: number): ScalarNode {
  if (parent < 0) unsure();
  nextLine(cursor);
  return node;
}

function flowValue(cursor: Cursor, parent: number, depth: number): Node {
  const node = flowCollection(cursor, parent, depth, 1);
  nextLine(cursor);
  return node;
}

function blockSeq(cursor: Cursor, column: number, depth: number): SeqNode {
  if (depth >= MAX_DEPTH) unsure();
  const items: Node[] = [];
  do {
    const behindDash = cursor.pos + 1;
    items.push(item(cursor, behindDash, column, depth + 1));
  } while (cursor.indent === column && isItem(cursor));
  return { kind: 'seq', flow: false, items, start: startOf(items), end: endOf(items) };
}

/** Whether the dash of a list's item is at the cursor. */
function isItem({ text, pos }: Cursor): boolean {
  return text.charCodeAt(pos) === DASH && isBlankAt(text, pos + 1);
}

function item(cursor: Cursor, behindDash: number, column: number, depth: number): Node {
  const { text } = cursor;
  const pos = skipSpaces(text, behindDash);
  const c = text.charCodeAt(pos);
  if (c > SPACE && c !== HASH) {
    cursor.pos = pos;
    return blockNode(cursor, column, depth);
  }
  cursor.pos = behindDash;
  nextLine(cursor);
  if (cursor.indent > column) return blockNode(cursor, column, depth);
  // js-yaml would read the next item of an outer list as one of this list.
  if (cursor.indent < column && isItem(cursor)) unsure();
  return missing(behindDash);
}

/** The cursor is at the colon of the first key. */
function blockMap(cursor: Cursor, column: number, firstKey: ScalarNode, depth: number): MapNode {
  if (depth >= MAX_DEPTH) unsure();
  let keys: Set<string> | undefined;
  const entries: Entry[] = [];
  let key = firstKey;
  for (;;) {
    keys = withKey(keys, entries, key);
    const value = entryValue(cursor, cursor.pos + 1, column, depth + 1);
    entries.push({ key, value, unusual: false, start: key.start, end: value.end });
    if (cursor.indent !== column) break;
    key = blockKey(cursor);
  }
  if (cursor.indent > column) unsure();
  return { kind: 'map', flow: false, entries, start: startOf(entries), end: endOf(entries) };
}

/** A further key, with the cursor at its colon on the same line. */
function blockKey(cursor: Cursor): ScalarNode {
  const { text, pos, lineStart } = cursor;
  const c = text.charCodeAt(pos);
  if (c !== DOUBLE_QUOTE && c !== SINGLE_QUOTE) {
    const stop = plainStop(cursor);
    if (text.charCodeAt(stop) !== COLON) unsure();
    cursor.pos = stop;
    return plainNode(text, pos, stop);
  }
  const key = quotedNode(cursor, 0);
  cursor.pos = skipSpaces(text, cursor.pos);
  if (cursor.lineStart !== lineStart || text.charCodeAt(cursor.pos) !== COLON) unsure();
  if (!isBlankAt(text, cursor.pos + 1)) unsure();
  return key;
}

function entryValue(cursor: Cursor, behindColon: number, column: number, depth: number): Node {
  const { text } = cursor;
  const pos = skipSpaces(text, behindColon);
  const c = text.charCodeAt(pos);
  if (c > SPACE && c !== HASH) {
    cursor.pos = pos;
    return valueInLine(cursor, c, column, depth);
  }
  cursor.pos = behindColon;
  nextLine(cursor);
  if (cursor.indent > column) return blockNode(cursor, column, depth);
  return cursor.indent === column && isItem(cursor) ? blockSeq(cursor, column, depth) : missing(behindColon);
}

/** The value after a key on the same line, which cannot be a block collection. */
function valueInLine(cursor: Cursor, c: number, column: number, depth: number): Node {
  if (c === DOUBLE_QUOTE || c === SINGLE_QUOTE) return behind(cursor, quotedNode(cursor, column), column);
  if (c === OPEN_BRACE || c === OPEN_BRACKET) return flowValue(cursor, column, depth);
  if (c === PIPE || c === GREATER) return blockScalar(cursor, column);
  return plainValue(cursor, cursor.pos, plainStop(cursor), column);
}

function missing(at: number): ScalarNode {
  return scalarNode('plain', 'missing', '', at, at);
}

function startOf(parts: readonly { start: number }[]): number {
  return parts[0]?.start ?? unsure();
}

function endOf(parts: readonly { end: number }[]): number {
  return parts[parts.length - 1]?.end ?? unsure();
}
