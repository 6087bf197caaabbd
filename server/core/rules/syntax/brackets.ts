import {
  type MapNode,
  type Node,
  type ParseError,
  type SeqNode,
  type SyntaxTree,
  visitNodes,
} from '../../syntax/node.js';
import { type Attempt, insertionAt } from './attempt.js';
import { lineAround, withoutComment } from './lines.js';

type Flow = MapNode | SeqNode;

/** How many open brackets and braces before an error are considered as the unclosed one. */
const MOST_OPEN = 3;

/** Closes a bracket or brace: where its content ends for the parser, or at the end of its line. */
export function* closedBracket({ roots, text }: SyntaxTree, { at = 0 }: ParseError): Iterable<Attempt> {
  const open: Flow[] = [];
  for (const root of roots) {
    visitNodes(root, (node) => {
      if (isFlow(node) && node.start < at && !isClosed(text, node)) open.push(node);
    });
  }
  for (const { kind, start, end } of open.slice(-MOST_OPEN).toReversed()) {
    const [mark, close] = kind === 'map' ? ['{', '}'] : ['[', ']'];
    const message = `This "${mark}" is never closed.`;
    const span = { start, end: start + 1 };
    const pad = /[ \t]/.test(text[start + 1] ?? '') ? ' ' : '';
    const line = withoutComment(text.slice(start, lineAround(text, start).end));
    for (const place of [end, start + line.length])
      yield { message, span, title: `Add the "${close}"`, edits: [insertionAt(place, pad + close)] };
  }
}

function isFlow(node: Node): node is Flow {
  return (node.kind === 'map' || node.kind === 'seq') && node.flow && node.start < node.end;
}

/** Whether a bracket or brace has its own end, which is not that of something in it. */
function isClosed(text: string, node: Flow): boolean {
  const parts = node.kind === 'seq' ? node.items : node.entries.map(({ value }) => value);
  return text[node.end - 1] === (node.kind === 'map' ? '}' : ']') && !parts.some(({ end }) => end === node.end);
}

/** Adds a comma between two items on the same line: before what the reader did not expect, or before its key. */
export function* missingComma({ text }: SyntaxTree, { at = 0 }: ParseError): Iterable<Attempt> {
  const { start } = lineAround(text, at);
  const isColon = text[at] === ':';
  const before = text.slice(start, at).trimEnd();
  // The reader takes "a b: c" for one key.
  const item = isColon ? before.slice(Math.max(before.lastIndexOf(' '), before.lastIndexOf('\t')) + 1) : '';
  const length = before.slice(0, before.length - item.length).trimEnd().length;
  if (length === 0 || (isColon && !/^[\w.$-]+$/.test(item))) return;
  // A bracket after a word belongs to a text that needs quotes.
  if (/[[{]/.test(text[at] ?? '') && !/["'\]}]/.test(before.at(-1) ?? '')) return;
  const [next = ''] = /^(?:"[^"\r\n]*"?|'[^'\r\n]*'?|[^\s,\]}]+)/.exec(text.slice(at, at + 200)) ?? [];
  const span = isColon
    ? { start: start + before.length - item.length, end: start + before.length }
    : { start: at, end: at + next.length };
  const message = 'A comma is missing before this.';
  yield { message, span, title: 'Add the comma', edits: [insertionAt(start + length, ',')] };
}
