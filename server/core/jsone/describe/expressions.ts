import { didYouMean } from '../../base/did-you-mean.js';
import { quote } from '../../base/quote.js';
import type { Span } from '../../base/text.js';
import {
  type Binary,
  BUILTINS,
  type Code,
  type Detail,
  type Expression,
  type Member,
  type ObjectValue,
  typeBits,
  typesOf,
  type Unary,
  type Value,
} from '../engine/index.js';
import { aKind, aType, isNoneOf } from './kinds.js';
import { propertyTest } from './missing-property.js';
import { holeOf, parentOf, partAt, pathText, quoteIn, textOf } from './parts.js';
import { listed, type Said } from './said.js';
import { literal } from './unknown-name.js';

type DetailOf<Code extends Detail['code']> = Extract<Detail, { code: Code }>;

const isBinary = (part: Expression): part is Binary => part.kind === 'binary';
const isAny = (_part: Expression): _part is Expression => true;
const isUnary = (part: Expression): part is Unary => part.kind === 'unary';

/** `event.x`, but the event has no `x`. */
export function describeNoProperty({ property, object }: DetailOf<'no-property'>, code: Code, span: Span): Said {
  const member = memberAt(code, span);
  const owner = pathText(code, member?.left) ?? 'The mapping';
  const message = `${owner} has no property ${quote(property)}.`;
  const names = object.kind === 'object' ? nearNames(object) : [];
  const meant = didYouMean(property, names);
  if (meant === undefined) {
    const { words, ...replacements } = (member && propertyTest(code, member)) ?? {};
    return words ? { message: `${message} To test for it, write ${words}.`, span, ...replacements } : { message, span };
  }
  return { message: `${message} Did you mean "${meant}"?`, span, replacement: { span, newText: meant } };
}

/** The names that can follow a dot. */
function nearNames({ fields }: ObjectValue): string[] {
  return [...fields.keys()].filter((key) => /^[a-zA-Z_]\w*$/.test(key));
}

/** `event.x.y`, but `event.x` has no properties. */
export function describeNoObject({ property, value }: DetailOf<'no-object'>, code: Code, span: Span): Said {
  const left = memberAt(code, span)?.left;
  const sign = left && describeSign(left, code);
  if (sign) return sign;
  const name = pathText(code, left);
  const kind = aKind(value);
  const message = name
    ? `${name} is ${kind} and has no property ${quote(property)}.`
    : `${kind.replace(/^./, (first) => first.toUpperCase())} has no properties such as ${quote(property)}.`;
  return { message, span };
}

function memberAt(code: Code, { start, end }: Span): Member | undefined {
  const found = parentOf(
    code,
    (part) => part.kind === 'member' && part.propertySpan.start === start && part.propertySpan.end === end,
  );
  return found?.kind === 'member' ? found : undefined;
}

/** `!event.x`, which JSON-e reads as `(!event).x`. */
function describeSign(left: Expression, code: Code): Said | undefined {
  if (left.kind !== 'unary' || textOf(code, left)[0] !== left.operator) return undefined;
  let chain: Expression = left;
  for (let next: Expression | undefined = left; next; next = linkOn(next, code)) chain = next;
  if (chain === left) return undefined;
  const mark = { '.': '.', '[': '[', '(': '(' }[textOf(code, { start: left.end, end: chain.end })[0] ?? ''] ?? '.';
  const right = `${left.operator}(${textOf(code, { start: left.operand.start, end: chain.end })})`;
  const span = { start: left.start, end: chain.end };
  const says = `"${left.operator}" binds tighter than "${mark === '.' ? '.' : mark === '[' ? '[…]' : '(…)'}": write ${right}`;
  const replacement = { span, newText: right };
  const object = pathText(code, left.operand);
  if (left.operator !== '!' || chain.kind !== 'member' || chain.left !== left || object === undefined)
    return { message: `${says}.`, span, replacement };
  const quote = quoteIn(code);
  const words = `!("${chain.property}" in ${object})`;
  const instead = [{ span, newText: `!(${quote}${chain.property}${quote} in ${object})`, title: `Write ${words}` }];
  return { message: `${says}, or ${words} if it can be missing.`, span, replacement, instead };
}

/** The continuation of an operand: `.x`, `[0]` or `(…)` after it. */
function linkOn(left: Expression, code: Code): Expression | undefined {
  return parentOf(
    code,
    (part) => (part.kind === 'member' || part.kind === 'access' || part.kind === 'call') && part.left === left,
  );
}

