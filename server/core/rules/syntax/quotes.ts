import { writeScalar } from '../../edit/write-scalar.js';
import { type ParseError, type ScalarNode, type SyntaxTree, visitNodes } from '../../syntax/node.js';
import { type Attempt, insertionAt } from './attempt.js';
import { lineAround, withoutComment } from './lines.js';

export const NEVER_CLOSED = 'This quote is never closed.';

/** How many quoted texts before the error are considered as the unclosed one. */
const MOST_OPEN = 3;

/** The last quoted texts before an error that continue past the end of their line, in order. */
export function openQuotes({ roots, text }: SyntaxTree, { at = 0 }: ParseError): ScalarNode[] {
  const found: ScalarNode[] = [];
  for (const root of roots) {
    visitNodes(root, (node) => {
      if (node.kind !== 'scalar' || node.start > at || (node.style !== 'single' && node.style !== 'double')) return;
      const source = text.slice(node.start, node.end);
      if (/[\r\n]/.test(source) || source.length < 2 || !source.endsWith(source[0] ?? '')) found.push(node);
    });
  }
  return found.sort((a, b) => a.start - b.start).slice(-MOST_OPEN);
}

/** Closes a quote on its line: at the end, before a comment, or before what closes a flow collection. */
export function* closedQuote({ text }: SyntaxTree, { start }: ScalarNode): Iterable<Attempt> {
  const { end } = lineAround(text, start);
  const mark = text[start] ?? '';
  const rest = text.slice(start + 1, end);
  const ends = [rest.length, rest.search(/\s#/), rest.search(/[}\]]/), rest.search(/,\s/)];
  for (const length of ends) {
    if (length < 0) continue;
    const at = start + 1 + rest.slice(0, length).trimEnd().length;
    yield { message: NEVER_CLOSED, span: { start, end: at }, title: 'Close the quote', edits: [insertionAt(at, mark)] };
  }
}

/** A quoted text that is followed by more text, where the reader stopped. */
export function* textBehindQuote(tree: SyntaxTree, { at = 0 }: ParseError): Iterable<Attempt> {
  const { text } = tree;
  const end = text.slice(0, at).trimEnd().length;
  const scalar = quotedBefore(tree, end);
  if (!scalar) return;
  const { start } = scalar;
  const inside = text.slice(start + 1, end - 1).trimEnd();
  const mark = text[start] ?? '';
  if (inside.endsWith(',')) {
    // ["a, "b"]: what follows is the next item.
    const close = start + 1 + inside.slice(0, -1).trimEnd().length;
    const span = { start, end: close };
    yield { message: NEVER_CLOSED, span, title: 'Close the quote', edits: [insertionAt(close, mark)] };
  }
  if (mark === "'" && end === at && /^\w/.test(text.slice(at, at + 1))) {
    const message = "An apostrophe in single quotes has to be doubled: ''.";
    yield { message, span: { start: end - 1, end }, title: 'Double the apostrophe', edits: [insertionAt(end, "'")] };
  }
  const line = lineAround(text, start);
  if (!/:\s+$/.test(text.slice(line.start, start))) return;
  const value = withoutComment(text.slice(start, line.end));
  const span = { start, end: start + value.length };
  const edits = [{ span, newText: writeScalar(value, 'single', { json: false, flow: true }) }];
  const message = 'A value that begins with a quote has to end with it.';
  yield { message, span, title: 'Put the value in quotes', edits };
}

/** The quoted text on one line that ends at an offset. */
function quotedBefore({ roots, text }: SyntaxTree, end: number): ScalarNode | undefined {
  let found: ScalarNode | undefined;
  for (const root of roots) {
    visitNodes(root, (node) => {
      if (node.kind === 'scalar' && node.end === end && (node.style === 'single' || node.style === 'double'))
        found = node;
    });
  }
  return found && !/[\r\n]/.test(text.slice(found.start, end)) ? found : undefined;
}
