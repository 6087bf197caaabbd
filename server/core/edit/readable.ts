import { lineIndex, lineStart, type Span } from '../base/text.js';
import { type Node, type SyntaxTree, visitNodes } from '../syntax/node.js';
import { parse } from '../syntax/parse.js';

/** Why a text that the services cannot read must not be changed, and which line to fix first. */
export function mendFirst({ errors: [error], limit, text }: SyntaxTree): string | undefined {
  const lineOf = ({ start }: Span): number => lineIndex(text).positionAt(start).line + 1;
  if (error) return `the file cannot be read; fix line ${lineOf(error.span)} first`;
  return limit && `the file cannot be read in full; see line ${lineOf(limit.span)}`;
}

/**
 * Whether a part of an unreadable text is certain to be what it looks like, because it can be read by itself. After a missing
 * quote, for instance, nothing is what it seems.
 */
export function readsAlone({ text, syntax, errors }: SyntaxTree, node: Node): boolean {
  const isBlock = (node.kind === 'map' || node.kind === 'seq') && !node.flow;
  // A block begins at its first key, and ends with its line. After brackets there may be something else.
  const indent = isBlock ? node.start - contentStart(text, node.start) : 0;
  const end = isBlock ? lineEnd(text, node.end) : node.end;
  if (errors.some(({ span }) => span.start < end && span.end > node.start)) return false;
  const source = ' '.repeat(indent) + text.slice(node.start, end);
  const alone = parse(source, syntax);
  if (alone.errors.length > 0 || alone.limit || alone.roots.length !== 1) return false;
  return !alone.roots.some((root) => isFolded(root, source));
}

/** Whether a quoted text has several lines. If a quote is missing, the text runs on to the next one. */
function isFolded(root: Node, source: string): boolean {
  let found = false;
  visitNodes(root, (node) => {
    const isQuoted = node.kind === 'scalar' && (node.style === 'single' || node.style === 'double');
    found ||= isQuoted && /[\r\n]/.test(source.slice(node.start, node.end));
  });
  return found;
}

/** The start of a line without the byte order mark. */
function contentStart(text: string, offset: number): number {
  const start = lineStart(text, offset);
  return start === 0 && text[0] === '\uFEFF' ? 1 : start;
}

function lineEnd(text: string, offset: number): number {
  const ends = [text.indexOf('\n', offset), text.indexOf('\r', offset)].filter((end) => end >= 0);
  return Math.min(text.length, ...ends);
}