/** `value[…]`, but the value has no elements. */
export function describeNoContainer({ value }: DetailOf<'no-container'>, code: Code, span: Span): Said {
  const left = leftOf(code, span, 'access');
  const sign = left && describeSign(left, code);
  if (sign) return sign;
  return { message: `"[…]" takes a list, a mapping or a string, but ${isWhat(code, left, value)}.`, span };
}

function leftOf(code: Code, span: Span, kind: 'access' | 'call'): Expression | undefined {
  const found = partAt(
    code,
    span,
    (part): part is Extract<Expression, { kind: 'access' | 'call' }> => part.kind === kind,
  );
  return found?.left;
}

/** The type of an operand, for a sentence about what is expected. */
function isWhat(code: Code, part: Expression | undefined, value: Value): string {
  const name = pathText(code, part);
  return name ? `${name} is ${aKind(value)}` : `this is ${aKind(value)}`;
}

export function describeWrongIndex({ container, index }: DetailOf<'wrong-index'>, code: Code, span: Span): Said {
  const isMapping = container.kind === 'object' || container.kind === 'date' || container.kind === 'absent';
  const what = isMapping ? 'a mapping' : container.kind === 'array' ? 'a list' : 'a string';
  const wanted = isMapping ? 'a string' : 'whole numbers';
  const access = partAt(code, span, (part): part is Extract<Expression, { kind: 'access' }> => part.kind === 'access');
  if (!index) return { message: `"[…]" of ${what} takes ${wanted}.`, span };
  // A number has the right type: it is not a whole number, or the other bound has a wrong type.
  const wrong = isNoneOf(index, isMapping ? typesOf('string') : typesOf('number'));
  const but = wrong ? `, but ${isWhat(code, access ? access.from : partAt(code, span, isAny), index)}` : '';
  return { message: `"[…]" of ${what} takes ${wanted}${but}.`, span };
}

export function describeOutOfBounds({ index, length }: DetailOf<'out-of-bounds'>, code: Code, span: Span): Said {
  const name = pathText(code, leftOf(code, span, 'access'));
  const has = length === 0 ? 'is empty' : `has only ${length} element${length === 1 ? '' : 's'}`;
  return { message: `There is no element [${index}]: ${name ?? 'the value before the brackets'} ${has}.`, span };
}

/** An operator with operands of types that json-e rejects. */
export function describeWrongOperand(detail: DetailOf<'wrong-operand'>, code: Code, span: Span): Said {
  const { operator, operands } = detail;
  const [left, right] = operands;
  const unary = operands.length === 1 ? partAt(code, span, isUnary) : undefined;
  const sign = unary && describeSign(unary, code);
  if (sign) return sign;
  if (left && !right) {
    const mark = unary ? { start: unary.start, end: unary.start + 1 } : span;
    return { message: refused(operator, 'a number', isWhat(code, unary?.operand, left)), span: mark };
  }
  const binary = partAt(code, span, isBinary);
  const mark = binary?.operatorSpan ?? span;
  const parts = [binary?.left, binary?.right];
  const say = (message: string): Said => ({ message, span: mark });
  if (!left || !right) return say(`"${operator}" does not take this.`);
  if (operator === 'in') return say(describeIn(left, right, code, parts));
  const texts = operator === '+' || /^[<>]/.test(operator);
  const allowed = texts ? typesOf('number', 'string') : typesOf('number');
  const wanted = texts ? 'two numbers or two strings' : 'numbers';
  const wrong = [left, right].findIndex((value) => isNoneOf(value, allowed));
  const value = operands[wrong];
  if (value) return say(refused(operator, wanted, isWhat(code, parts[wrong], value)));
  const advice = operator === '+' ? ' str() turns a number into a string.' : '';
  return say(`"${operator}" takes ${wanted}, not one of each.${advice}`);
}

function refused(operator: string, wanted: string, what: string): string {
  return `"${operator}" takes ${wanted}, but ${what}.`;
}

function describeIn(left: Value, right: Value, code: Code, [a, b]: readonly (Expression | undefined)[]): string {
  if (isNoneOf(right, typesOf('array', 'string', 'object'))) {
    const name = pathText(code, b);
    const what = name ? `${name} is ${aKind(right)}` : `its right side is ${aKind(right)}`;
    return `"in" looks in a list, a string or a mapping, but ${what}.`;
  }
  const name = pathText(code, a);
  const what = name ? `${name} is ${aKind(left)}` : `its left side is ${aKind(left)}`;
  const where = typeBits(right) & typesOf('object') ? 'a mapping' : 'a string';
  return `In ${where}, "in" looks for a string, but ${what}.`;
}

