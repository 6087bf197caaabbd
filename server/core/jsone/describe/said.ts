import type { Span } from '../../base/text.js';
import type { Node } from '../../syntax/node.js';
import type { Code } from '../engine/index.js';

/** A problem of a template in words, in offsets of the source. */
export interface DescribedProblem {
  /** One or two sentences: what is wrong, and what would be right. */
  readonly message: string;
  readonly span: Span;
  readonly replacement?: Replacement;
}

/** A replacement text. */
export interface Replacement {
  readonly span: Span;
  readonly newText: string;
  readonly title: string;
}

/** The same about a string, in offsets of its content. */
export interface Said {
  readonly message: string;
  readonly span: Span;
  readonly replacement?: { readonly span: Span; readonly newText: string; readonly title?: string };
}

/** Converts a description of part of a string to offsets of the source. If that fails, it marks the whole string. */
export function inSource({ message, span, replacement }: Said, { node, locate }: Pick<Code, 'node' | 'locate'>) {
  const located: DescribedProblem = { message, span: locate(span) ?? { start: node.start, end: node.end } };
  const target = replacement && locate(replacement.span);
  if (!replacement || !target || !fits(replacement.newText, target, node)) return located;
  return { ...located, replacement: { title: `Write ${replacement.newText}`, ...replacement, span: target } };
}

/** Whether a text can be inserted there without its own quotes or escapes. */
function fits(newText: string, { start }: Span, node: Node): boolean {
  if (node.kind !== 'scalar') return false;
  if (/[\n'"\\]/.test(newText)) return node.style === 'block' && !newText.includes('\n');
  return node.style !== 'plain' || start > node.start || /^[\w$]/.test(newText);
}

/** A list of words for a sentence: `a, b or c`. */
export function listed(words: readonly string[], conjunction: 'or' | 'and' = 'or'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}
