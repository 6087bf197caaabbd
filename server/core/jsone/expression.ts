import parserModule from 'json-e/src/parser.js';
import Tokenizer from 'json-e/src/tokenizer.js';
import type { Span } from '../base/text.js';

/** A piece of an expression; its offsets count from the start of the source that was parsed. */
export interface Token extends Span {
  readonly kind: string;
  readonly value: string;
}

/** The tree that the parser of `json-e` builds (its AST.js). An operand that is missing in the source is undefined. */
export type Expression =
  | { readonly constructorName: 'ASTNode' | 'ContextValue'; readonly token: Token }
  | { readonly constructorName: 'BinOp'; readonly token: Token; readonly left: Operand; readonly right: Operand }
  | { readonly constructorName: 'UnaryOp'; readonly token: Token; readonly expr: Operand }
  | {
      readonly constructorName: 'FunctionCall';
      readonly token: Token;
      readonly name: Operand;
      readonly args: readonly Operand[];
    }
  | {
      readonly constructorName: 'ValueAccess';
      readonly token: Token;
      readonly isInterval: boolean;
      readonly arr: Operand;
      readonly left: Operand | null;
      readonly right: Operand | null;
    }
  | { readonly constructorName: 'List'; readonly token: Token; readonly list: readonly Operand[] }
  | { readonly constructorName: 'Object'; readonly token: Token; readonly obj: Readonly<Record<string, Operand>> };

export type Operand = Expression | undefined;

/** Why json-e does not read an expression. */
export type Failure =
  /** The source ends where more is expected. */
  | { readonly kind: 'end'; readonly span: Span }
  /** No token begins here. */
  | { readonly kind: 'character'; readonly span: Span }
  /** A token that cannot stand here. `expected`: the kinds that can; empty where the expression could have ended. */
  | { readonly kind: 'token'; readonly span: Span; readonly token: Token; readonly expected: readonly string[] }
  /** Nested so deeply that it was not read: nothing is known about it. */
  | { readonly kind: 'depth'; readonly span: Span };

export type ParseResult =
  | { readonly tree: Operand; readonly end: number; readonly failure?: undefined }
  | { readonly failure: Failure };

/** The tokens of JSON-e expressions, as json-e's index.js has them. */
const TOKENIZER = new Tokenizer({
  ignore: '\\s+',
  patterns: {
    number: '[0-9]+(?:\\.[0-9]+)?',
    identifier: '[a-zA-Z_][a-zA-Z_0-9]*',
    string: '\'[^\']*\'|"[^"]*"',
    true: 'true(?![a-zA-Z_0-9])',
    false: 'false(?![a-zA-Z_0-9])',
    in: 'in(?![a-zA-Z_0-9])',
    null: 'null(?![a-zA-Z_0-9])',
  },
  tokens: [
    '**',
    ...'+-*/[].(){}:,',
    ...['>=', '<=', '<', '>', '==', '!=', '!', '&&', '||'],
    ...['true', 'false', 'in', 'null', 'number', 'identifier', 'string'],
  ],
});

/**
 * Parses the expression at `from` with the parser of json-e: to the end of the source, or, inside a string (`${…}`), to
 * the brace that closes it, which `end` then is the offset of. Never throws.
 */
export function parseExpression(source: string, from: number, place: 'whole' | 'interpolation'): ParseResult {
  let parser: InstanceType<typeof parserModule.Parser> | undefined;
  try {
    parser = new parserModule.Parser(TOKENIZER, source, from);
    const tree = parser.parse() as Operand;
    const next = parser.current_token ?? undefined;
    if (place === 'whole') return next ? unexpected(next, []) : { tree, end: source.length };
    if (!next) return { failure: { kind: 'end', span: endOf(source) } };
    return next.kind === '}' ? { tree, end: next.start } : unexpected(next, ['}']);
  } catch (error) {
    return { failure: failureOf(error, source, from, parser?.current_token) };
  }
}

/** What is wrong, from what was thrown and the token that the parser had come to; undefined if it had not begun. */
function failureOf(error: unknown, source: string, from: number, token: Token | null | undefined): Failure {
  const message = error instanceof Error ? error.message : '';
  if (error instanceof RangeError) return { kind: 'depth', span: { start: from, end: source.length } };
  if (message.startsWith('Unexpected input')) {
    const start = skipSpace(source, token?.end ?? from);
    return { kind: 'character', span: { start, end: start + 1 } };
  }
  // The parser stumbles over the end of the source with errors of JavaScript, too.
  if (!token) return { kind: 'end', span: endOf(source) };
  const expected = /expected one of: (.*)$/s.exec(message)?.[1]?.split(', ') ?? [];
  return unexpected(token, expected).failure;
}

function unexpected(token: Token, expected: readonly string[]): { failure: Failure } {
  return { failure: { kind: 'token', span: { start: token.start, end: token.end }, token, expected } };
}

function endOf(source: string): Span {
  const end = source.trimEnd().length;
  return { start: Math.max(0, end - 1), end };
}

function skipSpace(source: string, from: number): number {
  let at = from;
  while (at < source.length && /\s/.test(source.charAt(at))) at++;
  return at;
}

/** The direct parts of an expression. An operand that is missing is undefined. */
export function operandsOf(expression: Expression): readonly Operand[] {
  switch (expression.constructorName) {
    case 'ASTNode':
    case 'ContextValue':
      return [];
    case 'BinOp':
      // The parser of `**` puts the right operand first; for messages the order does not matter.
      return [expression.left, expression.right];
    case 'UnaryOp':
      return [expression.expr];
    case 'FunctionCall':
      return [expression.name, ...expression.args];
    case 'ValueAccess':
      return [expression.arr, ...[expression.left, expression.right].filter((bound) => bound !== null)];
    case 'List':
      return expression.list;
    case 'Object':
      return Object.values(expression.obj);
  }
}

/** Calls `visit` for every expression at or below `tree`, without recursion: chains of operators can be long. */
export function visitExpressions(tree: Expression, visit: (expression: Expression) => void): void {
  const waiting: Expression[] = [tree];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    visit(next);
    for (const operand of operandsOf(next)) if (operand) waiting.push(operand);
  }
}
