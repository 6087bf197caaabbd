import type { Span } from '../../base/text.js';
import { type Code, type Expression, visitExpressions } from '../engine/index.js';

/** The string with an expression, to which its offsets refer. */
export function contentOf({ node, text, within }: Code): string {
  return within.start === 0 || node.kind !== 'scalar' ? text : node.text;
}

/** A `${…}` with its delimiters. */
export interface Hole extends Span {
  readonly text: string;
}

/** The `${…}` around an expression; undefined if the expression is the whole string. */
export function holeOf(code: Code): Hole | undefined {
  const start = code.within.start - 2;
  const content = contentOf(code);
  if (start < 0 || !content.startsWith('${', start)) return undefined;
  const end = code.within.end + 1;
  return { start, end, text: content.slice(start, end) };
}

/** The text of a part of an expression, in one line. */
export function textOf(code: Code, { start, end }: Span): string {
  return contentOf(code).slice(start, end).replace(/\s+/g, ' ').trim();
}

/** The part of an expression with this span that satisfies a condition. */
export function partAt<T extends Expression>(
  { expression }: Code,
  { start, end }: Span,
  is: (part: Expression) => part is T,
): T | undefined {
  let found: T | undefined;
  if (expression)
    visitExpressions(expression, (part) => {
      if (part.start === start && part.end === end && is(part)) found = part;
    });
  return found;
}

/** The innermost part that directly contains another one. */
export function parentOf({ expression }: Code, isParent: (part: Expression) => boolean): Expression | undefined {
  let found: Expression | undefined;
  if (expression)
    visitExpressions(expression, (part) => {
      if (isParent(part)) found = part;
    });
  return found;
}

/** The name of a part in a sentence: its text, if that is a short path such as `event.commits[0]`. */
export function pathText(code: Code, part: Expression | undefined): string | undefined {
  let first = part;
  while (first?.kind === 'member' || first?.kind === 'access' || first?.kind === 'call') first = first.left;
  if (!part || first?.kind !== 'name') return undefined;
  const text = textOf(code, part).replace(/^\(([^()]*)\)$/, '$1');
  return text.length > LONGEST ? undefined : text;
}

const LONGEST = 60;

/** The quote for a new string in an expression that the quotes around the expression do not contradict. */
export function quoteIn({ node, text }: Code): string {
  const style = node.kind === 'scalar' ? node.style : 'plain';
  return style === 'single' || (style !== 'double' && text.includes('"')) ? '"' : "'";
}
