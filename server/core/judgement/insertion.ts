import type { TextEdit } from '../edit.js';
import type { Entry, MapNode, Node, SyntaxTree } from '../syntax/node.js';

/** Inserts `key: snippet` as the last key of a mapping, in its own style. */
export function insertion(tree: SyntaxTree, map: MapNode, key: string, snippet: string): TextEdit | undefined {
  const last = map.entries.at(-1);
  const { text, syntax } = tree;
  const name = syntax === 'yaml' ? key : JSON.stringify(key);
  if (!last)
    return map.flow
      ? { span: { start: map.start + 1, end: map.start + 1 }, newText: `${name}: ${snippet}` }
      : undefined;
  if (map.flow) {
    const gap = gapBefore(text, map);
    return { span: { start: last.end, end: last.end }, newText: `,${gap}${name}: ${snippet}` };
  }
  const [first = last, second] = map.entries;
  const indent = ' '.repeat(columnOf(text, first.start));
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const before = (start: number): TextEdit => ({
    span: { start, end: start },
    newText: `${name}: ${snippet}${lineBreak}${indent}`,
  });
  // On a new line behind the first key, else before the second: the end of a block value is not always plain to see.
  if (first.value.kind === 'scalar' && first.value.style !== 'block' && endsLine(text, first.end))
    return { span: { start: first.end, end: first.end }, newText: `${lineBreak}${indent}${name}: ${snippet}` };
  if (second) return before(second.start);
  return first.unusual || first.key.start !== first.start || first.key.anchor || first.key.tag
    ? undefined
    : before(first.start);
}

/** What stands between two entries of a flow mapping besides the comma. */
function gapBefore(text: string, map: MapNode): string {
  const [first, second] = map.entries;
  if (first && second) return /,(\s*)$/.exec(text.slice(first.end, second.start))?.[1] ?? ' ';
  return first ? /^\s*/.exec(text.slice(map.start + 1, first.start))?.[0] || ' ' : ' ';
}

function columnOf(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return offset - start - (text.charCodeAt(start) === 0xfeff ? 1 : 0);
}

function endsLine(text: string, offset: number): boolean {
  return /^[ \t]*(?:[\r\n]|$)/.test(text.slice(offset, offset + 200));
}

/** What a key that is put in has: source on one line, or a mapping of a single key. */
export type NewValue = string | { readonly key: string; readonly source: string };

/**
 * Puts a key into a mapping, in the style of its neighbours: behind the last of them that stands on one line, so that the
 * long ones stay at the end. Undefined where the mapping has no safe place for it.
 */
export function insertMapping(tree: SyntaxTree, map: MapNode, key: string, value: NewValue): TextEdit | undefined {
  return map.flow ? insertInFlow(tree, map, key, value) : insertInBlock(tree, map, key, value);
}

function insertInFlow({ text, syntax }: SyntaxTree, map: MapNode, key: string, value: NewValue): TextEdit {
  const json = syntax !== 'yaml';
  const last = map.entries.at(-1);
  const name = (word: string): string => (json ? JSON.stringify(word) : word);
  const colon = (json && last && /^:[ \t]*$/.exec(text.slice(last.key.end, last.value.start))?.[0]) || ': ';
  // `{"a":1}` is written without any space; of one key alone, its colon is all there is to see.
  const gap = !last || (map.entries.length === 1 && colon === ':') ? '' : gapBefore(text, map);
  const write = (inner: NewValue): string => {
    if (typeof inner === 'string') return inner;
    const pair = `${name(inner.key)}${colon}${inner.source}`;
    const indent = /[\r\n]([ \t]*)$/.exec(gap)?.[1];
    if (indent === undefined || !json) return /^\{ /.test(text.slice(map.start)) ? `{ ${pair} }` : `{${pair}}`;
    const [, lineBreak = '\n'] = /(\r\n|\n|\r)[ \t]*$/.exec(gap) ?? [];
    const outer = indentOfLine(text, map.start);
    const step = indent.startsWith(outer) && indent !== outer ? indent.slice(outer.length) : '  ';
    return `{${lineBreak}${indent}${step}${pair}${lineBreak}${indent}}`;
  };
  const at = last ? last.end : map.start + 1;
  return { span: { start: at, end: at }, newText: `${last ? `,${gap}` : ''}${name(key)}${colon}${write(value)}` };
}

function insertInBlock(tree: SyntaxTree, map: MapNode, key: string, value: NewValue): TextEdit | undefined {
  const { text } = tree;
  const [first, second] = map.entries;
  if (!first) return undefined;
  const indent = ' '.repeat(columnOf(text, first.start));
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const source =
    typeof value === 'string'
      ? `${key}: ${value}`
      : `${key}:${lineBreak}${indent}${' '.repeat(indentStep(tree, map))}${value.key}: ${value.source}`;
  const ends = map.entries.map((entry) => endOfLine(tree, entry));
  const at = ends.findLast((end) => end !== undefined);
  if (at !== undefined) return { span: { start: at, end: at }, newText: `${lineBreak}${indent}${source}` };
  const next = second ?? first;
  if (next.unusual || next.key.start !== next.start || next.key.anchor || next.key.tag) return undefined;
  return { span: { start: next.start, end: next.start }, newText: `${source}${lineBreak}${indent}` };
}

/** The end of the line of an entry that stands on one, its comment included; undefined if something else is on it. */
function endOfLine({ text, comments }: SyntaxTree, { start, end, value, unusual }: Entry): number | undefined {
  const isShort = value.kind === 'scalar' ? value.style !== 'block' : value.kind === 'alias' || value.flow;
  if (!isShort || unusual || /[\r\n]/.test(text.slice(start, end))) return undefined;
  const [rest = ''] = /^[^\r\n]*/.exec(text.slice(end)) ?? [];
  const blank = rest.search(/[^ \t]/);
  if (blank < 0) return end + rest.length;
  return comments.some((comment) => comment.start === end + blank) ? end + rest.trimEnd().length : undefined;
}

/** How far the file indents a mapping in a mapping: as below `map`, or else as at the first such place. */
function indentStep({ text, roots }: SyntaxTree, map: MapNode): number {
  return stepBelow(text, map) ?? roots.map((root) => stepBelow(text, root)).find((step) => step !== undefined) ?? 2;
}

function stepBelow(text: string, node: Node): number | undefined {
  if (node.kind === 'seq') {
    for (const item of node.items) {
      const step = stepBelow(text, item);
      if (step !== undefined) return step;
    }
  }
  if (node.kind !== 'map' || node.flow) return undefined;
  for (const { key, value } of node.entries) {
    const [first] = value.kind === 'map' && !value.flow ? value.entries : [];
    const step = first ? columnOf(text, first.start) - columnOf(text, key.start) : stepBelow(text, value);
    if (step !== undefined && step > 0) return step;
  }
  return undefined;
}

function indentOfLine(text: string, offset: number): string {
  const start = offset - columnOf(text, offset);
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}
