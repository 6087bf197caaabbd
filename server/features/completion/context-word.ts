import type { Span } from '../../core/base/text.js';
import type { CompletionContext } from './completion-context.js';

/** Replaces the word at the cursor while possible completions are determined. */
export const PLACEHOLDER = 'taskclusterCompletion';

/** The end of the unquoted word in or after which the cursor is. */
export function bareEnd(text: string, offset: number): number {
  const word = /[\w./$-]*/y;
  word.lastIndex = offset;
  return offset + (word.exec(text)?.[0].length ?? 0);
}

/**
 * The end of a quoted text that begins at `start` and contains the cursor: after its closing quote, or where it was probably
 * meant to end if there is none on the line.
 */
export function quotedEnd(text: string, start: number, offset: number): number {
  const quote = text[start] ?? '"';
  const rest = /[^\r\n]*/y;
  rest.lastIndex = offset;
  const line = rest.exec(text)?.[0] ?? '';
  const close = line.indexOf(quote);
  // With a comma or colon in between, the quote opens the next text.
  return close >= 0 && !/[,:]/.test(line.slice(0, close)) ? offset + close + 1 : bareEnd(text, offset);
}

/** A slot around the text in `span`. */
export function filledContext(
  text: string,
  span: Span,
  offset: number,
  {
    kind,
    json,
    flow,
    lead,
  }: { kind: CompletionContext['kind']; json: boolean; flow: boolean; lead: CompletionContext['lead'] },
): CompletionContext | undefined {
  const word = text.slice(span.start, span.end);
  // A text with line breaks or interpolations is not a half-written word.
  if (/[\r\n]/.test(word) || (kind === 'value' && /[{}$]/.test(word) && !/^\$[a-z]*$/i.test(word))) return undefined;
  const quote = word.startsWith('"') ? '"' : word.startsWith("'") ? "'" : '';
  const style = json || quote === '"' ? 'double' : quote === "'" ? 'single' : 'plain';
  const typed = text.slice(Math.min(span.start + quote.length, offset), offset);
  const colon = kind === 'key' && /^[ \t]*:/.test(text.slice(span.end, span.end + 50));
  const filler = json ? `"${PLACEHOLDER}"` : PLACEHOLDER;
  const patch = kind === 'value' ? lead + filler : colon ? filler : filler + rest(text, span.end, json, flow);
  return { kind, span, typed, quote, style, context: { json, flow }, colon, lead, patch };
}

/** The text that turns a key into an entry. */
function rest(text: string, end: number, json: boolean, flow: boolean): string {
  if (!flow) return ':';
  const next = /^\s*(\S)/.exec(text.slice(end, end + 500))?.[1];
  const comma = next === undefined || /[,}\]]/.test(next) ? '' : ', ';
  return `: ${json ? 'null' : '~'}${comma}`;
}
