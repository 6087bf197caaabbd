import type { Span } from '../../core/base/text.js';
import type { DocumentModel } from '../../core/model/model.js';
import { templateAround } from '../../core/services/occasions.js';
import { placeAt } from '../../core/syntax/node-at.js';
import { PLACEHOLDER } from './context-word.js';
import type { CompletionEntry } from './entry.js';
import { halfTypedAt } from './half-typed.js';
import { readAgain } from './read-again.js';

/** The time spans that templates use most, from the shortest to the longest. */
const TIME_SPANS: readonly string[] = [
  ...['15 minutes', '30 minutes', '1 hour', '2 hours', '4 hours', '6 hours', '12 hours'],
  ...['1 day', '2 days', '3 days', '5 days', '7 days', '14 days', '28 days'],
  ...['1 month', '3 months', '6 months', '1 year'],
];

/** What is before a time span on its line: the key `$fromNow`, or a call of the function. */
const BEFORE = /(?:\$fromNow["']?[ \t]{0,9}:[ \t]{0,9}(["']?)|\bfromNow\([ \t]{0,9}(["']))([-+]?[\w ]{0,40})$/;

/** The time spans for `$fromNow` and the function `fromNow`; undefined elsewhere. */
export function timeSpanEntries(model: DocumentModel, offset: number): readonly CompletionEntry[] | undefined {
  const { text, syntax } = model.tree;
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const [, quote, ofCall, typed] = BEFORE.exec(text.slice(Math.max(lineStart, offset - 200), offset)) ?? [];
  if (typed === undefined) return undefined;
  const begun = typed.trimStart();
  const missing = syntax !== 'yaml' && !quote && !ofCall ? '"' : '';
  const rest = /^[\w ]*/.exec(text.slice(offset, offset + 100))?.[0].trimEnd() ?? '';
  const span = { start: offset - begun.length, end: offset + rest.length };
  const lead = text[span.start - 1] === ':' ? ' ' : '';
  const patch = lead + missing + PLACEHOLDER + missing;
  if (!(ofCall ? isArgument(model, offset) : isOperand(model, span, patch))) return undefined;
  return TIME_SPANS.map((label) => ({
    label,
    kind: 'value',
    edit: { span, newText: lead + missing + label + missing },
    filterText: label,
  }));
}

/** Whether an offset is in the first argument of `fromNow()` in an expression. */
function isArgument(model: DocumentModel, offset: number): boolean {
  const call = halfTypedAt(model, offset)?.cursor.call;
  return call?.name === 'fromNow' && call.argument === 0;
}

/** Whether a span is the operand of `$fromNow` in a template, with `patch` in its place. */
function isOperand(model: DocumentModel, { start, end }: Span, patch: string): boolean {
  const { text } = model.tree;
  const whole = readAgain(model, text.slice(0, start) + patch + text.slice(end));
  const place = whole && placeAt(whole.tree, start + patch.indexOf(PLACEHOLDER));
  const step = place?.steps.at(-1);
  if (!whole || !step || place?.on !== 'value' || !('key' in step) || step.key !== '$fromNow') return false;
  return templateAround(whole, place, true) !== undefined;
}
