import type { TextEdit } from '../edit.js';
import type { Fix } from '../finding.js';
import { writeScalar } from '../migration/value.js';
import type { Violation } from '../schema/validate.js';
import { findEntry, type Node, type SyntaxTree } from '../syntax/node.js';
import type { Place } from '../values/located.js';
import { replaceInScalar } from '../values/replace.js';
import { scalarValue } from '../values/scalar-value.js';
import { insertion } from './insertion.js';

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

/** The fix that writes another text where a text stands. */
export function mendingFixes(tree: SyntaxTree, node: Node, mend: (source: string) => string | undefined): Fix[] {
  const newText = node.kind === 'scalar' && node.type === 'string' ? mend(node.text) : undefined;
  if (node.kind !== 'scalar' || newText === undefined) return [];
  const edit = replaceInScalar(tree, node, { start: 0, end: node.text.length }, newText);
  return edit ? [suggestion(`Change to ${newText}`, [edit])] : [];
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