export function describeNotCallable({ value }: DetailOf<'not-callable'>, code: Code, span: Span): Said {
  const callee = partAt(code, span, (part): part is Expression => part.kind !== 'call');
  const sign = callee && describeSign(callee, code);
  if (sign) return sign;
  const name = pathText(code, callee);
  return { message: `Only a function can be called, but ${name ?? 'this'} is ${aKind(value)}.`, span };
}

/** A call with too few or too many arguments, or with one that the function does not accept. */
export function describeWrongArguments(detail: DetailOf<'wrong-arguments'>, code: Code, span: Span): Said {
  const { name, argument, args } = detail;
  const call = partAt(code, span, (part): part is Extract<Expression, { kind: 'call' }> => part.kind === 'call');
  const { parameters = [], rest } = BUILTINS[name] ?? {};
  const mark = call?.left ?? span;
  if (argument === undefined) {
    const least = parameters.filter(({ optional }) => !optional).length;
    const wanted = `${rest ? 'at least ' : ''}${least} argument${least === 1 ? '' : 's'}`;
    return { message: `${name}() takes ${wanted}, but is given ${args.length}.`, span: mark };
  }
  const parameter = parameters[argument] ?? rest;
  const arg = args[argument];
  if (!parameter || !arg) return { message: `${name}() does not take these arguments.`, span: mark };
  const part = call?.args[argument];
  const which = args.length > 1 ? ` as argument ${argument + 1}` : '';
  const isWhole = parameter.integer && !isNoneOf(arg, typesOf('number'));
  const wanted = isWhole ? 'a whole number' : listed(parameter.types.map(aType));
  const path = pathText(code, part);
  const what = isWhole && part ? `${textOf(code, part)} is not one` : `${path ?? 'this'} is ${aKind(arg)}`;
  return { message: `${name}() takes ${wanted}${which}, but ${what}.`, span: mark };
}

/** A list or a mapping inserted into a string. */
export function describeNotText({ value }: DetailOf<'not-text'>, code: Code): Said {
  const path = pathText(code, code.expression);
  const isNamed = path !== undefined && code.expression?.kind !== 'call';
  const right = 'Use {$eval: …}, or turn it into a string with join() or $json.';
  const message = `${path ?? 'This'} ${isNamed ? 'is' : 'gives'} ${aKind(value)}, which cannot be inserted into a string. ${right}`;
  return { message, span: holeOf(code) ?? code.within };
}

/** A missing operand. */
export function describeMissingOperand(code: Code, span: Span): Said {
  const isMissing = (part: Expression | undefined): boolean =>
    part?.kind === 'missing' && part.start === span.start && part.end === span.end;
  const hole = holeOf(code);
  if (isMissing(code.expression)) {
    if (!hole) return { message: 'An expression is expected here.', span };
    const message = 'There is no expression in these braces. For a literal ${}, write $${}.';
    return { ...literal(hole), message };
  }
  const operator = operatorBeside(code, isMissing);
  if (operator) return operator;
  const list = parentOf(
    code,
    (part) =>
      (part.kind === 'list' && part.items.some(isMissing)) || (part.kind === 'call' && part.args.some(isMissing)),
  );
  const mark = list?.kind === 'list' ? { start: list.start, end: list.start + 1 } : list;
  if (!list) return { message: 'A value is missing here.', span };
  const message = 'A value is missing in this list: JSON-e does not allow a comma before the closing bracket.';
  return { message, span: mark ?? span };
}

function operatorBeside(code: Code, isMissing: (part: Expression) => boolean): Said | undefined {
  const parent = parentOf(
    code,
    (part) =>
      (part.kind === 'binary' && (isMissing(part.left) || isMissing(part.right))) ||
      (part.kind === 'unary' && isMissing(part.operand)),
  );
  if (parent?.kind === 'unary') {
    return { message: `Nothing follows "${parent.operator}".`, span: { start: parent.start, end: parent.start + 1 } };
  }
  if (parent?.kind !== 'binary') return undefined;
  const where = isMissing(parent.left) ? 'comes before' : 'follows';
  return { message: `Nothing ${where} "${parent.operator}".`, span: parent.operatorSpan };
}
