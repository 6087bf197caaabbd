import { printParseErrorCode, visit } from 'jsonc-parser';
import type { Span } from '../../base/text.js';
import { MAX_DEPTH } from '../limits.js';
import type { Entry, Node, ParseError, ScalarNode, SyntaxCode, SyntaxTree } from '../node.js';

/** Reads JSON; with `comments`, JSON with comments and trailing commas. Continues after mistakes. */
export function parseJson(text: string, { comments: allowed }: { comments: boolean }): SyntaxTree {
  const syntax = allowed ? 'jsonc' : 'json';
  const tooDeep = findTooDeep(text);
  if (tooDeep !== undefined) {
    const message = `This is nested more than ${MAX_DEPTH} levels deep. Nothing is checked here.`;
    return {
      text,
      syntax,
      roots: [],
      comments: [],
      errors: [],
      limit: { message, span: { start: tooDeep, end: tooDeep + 1 } },
    };
  }
  // The parser would read a byte order mark as a value.
  const { root, comments, errors } = build(text.replace(/^\uFEFF/, ' '), allowed);
  return { text, syntax, roots: root ? [root] : [], comments, errors: allowed || !isJson(text) ? errors : [] };
}

/** JSON.parse has the last word on strict JSON: a text that it accepts has no mistakes. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
    return true;
  } catch {
    return false;
  }
}

/** Where the nesting exceeds the limit, or undefined. The parser recurses, so this is checked before it runs. */
function findTooDeep(text: string): number | undefined {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '"') i = endOfString(text, i);
    else if (c === '{' || c === '[') {
      if (++depth > MAX_DEPTH) return i;
    } else if (c === '}' || c === ']') depth = Math.max(0, depth - 1);
  }
  return undefined;
}

/** The offset of the closing quote, or of the end of the line if the quote is missing. */
function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const c = text[i];
    if (c === '\\') i++;
    else if (c === '"' || c === '\n') return i;
  }
  return text.length;
}

interface Frame {
  readonly start: number;
  readonly entries: Entry[] | undefined;
  readonly items: Node[];
  /** The key without a value so far, and whether its colon was seen. */
  key: ScalarNode | undefined;
  colon: boolean;
}

function build(
  text: string,
  allowComments: boolean,
): { root: Node | undefined; comments: Span[]; errors: ParseError[] } {
  const top: Frame = { start: 0, entries: undefined, items: [], key: undefined, colon: false };
  const stack: Frame[] = [top];
  const comments: Span[] = [];
  const errors: ParseError[] = [];
  const current = (): Frame => stack.at(-1) ?? top;

  const add = (node: Node): void => {
    const frame = current();
    if (!frame.entries) frame.items.push(node);
    else if (frame.key) {
      frame.entries.push({ key: frame.key, value: node, unusual: !frame.colon, start: frame.key.start, end: node.end });
      frame.key = undefined;
    }
  };
  const dropLoneKey = (frame: Frame): void => {
    if (!frame.key || !frame.entries) return;
    const { key } = frame;
    const value: ScalarNode = {
      kind: 'scalar',
      style: 'plain',
      type: 'missing',
      text: '',
      start: key.end,
      end: key.end,
    };
    frame.entries.push({ key, value, unusual: true, start: key.start, end: key.end });
    frame.key = undefined;
  };
  const open = (start: number, map: boolean): void => {
    stack.push({ start, entries: map ? [] : undefined, items: [], key: undefined, colon: false });
  };
  const close = (end: number): void => {
    const frame = stack.length > 1 ? stack.pop() : undefined;
    if (!frame) return;
    dropLoneKey(frame);
    const span = { start: frame.start, end };
    if (frame.entries) add({ kind: 'map', flow: true, entries: frame.entries, ...span });
    else add({ kind: 'seq', flow: true, items: frame.items, ...span });
  };
  /** Closes the innermost open collection of this kind, and those inside it, which lack their closing brackets. */
  const closeUpTo = (map: boolean, offset: number, end: number): void => {
    const index = stack.findLastIndex((frame, i) => i > 0 && (frame.entries !== undefined) === map);
    if (index < 0) return;
    while (stack.length > index + 1) close(offset);
    close(end);
  };

  visit(
    text,
    {
      onObjectBegin: (offset) => open(offset, true),
      onArrayBegin: (offset) => open(offset, false),
      onObjectEnd: (offset, length) => closeUpTo(true, offset, offset + length),
      onArrayEnd: (offset, length) => closeUpTo(false, offset, offset + length),
      onObjectProperty: (name, offset, length) => {
        const frame = current();
        dropLoneKey(frame);
        frame.key = {
          kind: 'scalar',
          style: 'double',
          type: 'string',
          text: name,
          start: offset,
          end: offset + length,
        };
        frame.colon = false;
      },
      onSeparator: (character) => {
        if (character === ':') current().colon = true;
      },
      onLiteralValue: (value, offset, length) => add(literal(value, text, offset, length)),
      onComment: (offset, length) => comments.push({ start: offset, end: Math.min(offset + length, text.length) }),
      onError: (error, offset, length) =>
        errors.push(parseErrorOf(error, { start: offset, end: Math.min(offset + length, text.length) })),
    },
    { disallowComments: !allowComments, allowTrailingComma: allowComments, allowEmptyContent: true },
  );
  while (stack.length > 1) close(text.length);
  return { root: top.items[0], comments, errors };
}

function literal(value: unknown, text: string, start: number, length: number): ScalarNode {
  const span = { start, end: start + length };
  if (typeof value === 'string') return { kind: 'scalar', style: 'double', type: 'string', text: value, ...span };
  const type = value === null ? 'null' : typeof value === 'number' ? 'number' : 'boolean';
  return { kind: 'scalar', style: 'plain', type, text: text.slice(span.start, span.end), ...span };
}

const WORDS: Readonly<Record<string, readonly [words: string, code?: SyntaxCode]>> = {
  InvalidSymbol: ['This is not a JSON value. Text needs double quotes.', 'symbol'],
  InvalidNumberFormat: ['JSON does not allow a number to be written like this.'],
  PropertyNameExpected: ['A key in double quotes is expected here; JSON allows no trailing comma.', 'trailing-comma'],
  ValueExpected: ['A value is expected here.', 'trailing-comma'],
  ColonExpected: ['A colon is missing after the key.', 'colon'],
  CommaExpected: ['A comma is missing before this.', 'comma'],
  CloseBraceExpected: ['A closing brace is missing.'],
  CloseBracketExpected: ['A closing bracket is missing.'],
  EndOfFileExpected: ['Nothing may follow the value.'],
  InvalidCommentToken: ['JSON has no comments.'],
  UnexpectedEndOfComment: ['This comment is never closed.'],
  UnexpectedEndOfString: ['This quote is never closed.', 'quote'],
  InvalidUnicode: ['This \\u escape is not complete.'],
  InvalidEscapeCharacter: ['JSON does not know this escape.'],
  InvalidCharacter: ['Control characters must be escaped in JSON.'],
};

function parseErrorOf(error: Parameters<typeof printParseErrorCode>[0], span: Span): ParseError {
  const name = printParseErrorCode(error);
  const [message, code] = WORDS[name] ?? [`This is not JSON (${name}).`];
  return { message, span, at: span.start, ...(code && { code }) };
}
