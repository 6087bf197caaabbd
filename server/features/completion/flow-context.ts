import type { CompletionContext } from './completion-context.js';
import { bareEnd, filledContext, quotedEnd } from './context-word.js';

/** The slot at an offset in JSON, or in a flow collection of YAML that begins at `from`. */
export function flowContext(text: string, from: number, offset: number, json: boolean): CompletionContext | undefined {
  const { brackets, last, done, word } = scan(text, from, offset, json);
  const open = brackets.at(-1);
  if (open === undefined || word === 'comment') return undefined;
  const start = word?.start ?? offset;
  const quoted = word !== undefined && /["']/.test(text[start] ?? '');
  const end = quoted ? quotedEnd(text, start, offset) : bareEnd(text, offset);
  // After a value a comma is missing. A string on its own line is a key that someone has started.
  const stray = done && last === ':';
  const kind = open === '{' && (last !== ':' || stray) ? 'key' : 'value';
  if (stray && (open !== '{' || !quoted)) return undefined;
  return filledContext(text, { start, end }, offset, { kind, json, flow: true, lead: spaceNeeded(text, start, kind) });
}

function spaceNeeded(text: string, start: number, kind: 'key' | 'value'): '' | ' ' {
  return kind === 'value' && text[start - 1] === ':' ? ' ' : '';
}

interface Scan {
  /** The brackets that are open at the end. */
  readonly brackets: readonly ('{' | '[')[];
  /** The last punctuation, which determines what comes next. */
  readonly last: string;
  /** Whether a complete value follows it. */
  readonly done: boolean;
  /** The word or string that contains or touches the end. */
  readonly word: { readonly start: number } | 'comment' | undefined;
}

/** Reads tokens up to `end`. */
function scan(text: string, from: number, end: number, json: boolean): Scan {
  const brackets: ('{' | '[')[] = [];
  let last = '';
  let done = false;
  let i = from;
  while (i < end) {
    const c = text[i] ?? '';
    if (c === '{' || c === '[') {
      brackets.push(c);
      [last, done] = [c, false];
      i++;
    } else if (c === '}' || c === ']') {
      brackets.pop();
      [last, done] = [':', true];
      i++;
    } else if (c === ',' || c === ':') {
      [last, done] = [c, false];
      i++;
    } else if (/\s/.test(c)) i++;
    else {
      const close = tokenEnd(text, i, json);
      const comment = c === '#' || (json && c === '/');
      const isOpen =
        comment || /["']/.test(c) ? close > end || (close === end && !isClosed(text, i, close)) : close >= end;
      if (isOpen) return { brackets, last, done, word: comment ? 'comment' : { start: i } };
      done ||= !comment;
      i = close;
    }
  }
  return { brackets, last, done, word: undefined };
}

function tokenEnd(text: string, start: number, json: boolean): number {
  const c = text[start];
  if (c === '"' || (c === "'" && !json)) return stringEnd(text, start, c);
  if (c === '#' || (json && text.startsWith('//', start))) return lineEnd(text, start);
  if (json && text.startsWith('/*', start)) {
    const close = text.indexOf('*/', start + 2);
    return close < 0 ? text.length : close + 2;
  }
  // A colon within a plain YAML scalar, as in a URL, is part of it.
  const match = json ? /[^\s,:{}[\]"]+/y : /(?:[^\s,:{}[\]]|:(?=[^\s,{}[\]]))+/y;
  match.lastIndex = start;
  return start + Math.max(1, match.exec(text)?.[0].length ?? 1);
}

/** After the closing quote, or at the end of the line if it is missing. */
function stringEnd(text: string, start: number, quote: string): number {
  for (let i = start + 1; i < text.length; i++) {
    const c = text[i];
    if (c === '\\' && quote === '"') i++;
    else if (c === quote) return i + 1;
    else if (c === '\n' || c === '\r') return i;
  }
  return text.length;
}

function isClosed(text: string, start: number, end: number): boolean {
  return end - start > 1 && text[end - 1] === text[start];
}

function lineEnd(text: string, start: number): number {
  const at = text.slice(start).search(/[\r\n]/);
  return at < 0 ? text.length : start + at;
}
