import { quote } from '../../base/quote.js';
import { judgeTimeSpan } from '../describe/time-span.js';
import type { Expression, Operand } from '../expression.js';
import { FUNCTIONS, type FunctionType } from './functions.js';
import { aKind, isNoneOf, type Kind, type KindOf, nameOf } from './kinds.js';
import type { StringProblem } from './problem.js';
import type { Scope } from './scope.js';

/** What is wrong, and where if not at the operator. */
type Judgement = Pick<StringProblem, 'message'> & Partial<StringProblem>;

/** A call that json-e refuses whatever the variables are. */
export function judgeCall(expression: Expression, scope: Scope, kindOf: KindOf): Judgement | undefined {
  if (expression.constructorName !== 'FunctionCall') return undefined;
  const name = nameOf(expression.name);
  if (name === undefined) {
    const kind = kindOf(expression.name);
    return isNoneOf(kind, 'function')
      ? { message: `Only a function can be called, but this is ${aKind(kind)}.` }
      : undefined;
  }
  const type = scope.names.has(name) || scope.fog ? undefined : FUNCTIONS.get(name);
  const span = expression.name && { start: expression.name.token.start, end: expression.name.token.end };
  const message =
    type && (judgeCount(name, type, expression.args.length) ?? judgeArguments(name, type, expression.args, kindOf));
  if (message) return { message, ...(span && { span }) };
  return name === 'fromNow' && type ? judgeFromNow(expression.args[0]) : undefined;
}

function judgeCount(name: string, { takes, more }: FunctionType, count: number): string | undefined {
  const least = takes.length;
  if (count === least || (more && count > least)) return undefined;
  const wanted = `${more ? 'at least ' : ''}${least} argument${least === 1 ? '' : 's'}`;
  return `${name}() takes ${wanted}, but is given ${count}.`;
}

function judgeArguments(
  name: string,
  { takes, more = [] }: FunctionType,
  args: readonly Operand[],
  kindOf: KindOf,
): string | undefined {
  for (const [i, arg] of args.entries()) {
    const wanted: readonly Kind[] = takes[i] ?? more;
    const kind = kindOf(arg);
    if (!isNoneOf(kind, ...wanted)) continue;
    const which = args.length > 1 ? ` as argument ${i + 1}` : '';
    return `${name}() takes ${wanted.map(aKind).join(' or ')}${which}, but this is ${aKind(kind)}.`;
  }
  return undefined;
}

function judgeFromNow(argument: Operand): Judgement | undefined {
  if (argument?.constructorName !== 'ASTNode' || argument.token.kind !== 'string') return undefined;
  const { start, end, value } = argument.token;
  const judgement = judgeTimeSpan(value.slice(1, -1));
  if (!judgement) return undefined;
  const span = { start: start + 1, end: end - 1 };
  const { message, suggestion } = judgement;
  return { message, span, ...(suggestion !== undefined && { replacement: { span, newText: suggestion } }) };
}

const ARITHMETIC = ['-', '*', '/', '**'];
const ORDER = ['<', '>', '<=', '>='];

/** An operator whose operands are literals of kinds that json-e refuses. */
export function judgeOperator(expression: Expression, kindOf: KindOf): Judgement | undefined {
  const { constructorName } = expression;
  const operator = expression.token.kind;
  if (constructorName === 'UnaryOp' && operator !== '!') {
    const kind = kindOf(expression.expr);
    return isNoneOf(kind, 'number') ? refuse(operator, 'a number', kind) : undefined;
  }
  if (constructorName !== 'BinOp') return undefined;
  const left = kindOf(expression.left);
  const right = kindOf(expression.right);
  if (ARITHMETIC.includes(operator)) {
    const wrong = [left, right].find((kind) => isNoneOf(kind, 'number'));
    return wrong && refuse(operator, 'numbers', wrong);
  }
  if (operator === '+' || ORDER.includes(operator)) {
    const wrong = [left, right].find((kind) => isNoneOf(kind, 'number', 'string'));
    if (wrong) return refuse(operator, 'two numbers or two strings', wrong);
    if (left === 'unknown' || right === 'unknown' || left === right) return undefined;
    const advice = operator === '+' ? ' str() makes a string of a number.' : '';
    return { message: `"${operator}" takes two numbers or two strings, not one of each.${advice}` };
  }
  if (operator === 'in') {
    if (isNoneOf(right, 'list', 'string', 'mapping')) {
      return { message: `"in" looks in a list, a string or a mapping, but on its right is ${aKind(right)}.` };
    }
    if ((right === 'string' || right === 'mapping') && isNoneOf(left, 'string')) {
      return { message: `In ${aKind(right)}, "in" looks for a string, but on its left is ${aKind(left)}.` };
    }
  }
  if (operator === '.' && isNoneOf(left, 'mapping')) {
    return {
      message: `${aKind(left).replace(/^a/, 'A')} has no properties such as ${quote(propertyOf(expression.right))}.`,
    };
  }
  return undefined;
}

function refuse(operator: string, wanted: string, kind: Kind): Judgement {
  return { message: `"${operator}" takes ${wanted}, but here is ${aKind(kind)}.` };
}

function propertyOf(operand: Operand): string {
  return operand?.token.value ?? '';
}
