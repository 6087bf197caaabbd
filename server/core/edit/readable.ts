import { lineIndex, type Span } from '../base/text.js';
import { type Node, type SyntaxTree, visitNodes } from '../syntax/node.js';
import { parse } from '../syntax/parse.js';

/** Why nothing in a text that the services cannot read may be changed, and which line is to be mended first. */
export function mendFirst({ errors: [error], limit, text }: SyntaxTree): string | undefined {
  const lineOf = ({ start }: Span): number => lineIndex(text).positionAt(start).line + 1;
  if (error) return `the file cannot be read; mend line ${lineOf(error.span)} first`;
  return limit && `the file cannot be read in full; see line ${lineOf(limit.span)}`;
}

/**
 * Whether a part of a text that cannot be read as a whole is sure to be what it looks like: it can be read alone. Where a
 * quote is missing, say, all behind it is something else than it seems.
 */
export function readsAlone({ text, syntax, errors }: SyntaxTree, node: Node): boolean {
  const isBlock = (node.kind === 'map' || node.kind === 'seq') && !node.flow;
  // A block begins where its first key stands, and ends with its line; behind brackets there may be something else.
  const indent = isBlock ? node.start - lineStart(text, node.start) : 0;
  const end = isBlock ? lineEnd(text, node.end) : node.end;
  if (errors.some(({ span }) => span.start < end && span.end > node.start)) return false;
  const source = ' '.repeat(indent) + text.slice(node.start, end);
  const alone = parse(source, syntax);
  if (alone.errors.length > 0 || alone.limit || alone.roots.length !== 1) return false;
  return !alone.roots.some((root) => isFolded(root, source));
}

/** Whether a text in quotes goes over several lines. Where a quote is missing, it goes on to the next. */
function isFolded(root: Node, source: string): boolean {
  let found = false;
  visitNodes(root, (node) => {
    const isQuoted = node.kind === 'scalar' && (node.style === 'single' || node.style === 'double');
    found ||= isQuoted && /[\r\n]/.test(source.slice(node.start, node.end));
  });
  return found;
}

function lineStart(text: string, offset: number): number {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return start === 0 && text[0] === '\uFEFF' ? 1 : start;
}

function lineEnd(text: string, offset: number): number {
  const ends = [text.indexOf('\n', offset), text.indexOf('\r', offset)].filter((end) => end >= 0);
  return Math.min(text.length, ...ends);
}
