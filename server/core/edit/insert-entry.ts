import { spansStartingIn } from '../base/text.js';
import type { TextEdit } from '../base/text-edit.js';
import type { Entry, MapNode, Node, SyntaxTree } from '../syntax/node.js';
import { type FlowStyle, writeEntry, writeFlow } from './write-value.js';

/** A key to insert, with plain data or with a one-line source. */
export type NewEntry = readonly [key: string, value: { readonly data: unknown } | { readonly source: string }];

/**
 * Inserts keys into a mapping, in the style of its entries: after the last one-line entry, so that long ones stay at the end.
 * Undefined if the mapping has no safe place for them.
 */
export function insertKeys(tree: SyntaxTree, map: MapNode, entries: readonly NewEntry[]): TextEdit | undefined {
  return map.flow ? insertInFlow(tree, map, entries) : insertInBlock(tree, map, entries);
}

function insertInFlow({ text, syntax }: SyntaxTree, map: MapNode, entries: readonly NewEntry[]): TextEdit {
  const json = syntax !== 'yaml';
  const last = map.entries.at(-1);
  const colon = (json && last && /^:[ \t]*$/.exec(text.slice(last.key.end, last.value.start))?.[0]) || ': ';
  const gap = !last || (map.entries.length === 1 && colon === ':') ? '' : gapBefore(text, map);
  // `{"a":1}` has no spaces. With a single key, only its colon shows the style.
  const between = last ? gap : ' ';
  const style = { json, colon, gap: colon === ':' ? '' : ' ', pad: padOf(text, map, gap) };
  const indent = /[\r\n]([ \t]*)$/.exec(gap)?.[1];
  const step = indent === undefined ? '' : stepIn(text, map, indent);
  const [lineBreak = '\n'] = /\r\n|\n|\r/.exec(gap) ?? [];
  const write = ([key, value]: NewEntry): string => {
    if ('source' in value) return `${writeFlow(key, style)}${colon}${value.source}`;
    if (indent === undefined || !json || !isNested(value.data)) return writeEntry(key, value.data, style);
    const lines = Object.entries(value.data).map((entry) => `${indent}${step}${writeEntry(...entry, style)}`);
    return `${writeFlow(key, style)}${colon}{${lineBreak}${lines.join(`,${lineBreak}`)}${lineBreak}${indent}}`;
  };
  const at = last ? last.end : map.start + 1;
  return { span: { start: at, end: at }, newText: `${last ? `,${gap}` : ''}${entries.map(write).join(`,${between}`)}` };
}

/** The space inside the braces of an inserted mapping. */
function padOf(text: string, map: MapNode, gap: string): FlowStyle['pad'] {
  return /^\{(?: |[ \t]*[\r\n])/.test(text.slice(map.start, map.start + 100)) || /[\r\n]/.test(gap) ? ' ' : '';
}

/** How much deeper a nested mapping has its keys than the mapping with keys at `indent`. */
function stepIn(text: string, map: MapNode, indent: string): string {
  const outer = indentOfLine(text, map.start);
  return indent.startsWith(outer) && indent !== outer ? indent.slice(outer.length) : '  ';
}

/** The text between two entries of a flow mapping besides the comma. */
function gapBefore(text: string, map: MapNode): string {
  const [first, second] = map.entries;
  if (first && second) return /,(\s*)$/.exec(text.slice(first.end, second.start))?.[1] ?? ' ';
  return first ? /^\s*/.exec(text.slice(map.start + 1, first.start))?.[0] || ' ' : ' ';
}

function insertInBlock(tree: SyntaxTree, map: MapNode, entries: readonly NewEntry[]): TextEdit | undefined {
  const { text } = tree;
  const [first, second] = map.entries;
  if (!first) return undefined;
  const indent = ' '.repeat(columnOf(text, first.start));
  const lineBreak = lineBreakNear(text, first.start);
  const step = ' '.repeat(indentStep(tree, map));
  const source = entries.flatMap((entry) => blockLines(entry, step)).join(lineBreak + indent);
  const ends = map.entries.map((entry) => endOfLine(tree, entry));
  const at = ends.findLast((end) => end !== undefined);
  if (at !== undefined) return { span: { start: at, end: at }, newText: `${lineBreak}${indent}${source}` };
  const next = second ?? first;
  if (next.unusual || next.key.start !== next.start || next.key.anchor || next.key.tag) return undefined;
  return { span: { start: next.start, end: next.start }, newText: `${source}${lineBreak}${indent}` };
}

/** The line break after `offset`, or else the one before it. */
function lineBreakNear(text: string, offset: number): string {
  const behind = text.indexOf('\n', offset);
  const at = behind < 0 ? text.lastIndexOf('\n', offset) : behind;
  if (at < 0) return text.includes('\r') ? '\r' : '\n';
  return text[at - 1] === '\r' ? '\r\n' : '\n';
}

/** The lines of an entry in block style. A mapping gets a line for each of its keys. */
function blockLines([key, value]: NewEntry, step: string): string[] {
  const name = writeFlow(key);
  if ('source' in value) return [`${name}: ${value.source}`];
  if (!isNested(value.data)) return [writeEntry(key, value.data)];
  const inner = Object.entries(value.data).flatMap(([innerKey, data]) => blockLines([innerKey, { data }], step));
  return [`${name}:`, ...inner.map((line) => step + line)];
}

/** Whether data is a mapping that deserves several lines: `{$fromNow: 1 day}` does not. */
function isNested(data: unknown): data is object {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return false;
  const keys = Object.keys(data);
  return keys.length > 0 && !(keys.length === 1 && keys[0]?.startsWith('$'));
}

/** The end of the line of a one-line entry, including its comment; undefined if anything else is on the line. */
function endOfLine({ text, comments }: SyntaxTree, { start, end, value, unusual }: Entry): number | undefined {
  const isShort = value.kind === 'scalar' ? value.style !== 'block' : value.kind === 'alias' || value.flow;
  if (!isShort || unusual || /[\r\n]/.test(text.slice(start, end))) return undefined;
  const [rest = ''] = /^[^\r\n]*/.exec(text.slice(end)) ?? [];
  const blank = rest.search(/[^ \t]/);
  if (blank < 0) return end + rest.length;
  const place = { start: end + blank, end: end + blank + 1 };
  return spansStartingIn(comments, place).length > 0 ? end + rest.trimEnd().length : undefined;
}

/** How far the file indents nested mappings: as below `map`, or else as at the first such place. */
function indentStep({ text, roots }: SyntaxTree, map: MapNode): number {
  return stepBelow(text, map) ?? roots.map((root) => stepBelow(text, root)).find((step) => step !== undefined) ?? 2;
}

/** How many items and entries of a node are checked for indentation, because this runs often in long files. */
const SAMPLE = 20;

function stepBelow(text: string, node: Node): number | undefined {
  if (node.kind === 'seq') {
    for (const item of node.items.slice(0, SAMPLE)) {
      const step = stepBelow(text, item);
      if (step !== undefined) return step;
    }
  }
  if (node.kind !== 'map' || node.flow) return undefined;
  for (const { key, value } of node.entries.slice(0, SAMPLE)) {
    const [first] = value.kind === 'map' && !value.flow ? value.entries : [];
    const step = first ? columnOf(text, first.start) - columnOf(text, key.start) : stepBelow(text, value);
    if (step !== undefined && step > 0) return step;
  }
  return undefined;
}

function columnOf(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return offset - start - (text.charCodeAt(start) === 0xfeff ? 1 : 0);
}

function indentOfLine(text: string, offset: number): string {
  const start = offset - columnOf(text, offset);
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}
