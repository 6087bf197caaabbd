import type { TextEdit } from '../edit.js';
import type { Fix } from '../finding.js';
import { writeScalar } from '../migration/value.js';
import type { Violation } from '../schema/validate.js';
import { findEntry, type MapNode, type Node, type SyntaxTree } from '../syntax/node.js';
import type { Place } from '../values/located.js';
import { scalarValue } from '../values/scalar-value.js';

/** The fix for a violation whose repair is obvious, if the source has a place for it. */
export function repairEdits(tree: SyntaxTree, { node, maps }: Place, { repair, key }: Violation): Fix[] {
  const map = maps.at(-1);
  switch (repair?.kind) {
    case 'rename-key': {
      const entry = map && key !== undefined ? findEntry(map, key) : undefined;
      const name = entry?.key;
      if (!entry || name?.kind !== 'scalar' || entry.unusual || !map || findEntry(map, repair.to)) return [];
      const quote = name.style === 'double' ? '"' : name.style === 'single' ? "'" : '';
      const newText = `${quote}${repair.to}${quote}`;
      return [suggestion(`Change to ${repair.to}`, [{ span: { start: name.start, end: name.end }, newText }])];
    }
    case 'replace-value': {
      const newText = literalText(node, repair.value, tree.syntax !== 'yaml');
      return newText === undefined
        ? []
        : [suggestion(`Change to ${newText}`, [{ span: { start: node.start, end: node.end }, newText }])];
    }
    case 'add-key': {
      const edit = map && insertion(tree, map, repair.key, repair.snippet);
      return edit ? [suggestion(`Add ${repair.key}`, [edit])] : [];
    }
    default:
      return [];
  }
}

function suggestion(title: string, edits: TextEdit[]): Fix {
  return { title, safety: 'suggestion', edits };
}

/** The source of a new value in place of a scalar that is written out; undefined for anything else. */
function literalText(node: Node, value: unknown, json: boolean): string | undefined {
  if (node.kind !== 'scalar' || node.anchor !== undefined || node.tag !== undefined || node.start === node.end)
    return undefined;
  if (typeof value === 'string') {
    if (node.type === 'string') return writeScalar(value, node.style, { json, flow: true });
    // What lacks quotes keeps its spelling: 1.10 is "1.10".
    return JSON.stringify(value === String(scalarValue(node)) ? node.text : value);
  }
  if (typeof value !== 'object' || value === null) return String(value);
  const [item] = Array.isArray(value) ? value : [];
  if (typeof item !== 'string') return JSON.stringify(value);
  return node.style === 'block' ? undefined : `[${writeScalar(item, node.style, { json, flow: true })}]`;
}

/** Inserts `key: snippet` as the last key of a mapping, in its own style. */
function insertion(tree: SyntaxTree, map: MapNode, key: string, snippet: string): TextEdit | undefined {
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
