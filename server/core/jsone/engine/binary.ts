import type { Binary } from './expression/ast.js';
import { madeBy } from './origin.js';
import { fieldsOf, type One, poisonOf, type Surroundings } from './surroundings.js';
import { equal } from './truth.js';
import { Types } from './type-names.js';
import type { Value } from './types.js';
import { boolean, Holds, holdsOf, number, string, typeBits, typesOf, unknown } from './value.js';

/** The result of a binary operator, except `||` and `&&`. */
export function evaluateBinary(at: Surroundings, expression: Binary, left: Value, right: Value): Value {
  const poison = poisonOf(left) ?? poisonOf(right);
  if (poison) return poison;
  const { operator } = expression;
  if (operator === '==' || operator === '!=') {
    at.compared(operator, left, right, expression);
    const place = at.place(expression);
    const same = equal(left, right, () => !at.evaluator.charge(1, place));
    return same === undefined ? unknown(Types.boolean) : boolean(same === (operator === '=='));
  }
  if (operator === 'in') return at.each(left, (a) => at.each(right, (b) => contains(at, expression, a, b)));
  return at.each(left, (a) => at.each(right, (b) => calculate(at, expression, a, b)));
}

function calculate(at: Surroundings, expression: Binary, left: One, right: One): Value {
  const { operator } = expression;
  const poison = poisonOf(left) ?? poisonOf(right);
  if (poison) return poison;
  const texts = operator === '+' || ['<', '>', '<=', '>='].includes(operator);
  const allowed = texts ? Types.number | Types.string : Types.number;
  const common = typeBits(left) & typeBits(right) & allowed;
  if (!common) {
    const what = texts
      ? operator === '+'
        ? 'numbers/strings + numbers/strings'
        : `numbers/strings ${operator} numbers/strings`
      : `number ${operator} number`;
    return at.evaluator.fail(
      { code: 'wrong-operand', operator, operands: [left, right] },
      `infix: ${operator} expects ${what}`,
      at.place(expression),
    );
  }
  if (texts && operator !== '+') at.compared(operator as '<', left, right, expression);
  if (left.kind === 'number' && right.kind === 'number') return arithmetic(at, expression, left.value, right.value);
  if (left.kind === 'string' && right.kind === 'string') {
    if (operator !== '+') return boolean(ordered(operator, left.value, right.value));
    const limit = at.evaluator.chargeText(left.value.length + right.value.length, at.place(expression));
    return limit ?? string(left.value + right.value, madeBy(at.code.node, [left.origin, right.origin]));
  }
  if (operator === '/' && right.kind === 'number' && right.value === 0) return divisionByZero(at, expression);
  if (!texts) return unknown(Types.number);
  return operator === '+' ? joinedUnknown(left, right, common) : unknown(Types.boolean);
}

function arithmetic(at: Surroundings, expression: Binary, left: number, right: number): Value {
  switch (expression.operator) {
    case '+':
      return number(left + right);
    case '-':
      return number(left - right);
    case '*':
      return number(left * right);
    case '/':
      return right === 0 ? divisionByZero(at, expression) : number(left / right);
    case '**':
      return number(left ** right);
    default:
      return boolean(ordered(expression.operator, left, right));
  }
}

function divisionByZero(at: Surroundings, expression: Binary): Value {
  return at.evaluator.fail({ code: 'division-by-zero' }, 'division by zero', at.place(expression.right));
}

function contains(at: Surroundings, expression: Binary, left: One, right: One): Value {
  const place = at.place(expression);
  const poison = poisonOf(left) ?? poisonOf(right);
  if (poison) return poison;
  const refuse = (message: string): Value =>
    at.evaluator.fail({ code: 'wrong-operand', operator: 'in', operands: [left, right] }, message, place);
  const isText = (typeBits(left) & Types.string) !== 0;
  const fields = fieldsOf(right);
  if (fields) {
    if (!isText) return refuse('Infix: in-object expects string on left side');
    if (left.kind !== 'string') return unknown(Types.boolean);
    at.reading(right, left.value, 'test', expression);
    const field = fields.fields.get(left.value);
    return field?.certain ? boolean(true) : field || fields.open ? unknown(Types.boolean) : boolean(false);
  }
  at.compared('in', left, right, expression);
  if (right.kind === 'string') {
    if (!isText) return refuse('Infix: in-string expects string on left side');
    return left.kind === 'string' ? boolean(right.value.includes(left.value)) : unknown(Types.boolean);
  }
  if (right.kind === 'array') {
    let result: boolean | undefined = right.open ? undefined : false;
    for (const item of right.items) {
      const same = equal(left, item, () => !at.evaluator.charge(1, place));
      if (same && !right.open && !(holdsOf(item) & Holds.absent)) return boolean(true);
      if (same !== false) result = undefined;
    }
    return result === undefined ? unknown(Types.boolean) : boolean(result);
  }
  if (right.kind === 'unknown') {
    if (right.types & Types.array) return unknown(Types.boolean);
    if (right.types & typesOf('string', 'object')) {
      if (!isText)
        return refuse(`Infix: in-${right.types & Types.object ? 'object' : 'string'} expects string on left side`);
      if (left.kind === 'string') at.reading(right, left.value, 'test', expression);
      return unknown(Types.boolean);
    }
  }
  return refuse('Infix: in expects Array, string, or object on right side');
}

function ordered(operator: string, left: string | number, right: string | number): boolean {
  switch (operator) {
    case '<':
      return left < right;
    case '>':
      return left > right;
    case '<=':
      return left <= right;
    default:
      return left >= right;
  }
}

function joinedUnknown(left: One, right: One, types: number): Value {
  const result = unknown(types);
  if (types !== Types.string) return result;
  return { ...result, pieces: [...piecesOf(left), ...piecesOf(right)] };
}

/** The known pieces of a text. */
export function piecesOf(value: Value): readonly (string | undefined)[] {
  if (value.kind === 'string') return [value.value];
  return value.kind === 'unknown' && value.pieces && value.pieces.length <= 32 ? value.pieces : [undefined];
}
