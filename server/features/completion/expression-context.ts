import type { Span } from '../../core/base/text.js';
import { scalarRole } from '../../core/jsone/cursor/expression-at.js';
import type { SyntaxTree } from '../../core/syntax/node.js';
import { placeAt } from '../../core/syntax/node-at.js';

/** How far back an interpolation may begin. */
const LONGEST = 2_000;

/** The key of an expression, and its value to the end of the line. */
const EXPRESSION_KEY = /(?:\$eval|\$if|(?:by|each)\([^()\r\n]*\))["']?[ \t]*:[ \t]/;

/**
 * The word at an offset, if it may be in an expression; undefined where there certainly is none. Cheap: it decides whether the
 * text is read again. A string in quotes can contain marks that names cannot.
 */
export function expressionWordAt(
  tree: SyntaxTree,
  offset: number,
): { readonly name: Span; readonly string: Span } | undefined {
  const { text } = tree;
  const name = wordAround(text, offset, /\w/);
  // No expression has a dollar sign: it begins `$default`.
  if (!isInInterpolation(text, offset) && (text[name.start - 1] === '$' || !isExpression(tree, offset)))
    return undefined;
  return { name, string: wordAround(text, offset, /[\w./@-]/) };
}

function wordAround(text: string, offset: number, mark: RegExp): Span {
  let [start, end] = [offset, offset];
  while (start > 0 && mark.test(text.charAt(start - 1))) start--;
  while (end < text.length && mark.test(text.charAt(end))) end++;
  return { start, end };
}

/** A string of an expression, whose quotes may be doubled for YAML. The last one may not be closed. */
const STRING = /''[^']*(?:''|$)|'[^']*(?:'|$)|"[^"]*(?:"|$)/g;

function isInInterpolation(text: string, offset: number): boolean {
  const mark = text.lastIndexOf('${', offset - 2);
  if (mark < 0 || mark + 2 > offset || offset - mark > LONGEST) return false;
  const inside = text.slice(mark + 2, offset).replace(STRING, '');
  let depth = 0;
  for (const [bracket] of inside.matchAll(/[{}]/g)) {
    depth += bracket === '{' ? 1 : -1;
    if (depth < 0) return false;
  }
  return true;
}

function isExpression(tree: SyntaxTree, offset: number): boolean {
  const { text } = tree;
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  if (EXPRESSION_KEY.test(text.slice(lineStart, offset))) return true;
  const place = placeAt(tree, offset);
  // Without a colon, a condition of $switch looks like its value.
  return place?.node.kind === 'scalar' && ['expression', 'cases'].includes(scalarRole(place.steps, place.on));
}
