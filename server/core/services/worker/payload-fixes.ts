import type { Fix } from '../../base/finding.js';
import { lineStart } from '../../base/text.js';
import type { TextEdit } from '../../base/text-edit.js';
import { insertKeys } from '../../edit/insert-entry.js';
import { appendItem } from '../../edit/insert-item.js';
import { rewriteEntries } from '../../edit/rewrite-entries.js';
import { isEditError } from '../../edit/write-scalar.js';
import { type Located, locate } from '../../jsone/located-value.js';
import { type Entry, findEntry, type MapNode, type SyntaxTree, visitNodes } from '../../syntax/node.js';
import { mendingFixes } from '../schema-error-fixes.js';
import type { PayloadError } from './payload-error.js';

/** The fixes for what a worker rejects beyond its schema, as far as the source has a place for them. */
export function payloadFixes(tree: SyntaxTree, located: Located, { path, lacks, isOfTask, mend }: PayloadError): Fix[] {
  const place = locate(located, path);
  if (lacks) return addItem(tree, located, lacks.list, lacks.item);
  if (!place.exact) return [];
  if (mend) return mendingFixes(tree, place.node, mend);
  const key = path.at(-1);
  return isOfTask && place.entry && typeof key === 'string' ? moveToTask(tree, located, place.entry, key) : [];
}

/** Adds what is missing from a list of the task. */
function addItem(tree: SyntaxTree, located: Located, key: 'scopes' | 'dependencies', item: string): Fix[] {
  const title = `Add ${key === 'scopes' ? 'the scope' : 'the dependency'} ${item}`;
  const list = locate(located, [key]);
  if (!list.exact) {
    const map = list.maps.at(-1);
    const edit = map && !findEntry(map, key) && insertKeys(tree, map, [[key, { data: [item] }]]);
    return edit ? [suggestion(title, [edit])] : [];
  }
  // Other tasks may use an anchored list, too.
  if (list.node.kind !== 'seq' || list.node.anchor !== undefined) return [];
  const edit = appendItem(tree, list.node, item);
  return edit ? [suggestion(title, [edit])] : [];
}

/** Moves a key of the payload to the task, in front of `payload`; removes it if the task has one. */
function moveToTask(tree: SyntaxTree, located: Located, entry: Entry, key: string): Fix[] {
  const task = locate(located, []).maps.at(-1);
  const { maps, entry: payload } = locate(located, ['payload']);
  const map = maps.find(({ entries }) => entries.includes(entry));
  if (!task || !map || !payload || entry.unusual || payload.unusual || !task.entries.includes(payload)) return [];
  if (payload.value !== map || holdsReference(entry)) return [];
  const removal = rewriteEntries(tree, map, [entry], undefined);
  if (isEditError(removal)) return [];
  if (locate(located, [key]).exact) return [suggestion(`Remove ${key}`, removal)];
  const insertion = inFrontOf(tree, payload, entry, map);
  return insertion ? [suggestion(`Move ${key} to the task`, [insertion, ...removal])] : [];
}

/** Inserts an entry in front of another, with that one's indentation. */
function inFrontOf({ text }: SyntaxTree, target: Entry, entry: Entry, map: MapNode): TextEdit | undefined {
  const source = text.slice(entry.start, entry.end);
  const [indent, own] = [indentAt(text, target.start), indentAt(text, entry.start)];
  const lineBreak = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  if (/[\r\n]/.test(source) && own === undefined) return undefined;
  const lines = source.split(/\r\n|\n|\r/).map((line, i) => {
    if (i === 0 || line.trim() === '') return line;
    return line.startsWith(own ?? '') ? (indent ?? '') + line.slice(own?.length) : undefined;
  });
  if (lines.includes(undefined)) return undefined;
  const written = lines.join(lineBreak).trimEnd();
  const span = { start: target.start, end: target.start };
  if (map.flow && text.slice(0, target.start).trimEnd().match(/[{,]$/))
    return { span, newText: `${written},${indent === undefined ? ' ' : lineBreak + indent}` };
  return map.flow && !isBlockEntry(text, target)
    ? undefined
    : { span, newText: `${written}${lineBreak}${columns(text, target.start)}` };
}

/** The indentation of a line that begins with what is at `offset`. */
function indentAt(text: string, offset: number): string | undefined {
  const line = lineBefore(text, offset);
  return /^[ \t]*$/.test(line) ? line : undefined;
}

function lineBefore(text: string, offset: number): string {
  return text.slice(lineStart(text, offset), offset).replace(/^\uFEFF/, '');
}

/** As many spaces as there are characters in front of `offset` on its line. */
function columns(text: string, offset: number): string {
  return ' '.repeat(lineBefore(text, offset).length);
}

/** Whether an entry of block style begins here: nothing but space and dashes is in front of it on its line. */
function isBlockEntry(text: string, { start }: Entry): boolean {
  return /^[ \t-]*$/.test(lineBefore(text, start));
}

/** An alias could end up in front of its anchor, and an anchor must not move. */
function holdsReference({ value }: Entry): boolean {
  let holds = false;
  visitNodes(value, (node) => {
    holds ||= node.kind === 'alias' || node.anchor !== undefined;
  });
  return holds;
}

function suggestion(title: string, edits: TextEdit[]): Fix {
  return { title, safety: 'suggestion', edits };
}
