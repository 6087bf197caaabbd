import { quote } from '../../base/quote.js';
import type { Span } from '../../base/text.js';
import { rewriteEntries } from '../../edit/rewrite-entries.js';
import { isEditError, writeScalar } from '../../edit/write-scalar.js';
import {
  type Entry,
  keyText,
  type MapNode,
  type ParseError,
  type ScalarNode,
  type SyntaxTree,
  visitNodes,
} from '../../syntax/node.js';
import type { RuleFinding } from '../rule.js';
import { type Attempt, bestOf, gainOf, insertionAt, suggestion } from './attempt.js';
import { explainJson } from './explain-json.js';
import { indentOf, lineAfter, lineAround, linesBefore } from './lines.js';

/**
 * Says about an error what a reader cannot know: where the mistake is, rather than where it was noticed, and how to fix it.
 * Each guess is tried first. If none helps, the reader's own message stays.
 */
export function explain(tree: SyntaxTree, error: ParseError, lineAt: (offset: number) => number): RuleFinding {
  const { message, span } = error;
  if (tree.syntax !== 'yaml') return explainJson(tree, error);
  if (error.code === 'duplicate-key') return duplicateKey(tree, error, lineAt) ?? { message, span };
  if (error.code === 'alias') return { message: aliasWords(tree, error), span };
  const found = bestOf(tree, error, attempts(tree, error));
  if (found) return found;
  const open = error.code === 'quote' ? openQuotes(tree, error).at(-1) : undefined;
  if (open) return { message: NEVER_CLOSED, span: { start: open.start, end: lineAround(tree.text, open.start).end } };
  return { message: error.code === 'indentation' ? indentationWords(tree, error) : message, span };
}

const NEVER_CLOSED = 'This quote is never closed.';

function* attempts(tree: SyntaxTree, error: ParseError): Iterable<Attempt> {
  if (error.code === undefined) return;
  if (error.code === 'tab') yield* spacesForTabs(tree, error);
  if (error.code === 'start') yield* quotesAround(tree, error);
  for (const scalar of openQuotes(tree, error).toReversed()) yield* closedQuote(tree, scalar);
  if (error.code === 'colon' || error.code === 'indentation') {
    yield* missingColon(tree, error);
    yield* valueToQuote(tree, error);
  }
}

/** How many quoted texts before the error are considered as the unclosed one. */
const MOST_OPEN = 3;

