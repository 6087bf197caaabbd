import { lineStart } from '../../core/base/text.js';
import type { SyntaxTree } from '../../core/syntax/node.js';
import { placeAt } from '../../core/syntax/node-at.js';
import type { CompletionContext } from './completion-context.js';
import { bareEnd, filledContext, quotedEnd } from './context-word.js';

/** A key and its colon, then the text between them and the cursor. */
const BEFORE_VALUE = /^(?:(?:"[^"]*"|'[^']*')[ \t]*|[^\s'"#{}[\]&*!|>%@`,:][^:#]*):([ \t]*)([\s\S]*)$/;

/** The slot at an offset in block style, where only the line of the cursor matters. */
export function blockContext({ text, ...tree }: SyntaxTree, offset: number): CompletionContext | undefined {
  const begin = lineStart(text, offset);
  const inside = placeAt({ text, ...tree }, offset);
  // Inside a block scalar, or a scalar that began on an earlier line.
  if (inside?.node.kind === 'scalar' && (inside.node.style === 'block' || inside.node.start < begin)) return undefined;

  const before = text.slice(begin, offset);
  const words = before.replace(/^(?:\uFEFF|[ \t]|-[ \t]+|\?[ \t]+)*/, '');
  const value = BEFORE_VALUE.exec(words);
  if (value) return valueSlot(text, offset, value[1] ?? '', value[2] ?? '');
  return /^["']?(?:[\w$.-]*|(?:each|by)\([\w, ]*)$/.test(words) ? keySlot(text, offset, words) : undefined;
}

function valueSlot(text: string, offset: number, gap: string, begun: string): CompletionContext | undefined {
  if (!/^["']?[^\s"'#:{}[\]&*!|>%@`]*$/.test(begun)) return undefined;
  const quoted = /^["']/.test(begun);
  const start = offset - begun.length;
  const end = quoted ? quotedEnd(text, start, offset) : bareEnd(text, offset);
  if (!isLast(text, end) || (gap === '' && begun !== '')) return undefined;
  return filledContext(text, { start, end }, offset, {
    kind: 'value',
    json: false,
    flow: false,
    lead: gap === '' ? ' ' : '',
  });
}

function keySlot(text: string, offset: number, begun: string): CompletionContext | undefined {
  const start = offset - begun.length;
  const end = /^["']/.test(begun) ? quotedEnd(text, start, offset) : keyEnd(text, offset, begun);
  const slot = filledContext(text, { start, end }, offset, { kind: 'key', json: false, flow: false, lead: '' });
  return slot?.colon || isLast(text, end) ? slot : undefined;
}

/** The end of a bare key: of a word, or of `each(x, i)`. */
function keyEnd(text: string, offset: number, begun: string): number {
  const rest = begun.includes('(')
    ? (/^[\w, ]*\)?/.exec(text.slice(offset, offset + 100))?.[0].trimEnd() ?? '')
    : undefined;
  return rest === undefined ? bareEnd(text, offset) : offset + rest.length;
}

/** Whether only a comment follows on the line. */
function isLast(text: string, end: number): boolean {
  const rest = /[ \t]*(?:$|[\r\n]|(?<=[ \t])#)/y;
  rest.lastIndex = end;
  return rest.test(text);
}
