import { KEYS_OF_ONE } from '../model/key-lists.js';
import type { Layout } from './layout.js';

type YamlLayout = Extract<Layout, { kind: 'yaml-list' | 'yaml-map' }>;

/** Where the segments of a text begin and end, and their layout. */
interface Found {
  readonly layout: YamlLayout;
  readonly start: number;
  readonly end: number;
}

/** The keys of `.taskcluster.yml` that may surround `tasks` in a text that is split. */
const AROUND_TASKS = /^(?:version|policy|reporting|autoCancelPreviousChecks|metadata|allowPullRequests):/;

/** Recognises a list of items, the list under `tasks` as in `.taskcluster.yml`, or a mapping of entries. */
export function yamlLayout(text: string, fileName: string): Found | undefined {
  const marker = /^(?:[ \t]*(?:#.*)?\r?\n)*---[ \t]*(?:#.*)?\r?\n/.exec(text.slice(0, 10_000));
  const first = firstContent(text, marker?.[0].length ?? 0, text.length);
  if (first === undefined || first !== lineStart(text, first) || text.charCodeAt(0) === 0xfeff) return undefined;
  const isNamed = /taskcluster/i.test(fileName);
  if (isItem(text, first))
    return isNamed
      ? undefined
      : { layout: { kind: 'yaml-list', indent: 0, nested: false }, start: first, end: text.length };
  const nested = listUnderTasks(text);
  if (nested || isNamed) return nested;
  return { layout: { kind: 'yaml-map' }, start: first, end: text.length };
}

/** `tasks:` with a block list under it, and nothing else that matters in the file: no operators, anchors or aliases. */
function listUnderTasks(text: string): Found | undefined {
  const tasks = /^tasks:[ \t]*(?:#.*)?\r?$/m.exec(text);
  if (!tasks) return undefined;
  const behind = tasks.index + tasks[0].length + 1;
  const first = firstContent(text, behind, text.length);
  if (first === undefined || !isItem(text, first)) return undefined;
  const start = lineStart(text, first);
  const indent = first - start;
  const end = endOfList(text, start, indent);
  const head = text.slice(0, start);
  const tail = text.slice(end);
  return isPlain(head) && isPlain(tail)
    ? { layout: { kind: 'yaml-list', indent, nested: true }, start, end }
    : undefined;
}

function isPlain(part: string): boolean {
  if (/[$&*!{}[\]|>%"'?`]|<<|^(?:---|\.\.\.)/m.test(part)) return false;
  return part.split('\n').every((line) => /^(?:[ #]|\s*$|tasks:)/.test(line) || AROUND_TASKS.test(line));
}

/** The start of the first line that belongs to the text around the list. */
function endOfList(text: string, from: number, indent: number): number {
  for (let line = from; line < text.length; line = nextLine(text, line)) {
    const column = columnOf(text, line);
    if (column >= 0 && (column < indent || (column === indent && !isItem(text, line + column)))) return line;
  }
  return text.length;
}

/** Splits whole lines that begin with a segment. */
export function splitYaml(part: string, layout: YamlLayout): string[] | undefined {
  const segments: string[] = [];
  let begin = 0;
  const indent = layout.kind === 'yaml-list' ? layout.indent : 0;
  for (let line = 0; line < part.length; ) {
    const column = columnUpTo(part, line, indent);
    if (column >= 0) {
      const border =
        layout.kind === 'yaml-list' ? column === indent && isItem(part, line + column) : borderOfMap(part, line);
      if (border === undefined || (layout.kind === 'yaml-list' && !border) || (line === 0 && !border)) return undefined;
      if (border && line > 0) {
        segments.push(part.slice(begin, line));
        begin = line;
      }
    } else if (line === 0) return undefined;
    const at = part.indexOf('\n', line);
    line = at < 0 ? part.length : at + 1;
  }
  segments.push(part.slice(begin));
  return segments;
}

/** Whether a line with text in its first column begins an entry; undefined if it cannot be part of a plain mapping. */
function borderOfMap(text: string, line: number): boolean | undefined {
  // A list may start in the column of its key.
  if (isItem(text, line)) return false;
  const key = /["']?([\w./@+=~^-]+)["']?:(?=[ \t\r\n]|$)/y;
  key.lastIndex = line;
  const name = key.exec(text)?.[1];
  return name === undefined || KEYS_OF_ONE.has(name) || name === '---' ? undefined : true;
}

/** The column of the line's first character, if it is content and at `most` or before; else -1. */
function columnUpTo(text: string, line: number, most: number): number {
  for (let column = 0; column <= most; column++) {
    const c = text.charCodeAt(line + column);
    if (c !== 32) return Number.isNaN(c) || c === 10 || c === 13 || c === 35 ? -1 : column;
  }
  return -1;
}

/** The column of the line's first character; -1 for an empty line and for a comment. */
function columnOf(text: string, line: number): number {
  return columnUpTo(text, line, Number.MAX_SAFE_INTEGER);
}

/** The first character that is neither space nor comment, if its line is one of a block list or mapping. */
function firstContent(text: string, from: number, end: number): number | undefined {
  for (let line = from; line < end; line = nextLine(text, line)) {
    const column = columnOf(text, line);
    if (column >= 0) return line + column;
  }
  return undefined;
}

function nextLine(text: string, line: number): number {
  const at = text.indexOf('\n', line);
  return at < 0 ? text.length : at + 1;
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** A dash that begins an item: space or the end of the line follows. */
function isItem(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== 45) return false;
  const c = text.charCodeAt(at + 1);
  return Number.isNaN(c) || c === 32 || c === 10 || c === 13;
}
