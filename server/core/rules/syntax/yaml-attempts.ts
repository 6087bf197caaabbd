import type { Span } from '../../base/text.js';
import { writeScalar } from '../../edit/write-scalar.js';
import type { ParseError, SyntaxTree } from '../../syntax/node.js';
import { type Attempt, insertionAt } from './attempt.js';
import { closedBracket, missingComma } from './brackets.js';
import { lineAfter, lineAround, linesBefore, withoutComment } from './lines.js';
import { closedQuote, openQuotes, textBehindQuote } from './quotes.js';

/** What may be wrong with a YAML text, the likeliest first. */
export function* yamlAttempts(tree: SyntaxTree, error: ParseError): Iterable<Attempt> {
  if (error.code === undefined) return;
  if (error.code === 'tab') yield* spacesForTabs(tree, error);
  if (error.code === 'start') yield* quotesAround(tree, error);
  for (const scalar of openQuotes(tree, error).toReversed()) yield* closedQuote(tree, scalar);
  if (error.code === 'flow' || error.code === 'indentation') yield* textBehindQuote(tree, error);
  if (error.code === 'flow') {
    yield* missingComma(tree, error);
    yield* closedBracket(tree, error);
  }
  if (error.code === 'colon' || error.code === 'indentation') {
    yield* missingColon(tree, error);
    yield* valueToQuote(tree, error);
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
