import { nextLine, type Span } from '../base/text.js';
import type { SyntaxTree } from '../syntax/node.js';
import { type Lines, linesOf } from './reach.js';
import {
  DIRECTIVES,
  type NamedRule,
  REASON_MARK,
  type Scope,
  SUPPRESSION_MARK,
  type Suppression,
} from './suppression.js';

/**
 * The comments of a text that silence findings, in order. Only what the syntax makes a comment counts: not the same words in a
 * block scalar or a string.
 * @param part the part of the text to read, if the rest belongs to others; what is below it is then not looked at
 */
export function readSuppressions(tree: SyntaxTree, part: Span = { start: 0, end: tree.text.length }): Suppression[] {
  if (!tree.text.includes(SUPPRESSION_MARK)) return [];
  const lines = linesOf(tree);
  return tree.comments
    .filter(({ start }) => start >= part.start && start < part.end)
    .flatMap(({ start, end }) => {
      const read = readComment(tree.text, { start, end });
      return read ? [{ ...read, span: { start, end }, reach: reachOf(tree.text, lines, end, read.scope, part) }] : [];
    });
}

/** The mark and whatever is attached to it. */
const BEGINNING = new RegExp(String.raw`^(?:#|//)[ \t]*(${SUPPRESSION_MARK}[\w-]*)`);

/** The parts of a comment, as the cursor may be in them. Undefined if it is another comment. */
export function readComment(
  text: string,
  { start, end }: Span,
): Pick<Suppression, 'directive' | 'scope' | 'rules' | 'reason'> | undefined {
  const comment = text.slice(start, end);
  const begin = BEGINNING.exec(comment);
  const word = begin?.[1];
  if (!begin || word === undefined) return undefined;
  const scope = (Object.keys(DIRECTIVES) as Scope[]).find((one) => DIRECTIVES[one] === word);
  const rest = comment.slice(begin[0].length);
  // No name of a rule has two dashes in a row.
  const mark = rest.search(new RegExp(String.raw`(?<=^|\s)${REASON_MARK}(?=\s|$)`));
  const reason = mark < 0 ? '' : rest.slice(mark + REASON_MARK.length).trim();
  return {
    directive: { text: word, span: { start: start + begin[0].length - word.length, end: start + begin[0].length } },
    scope,
    rules: namesIn(mark < 0 ? rest : rest.slice(0, mark), start + begin[0].length),
    reason: reason === '' ? undefined : reason,
  };
}

function reachOf(
  text: string,
  lines: Lines,
  endOfComment: number,
  scope: Scope | undefined,
  part: Span,
): Suppression['reach'] {
  switch (scope) {
    case 'file':
      return 'file';
    case 'line':
      return lines.of(endOfComment);
    case 'next-line':
      return lines.from(nextLine(text, endOfComment), part.end);
    default:
      return undefined;
  }
}

/** The names between commas; what stands between two of them is one name, so that a forgotten comma is seen. */
function namesIn(list: string, offset: number): NamedRule[] {
  return [...list.matchAll(/[^,]+/g)].flatMap(({ 0: part, index }) => {
    const name = part.trim();
    const start = offset + index + part.indexOf(name);
    return name === '' ? [] : [{ name, span: { start, end: start + name.length } }];
  });
}