/** The last quoted texts before an error that continue past the end of their line, in order. */
function openQuotes({ roots, text }: SyntaxTree, { at = 0 }: ParseError): ScalarNode[] {
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
function* closedQuote({ text }: SyntaxTree, { start }: ScalarNode): Iterable<Attempt> {
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

/** A key at the start of a line without a colon, or without a space after its colon. */
const KEY = /^(?:[ \t]*(?:-[ \t]+)*)(?<key>[\w.$-]{1,200})(?:(?<colon>:)(?=[^\s:/])|(?=\s|$))/;

function* missingColon({ text }: SyntaxTree, { at = 0 }: ParseError): Iterable<Attempt> {
  for (const line of [...linesBefore(text, at, 3), lineAround(text, at)]) {
    const match = KEY.exec(text.slice(line.start, line.end));
    const { key = '', colon } = match?.groups ?? {};
    if (!match) continue;
    const end = line.start + match[0].length;
    const span = { start: end - key.length - (colon ? 1 : 0), end };
    yield colon
      ? {
          message: `A space is missing after "${key}:".`,
          span,
          title: 'Add the space',
          edits: [insertionAt(end, ' ')],
        }
      : { message: `A colon is missing after "${key}".`, span, title: 'Add the colon', edits: [insertionAt(end, ':')] };
  }
}

/** A value that contains `: `, which would make it a key, or that begins with the braces of a template. */
function* valueToQuote({ text }: SyntaxTree, { at = 0 }: ParseError): Iterable<Attempt> {
  const line = lineAround(text, at);
  const source = text.slice(line.start, line.end);
  const first = /^[^:]*:\s+/.exec(source);
  const value = first ? withoutComment(source.slice(first[0].length)) : '';
  const inBraces = value.startsWith('{{');
  if (!first || !(inBraces || (/:\s/.test(value) && !/^["'[{|>&*!]/.test(value)))) return;
  const start = line.start + first[0].length;
  yield {
    message: inBraces ? 'A string with braces needs quotes.' : 'A value that contains ": " needs quotes.',
    span: { start, end: start + value.length },
    title: 'Put the value in quotes',
    edits: [{ span: { start, end: start + value.length }, newText: writeScalar(value, 'double', ANY) }],
  };
}

const ANY = { json: false, flow: true };

function withoutComment(source: string): string {
  const comment = source.search(/\s#/);
  return (comment < 0 ? source : source.slice(0, comment)).trimEnd();
}

/** A text that begins with a character that cannot start an unquoted text. */
function* quotesAround({ text }: SyntaxTree, { at = 0, message }: ParseError): Iterable<Attempt> {
  if (text[at - 1] === '{') return;
  const rest = text.slice(at, lineAround(text, at).end);
  const inFlow = rest.search(/[,}\]]/);
  for (const value of [withoutComment(rest), inFlow > 0 ? rest.slice(0, inFlow).trimEnd() : '']) {
    const span = { start: at, end: at + value.length };
    const edits = [{ span, newText: writeScalar(value, 'double', ANY) }];
    if (value !== '') yield { message, span, title: 'Put the value in quotes', edits };
  }
}

/** Replaces the tabs at the start of this line and those after it with spaces. */
function* spacesForTabs({ text }: SyntaxTree, { at = 0, message, span }: ParseError): Iterable<Attempt> {
  const places: Span[] = [];
  for (let line: Span | undefined = lineAround(text, at); line; line = lineAfter(text, line.end)) {
    const [indent = ''] = /^[ \t]*/.exec(text.slice(line.start, line.end)) ?? [];
    if (!indent.includes('\t')) break;
    places.push({ start: line.start, end: line.start + indent.length });
  }
  for (const width of [2, 4, 8]) {
    const edits = places.map((place) => {
      return { span: place, newText: text.slice(place.start, place.end).replaceAll('\t', ' '.repeat(width)) };
    });
    yield { message, span, title: 'Replace tabs with spaces', edits };
  }
}

function indentationWords({ text }: SyntaxTree, { at = 0, message }: ParseError): string {
  const line = lineAround(text, at);
  if (!/^[ \t]*(?:-[ \t]+)*[^\s:]*$/.test(text.slice(line.start, at)))
    return 'This does not fit the text before it. A value that contains ": " or braces needs quotes.';
  const own = indentOf(text, line);
  const [before] = linesBefore(text, at, 1);
  const after = lineAfter(text, at);
  const above = before && indentOf(text, before);
  if (above === undefined || above === own) return message;
  const neighbours = after && indentOf(text, after) === above ? 'its neighbours' : 'the line above';
  return `This line is indented by ${own} ${own === 1 ? 'space' : 'spaces'}, ${neighbours} by ${above}.`;
}

function aliasWords({ text }: SyntaxTree, { span, message }: ParseError): string {
  const [, name] = /\*([^\s,[\]{}]{1,100})/.exec(text.slice(span.start, span.end)) ?? [];
  return name === undefined ? message : `The anchor ${quote(`&${name}`)} is not defined above.`;
}

function duplicateKey(
  tree: SyntaxTree,
  error: ParseError,
  lineAt: (offset: number) => number,
): RuleFinding | undefined {
  const { at = 0 } = error;
  let found: { map: MapNode; entry: Entry; before: Entry } | undefined;
  for (const root of tree.roots) {
    visitNodes(root, (map) => {
      if (map.kind !== 'map' || map.start > at || map.end < at) return;
      const entry = map.entries.find(({ start, key }) => start <= at && at <= key.end);
      const before = entry && map.entries.find((other) => keyText(other) === keyText(entry));
      if (entry && before && before !== entry) found = { map, entry, before };
    });
  }
  if (!found) return undefined;
  const { map, entry, before } = found;
  const line = lineAt(before.key.start);
  const remove = (one: Entry, title: string): ReturnType<typeof suggestion>[] => {
    const edits = rewriteEntries(tree, map, [one], undefined);
    return isEditError(edits) || gainOf(tree, error, edits) <= 0 ? [] : [suggestion(title, edits)];
  };
  return {
    message: `${quote(keyText(entry) ?? '')} is already set in line ${line}. Only one can stay.`,
    span: { start: entry.key.start, end: entry.key.end },
    related: [{ span: { start: before.key.start, end: before.key.end }, message: 'It is set here.' }],
    fixes: [...remove(entry, 'Remove this one'), ...remove(before, `Remove the one in line ${line}`)],
  };
}
