import { lineStart } from '../base/text.js';
import type { TextEdit } from '../base/text-edit.js';
import { type Node, type SeqNode, type SyntaxTree, visitNodes } from '../syntax/node.js';

/**
 * Removes a scalar from its list. Undefined if the list would become empty, or if something else is on the lines of the item:
 * a comment, say.
 */
export function removeItem(tree: SyntaxTree, item: Node): TextEdit | undefined {
  const { text } = tree;
  const list = listOf(tree, item);
  const index = list?.items.indexOf(item) ?? -1;
  if (!list || list.items.length < 2 || item.kind !== 'scalar' || item.anchor !== undefined || item.tag !== undefined)
    return undefined;
  if (/[\r\n]/.test(text.slice(item.start, item.end))) return undefined;
  if (list.flow) {
    const before = list.items[index - 1];
    const isPlain = before && /^\s*,\s*$/.test(text.slice(before.end, item.start));
    return isPlain ? { span: { start: before.end, end: item.end }, newText: '' } : undefined;
  }
  const start = lineStart(text, item.start);
  const [rest = ''] = /^[^\r\n]*(?:\r\n|\n|\r)?/.exec(text.slice(item.end)) ?? [];
  if (rest.trim() !== '' || !/^[ \t]*-[ \t]+$/.test(text.slice(start, item.start))) return undefined;
  return { span: { start, end: item.end + rest.length }, newText: '' };
}

function listOf({ roots }: SyntaxTree, item: Node): SeqNode | undefined {
  let list: SeqNode | undefined;
  for (const root of roots)
    visitNodes(root, (node) => {
      if (node.kind === 'seq' && node.items.includes(item)) list = node;
    });
  return list;
}
