import type { Fix } from '../base/finding.js';
import type { TextEdit } from '../base/text-edit.js';
import { insertKeys } from '../edit/insert-entry.js';
import { removeItem } from '../edit/remove-item.js';
import { replaceInScalar } from '../edit/replace-in-scalar.js';
import { replaceNode } from '../edit/replace-node.js';
import { rewriteEntries } from '../edit/rewrite-entries.js';
import { isEditError, writeScalar } from '../edit/write-scalar.js';
import type { Place } from '../jsone/located-value.js';
import type { Repair, SchemaError } from '../schema/validate.js';
import { type Entry, findEntry, type MapNode, type Node, type SyntaxTree, visitNodes } from '../syntax/node.js';
import { scalarValue } from '../syntax/scalar-value.js';

/** The fixes for an error with obvious repairs, as far as the source has a place for them. */
export function repairFixes(tree: SyntaxTree, place: Place, { repairs, key }: SchemaError): Fix[] {
  return repairs.flatMap((repair) => fixOf(tree, place, repair, key) ?? []);
}

function fixOf(tree: SyntaxTree, place: Place, repair: Repair, key: string | undefined): Fix | undefined {
  const { node, maps } = place;
  const map = maps.at(-1);
  if (repair.kind === 'replace-value') return replaceValue(tree, node, repair.value);
  if (repair.kind === 'remove-item') {
    const edit = removeItem(tree, node);
    return edit && suggestion('Remove the repetition', [edit]);
  }
  if (!map || key === undefined) return undefined;
  if (repair.kind === 'add-key') return addKeys(tree, map, [[key, repair.value]]);
  const entry = findEntry(map, key);
  if (!entry || entry.unusual) return undefined;
  if (repair.kind !== 'remove-key') return renameKey(map, entry, repair.to);
  return map.entries.length === 1 && repair.isGone ? emptyMap(tree, place, key) : removeEntry(tree, map, entry, key);
}

/** Inserts missing keys into a mapping. */
export function addKeys(
  tree: SyntaxTree,
  map: MapNode,
  missing: readonly (readonly [key: string, value: unknown])[],
): Fix | undefined {
  if (missing.some(([key]) => findEntry(map, key))) return undefined;
  const edit = insertKeys(
    tree,
    map,
    missing.map(([key, data]) => [key, { data: timeBeside(map, key) ?? data }]),
  );
  return edit && suggestion(missing.length > 1 ? 'Add all missing keys' : `Add ${missing[0]?.[0]}`, [edit]);
}

const DAY_MS = 24 * 60 * 60 * 1000;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;

/** The order of a task's times, and how many days after the first one each is put. */
const DAYS: Readonly<Record<string, number>> = { created: 0, deadline: 1, expires: 2 };

/** Where a task has one of its times written out, another one fits only if it is written for that time, not for now. */
function timeBeside(map: MapNode, key: string): string | undefined {
  const days = Object.hasOwn(DAYS, key) ? DAYS[key] : undefined;
  if (days === undefined) return undefined;
  const times = Object.entries(DAYS).flatMap(([other, at]) => {
    const node = findEntry(map, other)?.value;
    const time = node?.kind === 'scalar' && TIME.test(node.text) ? Date.parse(node.text) : Number.NaN;
    return Number.isNaN(time) ? [] : [{ at, time }];
  });
  const [first] = times;
  if (!first) return undefined;
  const next = times.find(({ at }) => at > days)?.time ?? Number.POSITIVE_INFINITY;
  return new Date(Math.min(first.time + (days - first.at) * DAY_MS, next)).toJSON();
}

function renameKey(map: MapNode, { key: name }: Entry, to: string): Fix | undefined {
  if (name.kind !== 'scalar' || findEntry(map, to)) return undefined;
  const quote = name.style === 'double' ? '"' : name.style === 'single' ? "'" : '';
  return suggestion(`Change to ${to}`, [
    { span: { start: name.start, end: name.end }, newText: `${quote}${to}${quote}` },
  ]);
}

/** Removes the only entry of a mapping. */
function emptyMap({ text }: SyntaxTree, { node, entry }: Place, key: string): Fix | undefined {
  if (node.kind !== 'map' || hasAnchor(node)) return undefined;
  const title = `Remove ${key}`;
  if (node.flow) return suggestion(title, [{ span: { start: node.start, end: node.end }, newText: '{}' }]);
  if (entry?.value !== node || !/^\s*:\s*$/.test(text.slice(entry.key.end, node.start))) return undefined;
  return suggestion(title, [{ span: { start: entry.key.end, end: node.end }, newText: ': {}' }]);
}

/** Removes an entry, unless its mapping would become empty, or an alias would lose its anchor. */
function removeEntry(tree: SyntaxTree, map: MapNode, entry: Entry, key: string): Fix | undefined {
  if (hasAnchor(entry.value) || map.entries.length < 2) return undefined;
  const edits = rewriteEntries(tree, map, [entry], undefined);
  return isEditError(edits) ? undefined : suggestion(`Remove ${key}`, edits);
}

function hasAnchor(node: Node): boolean {
  let has = false;
  visitNodes(node, ({ anchor }) => {
    has ||= anchor !== undefined;
  });
  return has;
}

function replaceValue(tree: SyntaxTree, node: Node, value: unknown): Fix | undefined {
  const newText = literalText(node, value, tree.syntax !== 'yaml');
  return newText === undefined ? undefined : suggestion(`Change to ${newText}`, [replaceNode(tree, node, newText)]);
}

/** The fix that replaces a text with another. */
export function mendingFixes(tree: SyntaxTree, node: Node, mend: (source: string) => string | undefined): Fix[] {
  const newText = node.kind === 'scalar' && node.type === 'string' ? mend(node.text) : undefined;
  if (node.kind !== 'scalar' || newText === undefined) return [];
  const edit = replaceInScalar(tree, node, { start: 0, end: node.text.length }, newText);
  return edit ? [suggestion(`Change to ${newText}`, [edit])] : [];
}

function suggestion(title: string, edits: TextEdit[]): Fix {
  return { title, safety: 'suggestion', edits };
}

/** The source of a new value in place of a literal scalar; undefined for anything else. */
function literalText(node: Node, value: unknown, json: boolean): string | undefined {
  if (node.kind !== 'scalar' || node.anchor !== undefined || node.tag !== undefined || node.start === node.end)
    return undefined;
  // The result of an expression has to be fixed where it comes from.
  if (node.type === 'string' && /[$]\{|\{\{/.test(node.text)) return undefined;
  if (typeof value === 'string') {
    if (node.type === 'string') return writeScalar(value, node.style, { json, flow: true });
    // A value without quotes keeps its spelling: 1.10 becomes "1.10".
    return JSON.stringify(value === String(scalarValue(node)) ? node.text : value);
  }
  if (typeof value !== 'object' || value === null) return String(value);
  const [item] = Array.isArray(value) ? value : [];
  if (typeof item !== 'string') return JSON.stringify(value);
  return node.style === 'block' ? undefined : `[${writeScalar(item, node.style, { json, flow: true })}]`;
}
