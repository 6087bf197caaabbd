import type { Span } from '../../../base/text.js';

/**
 * A JSON-e expression. Spans are offsets in the string that was parsed. Operands on the left are always called `left`: long
 * chains (`a.b.c`, `a || b || c`) grow in that direction, so code that walks a tree must not recurse there.
 */
export type Expression =
  | Literal
  | Name
  | Unary
  | Binary
  | Member
  | Access
  | Call
  | ListLiteral
  | ObjectLiteral
  /** A missing operand, as in `(1 + )`: json-e only fails when it is evaluated. */
  | Missing;

export interface Literal extends Span {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
}

export interface Name extends Span {
  readonly kind: 'name';
  readonly name: string;
}

export interface Unary extends Span {
  readonly kind: 'unary';
  readonly operator: '+' | '-' | '!';
  readonly operand: Expression;
}

export type BinaryOperator =
  | ('||' | '&&' | 'in')
  | ('==' | '!=' | '<' | '>' | '<=' | '>=')
  | ('+' | '-' | '*' | '/' | '**');

export interface Binary extends Span {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly operatorSpan: Span;
  readonly left: Expression;
  readonly right: Expression;
}

/** `left.property`. */
export interface Member extends Span {
  readonly kind: 'member';
  readonly left: Expression;
  readonly property: string;
  readonly propertySpan: Span;
}

/** `left[from]`, or `left[from:to]` for an interval. json-e also accepts `left[from to]`, where `to` has no meaning. */
export interface Access extends Span {
  readonly kind: 'access';
  readonly left: Expression;
  readonly interval: boolean;
  readonly from: Expression | undefined;
  readonly to: Expression | undefined;
}

export interface Call extends Span {
  readonly kind: 'call';
  readonly left: Expression;
  readonly args: readonly Expression[];
}

export interface ListLiteral extends Span {
  readonly kind: 'list';
  readonly items: readonly Expression[];
}

export interface ObjectLiteral extends Span {
  readonly kind: 'object';
  /** For duplicate keys, the last value in the position of the first. */
  readonly entries: readonly { readonly key: string; readonly keySpan: Span; readonly value: Expression }[];
}

export interface Missing extends Span {
  readonly kind: 'missing';
}

/** The direct parts of an expression, in the order of the text. */
export function operandsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'name':
    case 'missing':
      return [];
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'member':
      return [expression.left];
    case 'access':
      return [expression.left, expression.from, expression.to].filter((part) => part !== undefined);
    case 'call':
      return [expression.left, ...expression.args];
    case 'list':
      return expression.items;
    case 'object':
      return expression.entries.map(({ value }) => value);
  }
}

/** Calls `visit` for every expression at or below `root`, without recursion. */
export function visitExpressions(root: Expression, visit: (expression: Expression) => void): void {
  const waiting: Expression[] = [root];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    visit(next);
    waiting.push(...operandsOf(next));
  }
}
