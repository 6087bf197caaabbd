import type { SyntaxTree } from '../../core/syntax/node.js';
import type { CompletionEntry } from './entry.js';

/** The time spans that templates use most, from the shortest to the longest. */
const TIME_SPANS: readonly string[] = [
  ...['15 minutes', '30 minutes', '1 hour', '2 hours', '4 hours', '6 hours', '12 hours'],
  ...['1 day', '2 days', '3 days', '5 days', '7 days', '14 days', '28 days'],
  ...['1 month', '3 months', '6 months', '1 year'],
];

/** What is before a time span on its line: the key `$fromNow`, or a call of the function. */
const BEFORE = /(?:\$fromNow["']?[ \t]{0,9}:[ \t]{0,9}(["']?)|\bfromNow\([ \t]{0,9}(["']))([-+]?[\w ]{0,40})$/;

/** The time spans for `$fromNow`; undefined elsewhere. */
export function timeSpanEntries({ text, syntax }: SyntaxTree, offset: number): readonly CompletionEntry[] | undefined {
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const [, quote, ofCall, typed] = BEFORE.exec(text.slice(Math.max(lineStart, offset - 200), offset)) ?? [];
  if (typed === undefined) return undefined;
  const begun = typed.trimStart();
  const missing = syntax !== 'yaml' && !quote && !ofCall ? '"' : '';
  const rest = /^[\w ]*/.exec(text.slice(offset, offset + 100))?.[0].trimEnd() ?? '';
  const span = { start: offset - begun.length, end: offset + rest.length };
  const lead = text[span.start - 1] === ':' ? ' ' : '';
  return TIME_SPANS.map((label) => ({
    label,
    kind: 'value',
    edit: { span, newText: lead + missing + label + missing },
    filterText: label,
  }));
}
