import type { ScalarNode } from '../node.js';
import {
  CR,
  type Cursor,
  DASH,
  firstContent,
  GREATER,
  HASH,
  LF,
  PLUS,
  SPACE,
  scalarNode,
  skipComment,
  skipSpaces,
  TAB,
  unsure,
} from './cursor.js';

/**
 * The block scalar (`|` or `>`) at the cursor, which moves to the content after it. Its lines are indented more than
 * `parent`, the column of the enclosing collection.
 */
export function blockScalar(cursor: Cursor, parent: number): ScalarNode {
  const { text, pos: start } = cursor;
  const mode = text.charCodeAt(start + 1);
  const isFolded = text.charCodeAt(start) === GREATER;
  const first = behindHeader(cursor, mode === DASH || mode === PLUS ? start + 2 : start + 1);
  const indent = indentOfContent(text, first);
  if (indent <= parent) unsure();

  let value = '';
  let line = first;
  let end = first;
  let blanks = 0;
  let moreIndented = false;
  let wasMoreIndented = false;
  for (; line < text.length; ) {
    const content = contentOfLine(text, line, indent);
    if (content < 0) break;
    let lineEnd = text.indexOf('\n', content);
    const next = lineEnd + 1;
    if (text.charCodeAt(lineEnd - 1) === CR) lineEnd--;
    line = next;
    if (content >= lineEnd) {
      blanks++;
      continue;
    }
    const c = text.charCodeAt(content);
    // Both may end a block scalar in special ways.
    if (c === TAB) unsure();
    let trimmed = lineEnd;
    while (trimmed > content && isBlank(text.charCodeAt(trimmed - 1))) trimmed--;
    if (trimmed === content) unsure();
    moreIndented = c === SPACE;
    const breaks = end === first ? blanks : blanks + 1;
    value += isFolded && end !== first && !moreIndented && !wasMoreIndented ? folded(breaks) : '\n'.repeat(breaks);
    value += text.slice(content, lineEnd);
    wasMoreIndented = moreIndented;
    blanks = 0;
    end = trimmed;
  }
  // The number of final line breaks is unknown here, because one may have been added.
  if (mode === PLUS && line >= text.length) unsure();
  if (mode === PLUS) value += '\n'.repeat(blanks + 1);
  else if (mode !== DASH) value += '\n';
  firstContent(cursor, line);
  return scalarNode('block', 'string', value, start, end);
}

function isBlank(c: number): boolean {
  return c === SPACE || c === TAB;
}

function folded(breaks: number): string {
  return breaks === 1 ? ' ' : '\n'.repeat(breaks - 1);
}

/** The start of the line after the header, which may have a comment. */
function behindHeader(cursor: Cursor, start: number): number {
  const { text } = cursor;
  let i = skipSpaces(text, start);
  if (text.charCodeAt(i) === HASH && i > start) i = skipComment(cursor, i);
  if (text.charCodeAt(i) === CR) i++;
  if (text.charCodeAt(i) !== LF) unsure();
  return i + 1;
}

/** The indentation of the first line with content. Blank lines before it must not have more spaces. */
function indentOfContent(text: string, start: number): number {
  let most = 0;
  for (let line = start; line < text.length; ) {
    const i = skipSpaces(text, line);
    const c = text.charCodeAt(i);
    if (c !== LF && c !== CR) return i - line < most ? unsure() : i - line;
    most = Math.max(most, i - line);
    line = (c === CR ? i + 1 : i) + 1;
  }
  return unsure();
}

/** Where the content of a line begins, which has `indent` spaces before it or is blank; -1 if it is indented less. */
function contentOfLine(text: string, start: number, indent: number): number {
  const least = start + indent;
  let i = start;
  let c = text.charCodeAt(i);
  while (i < least && c === SPACE) c = text.charCodeAt(++i);
  return i === least || c === LF || c === CR ? i : -1;
}
