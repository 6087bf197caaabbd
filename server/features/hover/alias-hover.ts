import type { AliasNode } from '../../core/syntax/node.js';
import { type Block, paragraph, source } from './markdown.js';

/** The most lines of the value that are shown. */
const MOST_LINES = 20;
/** The most characters of a line. */
const LONGEST = 120;

/** What an alias stands for: the value with its anchor, as it is written. Empty if there is none. */
export function aliasDescription({ target, start, end }: AliasNode, text: string): Block[] {
  if (!target) return [];
  const indent = text.slice(text.lastIndexOf('\n', target.start - 1) + 1, target.start).replace(/\S/g, ' ');
  const lines = text
    .slice(target.start, target.end)
    .trimEnd()
    .split(/\r\n?|\n/);
  const shown = lines.slice(0, MOST_LINES).map((line, i) => {
    const inner = i > 0 && line.startsWith(indent) ? line.slice(indent.length) : line;
    return inner.length > LONGEST ? `${inner.slice(0, LONGEST - 1)}…` : inner;
  });
  const rest = lines.length - shown.length;
  return [
    paragraph([{ kind: 'code', text: text.slice(start, end) }, ' stands for:']),
    source(shown.join('\n')),
    ...(rest > 0 ? [paragraph([`and ${rest} more ${rest === 1 ? 'line' : 'lines'}`])] : []),
  ];
}
