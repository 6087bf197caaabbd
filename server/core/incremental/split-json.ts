import { KEYS_OF_ONE } from '../model/key-lists.js';
import type { Layout } from './layout.js';

type JsonLayout = Extract<Layout, { kind: 'json' }>;

/**
 * Recognises JSON as tools write it: the opening brace alone on the first line, each member (or item) at the start of a line
 * with the same indentation, and the closing brace alone at the end.
 */
export function jsonLayout(text: string): { layout: JsonLayout; start: number; end: number } | undefined {
  const opening = /^\uFEFF?[ \t\r\n]*([{[])[ \t]*\r?\n([ \t]+)(["{])/.exec(text);
  if (!opening) return undefined;
  const [all, bracket, indent, first] = opening;
  if ((bracket === '{') !== (first === '"')) return undefined;
  const border = `${indent}${first}`;
  const closing = /\n[}\]][ \t\r\n]*$/.exec(text.slice(-100));
  const end = closing ? text.length - Math.min(100, text.length) + closing.index + 1 : -1;
  const start = all.length - border.length;
  if (end <= start || text[end] !== (bracket === '{' ? '}' : ']')) return undefined;
  return { layout: { kind: 'json', border }, start, end };
}

/** Splits whole lines that begin with a segment. Undefined if a key shows that the object is a single thing. */
export function splitJson(part: string, border: string): string[] | undefined {
  if (!part.startsWith(border)) return undefined;
  const segments: string[] = [];
  let begin = 0;
  const needle = `\n${border}`;
  for (let at = part.indexOf(needle); at >= 0; at = part.indexOf(needle, at + 1)) {
    segments.push(part.slice(begin, at + 1));
    begin = at + 1;
  }
  segments.push(part.slice(begin));
  return border.endsWith('"') && segments.some((segment) => isOfOne(segment, border.length)) ? undefined : segments;
}

function isOfOne(segment: string, from: number): boolean {
  const key = /\w+(?=")/y;
  key.lastIndex = from;
  return KEYS_OF_ONE.has(key.exec(segment)?.[0] ?? '');
}
