import { quote } from '../../base/quote.js';
import type { ParseError, SyntaxTree } from '../../syntax/node.js';
import type { RuleFinding } from '../rule.js';
import { type Attempt, bestOf, insertionAt } from './attempt.js';
import { lineAround } from './lines.js';

/** A JSON mistake, with a fix if one is obvious. */
export function explainJson(tree: SyntaxTree, error: ParseError): RuleFinding {
  const { message, span } = error;
  return bestOf(tree, error, attempts(tree, error)) ?? { message, span };
}

/** JSON's constants as written in other languages. */
const CONSTANTS: Readonly<Record<string, string>> = {
  True: 'true',
  TRUE: 'true',
  False: 'false',
  FALSE: 'false',
  None: 'null',
  Null: 'null',
  NULL: 'null',
};

function* attempts({ text }: SyntaxTree, { code, span, message }: ParseError): Iterable<Attempt> {
  const source = text.slice(span.start, span.end);
  const before = text.slice(0, span.start).trimEnd().length;
  const line = lineAround(text, span.start);
  switch (code) {
    case 'colon': {
      const key = text.slice(Math.max(0, text.lastIndexOf('"', before - 2)) + 1, before - 1);
      const words = `A colon is missing after ${quote(key)}.`;
      yield { message: words, span, title: 'Add the colon', edits: [insertionAt(before, ':')] };
      break;
    }
    case 'comma':
      yield { message, span, title: 'Add the comma', edits: [insertionAt(before, ',')] };
      break;
    case 'trailing-comma': {
      const comma = { start: before - 1, end: before };
      if (text[before - 1] !== ',') break;
      const words = 'JSON does not allow a comma after the last item.';
      yield { message: words, span: comma, title: 'Remove the comma', edits: [{ span: comma, newText: '' }] };
      break;
    }
    case 'quote': {
      const written = text.slice(span.start, line.end).trimEnd();
      const end = span.start + (written.endsWith(',') ? written.length - 1 : written.length);
      // A string that continues on the next line is a different mistake.
      if (/^\s*(?:[",}\]]|$)/.test(text.slice(line.end, line.end + 1000)))
        yield { message, span, title: 'Close the quote', edits: [insertionAt(end, '"')] };
      break;
    }
    case 'symbol': {
      const [, word] = /^'([^'"\\]*)'/.exec(text.slice(span.start, line.end)) ?? [];
      const constant = Object.hasOwn(CONSTANTS, source) ? CONSTANTS[source] : undefined;
      const newText = word === undefined ? constant : JSON.stringify(word);
      const end = word === undefined ? span.end : span.start + word.length + 2;
      const edits = newText === undefined ? [] : [{ span: { start: span.start, end }, newText }];
      if (edits.length > 0) yield { message, span, title: `Change to ${newText}`, edits };
    }
  }
}
