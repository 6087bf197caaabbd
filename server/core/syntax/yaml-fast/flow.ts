import { MAX_DEPTH } from '../limits.js';
import type { Entry, MapNode, Node, ScalarNode, SeqNode } from '../node.js';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  CR,
  type Cursor,
  DOUBLE_QUOTE,
  HASH,
  LF,
  OPEN_BRACE,
  OPEN_BRACKET,
  SINGLE_QUOTE,
  SPACE,
  scalarNode,
  skipComment,
  skipSpaces,
  unsure,
} from './cursor.js';
import { withKey } from './keys.js';
import { flowPlainStop, plainNode, quotedNode } from './scalars.js';

/**
 * The flow collection at the cursor, which moves past it. Further lines must be indented more than `parent`, the column of the
 * enclosing block collection. `level` counts the enclosing flow collections, `depth` all enclosing collections.
 */
export function flowCollection(cursor: Cursor, parent: number, depth: number, level: number): MapNode | SeqNode {
  if (depth >= MAX_DEPTH) unsure();
  return cursor.text.charCodeAt(cursor.pos) === OPEN_BRACE
    ? flowMap(cursor, parent, depth, level)
    : flowSeq(cursor, parent, depth, level);
}

function flowMap(cursor: Cursor, parent: number, depth: number, level: number): MapNode {
  const start = cursor.pos++;
  let keys: Set<string> | undefined;
  const entries: Entry[] = [];
  while (skipSpace(cursor, parent, level) !== CLOSE_BRACE) {
    const key = flowKey(cursor, parent);
    keys = withKey(keys, entries, key);
    const colon = cursor.pos++;
    const c = skipSpace(cursor, parent, level);
    const value =
      c === CLOSE_BRACE
        ? scalarNode('plain', 'missing', '', colon + 1, colon + 1)
        : flowNode(cursor, c, parent, depth, level);
    entries.push({ key, value, unusual: false, start: key.start, end: value.end });
    if (isClosing(cursor, CLOSE_BRACE, parent, level)) break;
  }
  return { kind: 'map', flow: true, entries, start, end: ++cursor.pos };
}

function flowSeq(cursor: Cursor, parent: number, depth: number, level: number): SeqNode {
  const start = cursor.pos++;
  const items: Node[] = [];
  for (;;) {
    const c = skipSpace(cursor, parent, level);
    if (c === CLOSE_BRACKET) break;
    items.push(flowNode(cursor, c, parent, depth, level));
    if (isClosing(cursor, CLOSE_BRACKET, parent, level)) break;
  }
  return { kind: 'seq', flow: true, items, start, end: ++cursor.pos };
}

/** After an item: whether the collection ends here. If not, the cursor moves past the comma. */
function isClosing(cursor: Cursor, close: number, parent: number, level: number): boolean {
  const c = skipSpace(cursor, parent, level);
  if (c === close) return true;
  if (c !== COMMA) unsure();
  cursor.pos++;
  return false;
}

/** A key, with the cursor at its colon on the same line. */
function flowKey(cursor: Cursor, parent: number): ScalarNode {
  const { text, pos, lineStart } = cursor;
  const c = text.charCodeAt(pos);
  let key: ScalarNode;
  if (c === DOUBLE_QUOTE || c === SINGLE_QUOTE) {
    key = quotedNode(cursor, parent);
    if (cursor.lineStart !== lineStart) unsure();
    cursor.pos = skipSpaces(text, cursor.pos);
  } else {
    const stop = flowPlainStop(cursor);
    key = plainNode(text, pos, stop);
    cursor.pos = stop;
  }
  if (text.charCodeAt(cursor.pos) !== COLON) unsure();
  return key;
}

function flowNode(cursor: Cursor, c: number, parent: number, depth: number, level: number): Node {
  if (c === DOUBLE_QUOTE || c === SINGLE_QUOTE) return quotedNode(cursor, parent);
  if (c === OPEN_BRACE || c === OPEN_BRACKET) return flowCollection(cursor, parent, depth + 1, level + 1);
  const { text, pos } = cursor;
  const stop = flowPlainStop(cursor);
  const node = plainNode(text, pos, stop);
  cursor.pos = stop;
  return node;
}

/** Skips spaces, line breaks and comments; returns the next character. */
function skipSpace(cursor: Cursor, parent: number, level: number): number {
  const { text } = cursor;
  let i = cursor.pos;
  let c = text.charCodeAt(i);
  while (c === SPACE) c = text.charCodeAt(++i);
  if (c > HASH) {
    cursor.pos = i;
    return c;
  }
  let lineStart = cursor.lineStart;
  for (;;) {
    if (c === HASH && (i === lineStart || text.charCodeAt(i - 1) === SPACE)) i = skipComment(cursor, i);
    else if (c === CR) i++;
    else if (c !== LF) break;
    lineStart = ++i;
    if (i >= text.length) unsure();
    c = text.charCodeAt(i);
    while (c === SPACE) c = text.charCodeAt(++i);
  }
  if (lineStart !== cursor.lineStart) {
    const column = i - lineStart;
    // The last closing bracket may be at the column of the enclosing collection.
    const isLast = level === 1 && column === parent && (c === CLOSE_BRACE || c === CLOSE_BRACKET);
    if (column <= parent && !isLast) unsure();
  }
  cursor.lineStart = lineStart;
  cursor.pos = i;
  return c;
}
