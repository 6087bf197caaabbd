import { type Expression, operandsOf, parseExpression } from '../engine/index.js';
import type { ExpressionPlace } from './expression-at.js';
import type { Condition } from './surroundings.js';

/** A part of an expression. */
export interface Part {
  readonly expression: Expression;
  /** What it is an operand of. */
  readonly around: Expression | undefined;
  /** Conditions in the expression that hold there, or do not. */
  readonly conditions: readonly Condition[];
}

/**
 * The part of an expression at an offset of the content of its scalar: a name, `a.b` on its `b`, a literal; or, on an operator
 * or bracket, what that computes. Undefined if the expression cannot be parsed.
 */
export function partAt({ node, kind, start }: ExpressionPlace, at: number): Part | undefined {
  const parsed = parseExpression(node.text, start, kind);
  if (parsed.failure) return undefined;
  const conditions: Condition[] = [];
  let { expression } = parsed;
  let around: Expression | undefined;
  for (;;) {
    const inner = operandsOf(expression).find((one) => one.start <= at && at < one.end);
    if (!inner) return { expression, around, conditions };
    if (expression.kind === 'binary' && inner === expression.right && /^(?:&&|\|\|)$/.test(expression.operator)) {
      const text = node.text.slice(expression.left.start, expression.left.end);
      conditions.push({ text, holds: expression.operator === '&&' });
    }
    around = expression;
    expression = inner;
  }
}
