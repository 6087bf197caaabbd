import { quote } from '../../base/quote.js';
import type { Span } from '../../base/text.js';
import { type Expression, type Operand, operandsOf, visitExpressions } from '../expression.js';
import { judgeCall, judgeOperator } from './calls.js';
import { createKindOf, type KindOf } from './kinds.js';
import type { StringProblem } from './problem.js';
import { judgeName, type Scope } from './scope.js';

/**
 * The mistakes in an expression that could be read: names that mean nothing, operands that are missing or of a kind that
 * json-e refuses. `interpolation`: the `${…}` that it stands in.
 */
export function expressionProblems(
  tree: Expression,
  scope: Scope,
  interpolation: Hole | undefined,
  kindOf: KindOf = createKindOf(scope.names),
): StringProblem[] {
  const problems: StringProblem[] = [];
  const called = new Set<Operand>();
  const compared = new Set<Operand>();
  const all: Expression[] = [];
  visitExpressions(tree, (expression) => {
    all.push(expression);
    if (expression.constructorName === 'FunctionCall') called.add(expression.name);
    if (expression.constructorName === 'BinOp' && ['==', '!=', 'in'].includes(expression.token.kind)) {
      compared.add(expression.left).add(expression.right);
    }
    if (expression.constructorName === 'ContextValue') {
      problems.push(...nameProblem(expression, scope, interpolation, called.has(expression), compared.has(expression)));
    }
  });
  // From the leaves up, so that what the parts give is known when it is asked for.
  for (const expression of all.reverse()) {
    const judgement = operandsOf(expression).includes(undefined)
      ? { message: missingOperand(expression) }
      : (judgeCall(expression, scope, kindOf) ?? judgeOperator(expression, kindOf));
    if (judgement) problems.push({ span: spanOf(expression), ...judgement });
  }
  return problems.sort((a, b) => a.span.start - b.span.start);
}

export interface Hole extends Span {
  readonly text: string;
}

function missingOperand(expression: Expression): string {
  if (expression.constructorName === 'List' || expression.constructorName === 'FunctionCall') {
    return `A value is missing in this list: JSON-e allows no comma before the closing bracket.`;
  }
  const before = expression.constructorName === 'BinOp' && expression.left === undefined;
  return `Nothing ${before ? 'stands before' : 'follows'} "${expression.token.value}".`;
}

function spanOf({ token }: Expression): Span {
  return { start: token.start, end: token.end };
}

function nameProblem(
  { token }: Expression,
  scope: Scope,
  interpolation: Hole | undefined,
  called: boolean,
  compared: boolean,
): StringProblem[] {
  const name = token.value;
  const unknown = judgeName(name, scope, called);
  if (!unknown) return [];
  const span = { start: token.start, end: token.end };
  const wrong = `There is no ${called ? 'function' : 'variable'} ${quote(name)} here`;
  if (unknown.sibling) {
    const why = 'the values of one $let do not see one another';
    return [{ message: `${wrong}: ${why}. Define it in a $let around this one.`, span }];
  }
  const alone = interpolation && interpolation.text.slice(2, -1).trim() === name;
  if (alone && !called && /^[A-Z_][A-Z0-9_]*$/.test(name) && unknown.suggestion?.toUpperCase() !== name) {
    return [
      {
        ...shellProblem(interpolation),
        message: `${wrong}. To leave ${interpolation.text} to the shell, write $${interpolation.text}.`,
        span,
      },
    ];
  }
  if (unknown.suggestion !== undefined) {
    const { suggestion } = unknown;
    return [{ message: `${wrong}. Did you mean "${suggestion}"?`, span, replacement: { span, newText: suggestion } }];
  }
  if (compared) return [{ message: `${wrong}. A string needs quotes: '${name}'.`, span }];
  if (alone)
    return [
      {
        ...shellProblem(interpolation),
        message: `${wrong}. For a literal ${interpolation.text}, write $${interpolation.text}.`,
        span,
      },
    ];
  const why = called ? 'neither JSON-e nor the context has it' : 'neither the context nor a $let around it defines it';
  return [{ message: `${wrong}: ${why}.`, span }];
}

/** A `${…}` that is meant for the shell: a further dollar sign leaves it alone. */
export function shellProblem(interpolation: Hole): Pick<StringProblem, 'span' | 'replacement'> {
  const { start, end, text } = interpolation;
  const replacement = {
    span: { start, end: start },
    newText: '$',
    title: `Write $${text.length > 40 ? '${…}' : text}`,
  };
  return { span: { start, end }, replacement };
}
