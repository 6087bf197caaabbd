import type { SyntaxTree } from '../../core/syntax/node.js';
import type { CompletionContext } from './completion-context.js';
import { PLACEHOLDER } from './context-word.js';

/**
 * What is before the cursor on its line: the start of an item or of a value, and what is typed of it, without spaces. Brackets and
 * quotes only stand in its interpolations.
 */
const BEFORE = /(?:^(?:[\uFEFF \t]|-(?=[ \t]))*|:[ \t]+|[[,][ \t]*)(["']?)((?:\$\{[^{}\r\n]*\}|[^\s"'[\]{},])*)$/;
const AFTER = /^(?:\$\{[^{}\r\n]*\}|[^\s"'[\]{},])*/;

/** Longer lines are not looked at. */
const LONGEST = 2_000;

/** A string at the cursor, as a whole: unlike a word, it can have colons and interpolations in it. */
export type StringSlot = Pick<CompletionContext, 'span' | 'typed' | 'quote' | 'style' | 'patch'>;

/** The half-written string at an offset; undefined where there certainly is none. */
export function stringSlotAt({ text, syntax }: SyntaxTree, offset: number): StringSlot | undefined {
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  if (offset - lineStart > LONGEST) return undefined;
  const [, opening = '', typed] = BEFORE.exec(text.slice(lineStart, offset)) ?? [];
  if (typed === undefined) return undefined;
  const quote = opening === '"' || opening === "'" ? opening : '';
  const rest = /^[^\r\n]*/.exec(text.slice(offset, offset + LONGEST))?.[0] ?? '';
  const after = AFTER.exec(rest)?.[0] ?? '';
  const isClosed = quote !== '' && rest.startsWith(quote, after.length);
  const behind = rest.slice(after.length + (isClosed ? 1 : 0));
  // More words, or a key.
  if (!/^[ \t]*(?:$|[,\]}]|[ \t]#)/.test(behind)) return undefined;
  const span = { start: offset - typed.length - quote.length, end: offset + after.length + (isClosed ? 1 : 0) };
  const json = syntax !== 'yaml';
  const style = json || quote === '"' ? 'double' : quote === "'" ? 'single' : 'plain';
  return { span, typed, quote, style, patch: json ? `"${PLACEHOLDER}"` : PLACEHOLDER };
}
