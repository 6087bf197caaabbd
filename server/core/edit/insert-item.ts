import { lineStart } from '../base/text.js';
import type { TextEdit } from '../base/text-edit.js';
import type { SeqNode, SyntaxTree } from '../syntax/node.js';
import { writeFlow } from './write-value.js';

/**
 * Appends a text to a list, in the style of its items. Undefined if the list has no safe place for it: an item over several
 * lines at its end, or a comment on the line of a list in brackets.
 */
export function appendItem({ text, syntax, comments }: SyntaxTree, list: SeqNode, item: string): TextEdit | undefined {
  const source = writeFlow(item, { json: syntax !== 'yaml', colon: ': ', gap: ' ', pad: '' });
  const last = list.items.at(-1);
  if (list.flow) {
    if (!last) return { span: { start: list.start, end: list.end }, newText: `[${source}]` };
    const before = list.items.at(-2);
    const gap = text.slice(before ? before.end : list.start + 1, last.start).replace(/^\s*,/, '');
    if (/\S/.test(gap)) return undefined;
    return {
      span: { start: last.end, end: last.end },
      newText: `,${gap || (before || syntax !== 'yaml' ? '' : ' ')}${source}`,
    };
  }
  if (last?.kind !== 'scalar' || last.style === 'block' || /[\r\n]/.test(text.slice(last.start, last.end)))
    return undefined;
  const lead = /^([ \t]*)-([ \t]+)$/.exec(text.slice(lineStart(text, last.start), last.start).replace(/^\uFEFF/, ''));
  if (!lead) return undefined;
  const [rest = ''] = /^[^\r\n]*/.exec(text.slice(last.end)) ?? [];
  const blank =
    rest.trim() === '' || comments.some(({ start }) => start >= last.end && start <= last.end + rest.length);
  if (!blank) return undefined;
  const lineBreak = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const at = last.end + rest.trimEnd().length;
  return { span: { start: at, end: at }, newText: `${lineBreak}${lead[1]}-${lead[2]}${source}` };
}
