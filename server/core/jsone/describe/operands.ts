import type { Span } from '../../base/text.js';
import { type Node, resolveAlias } from '../../syntax/node.js';
import {
  type Detail,
  type Expression,
  type OperatorName,
  operatorSyntax,
  type Problem,
  typesOf,
  type Value,
  visitExpressions,
} from '../engine/index.js';
import { bare } from './keys.js';
import { aKind, aType, isNoneOf, kindOfNode, pathOf } from './kinds.js';
import { type DescribedProblem, inSource, listed } from './said.js';
import { judgeTimeSpan, spanOfSeconds } from './time-span.js';

/** The value of an operator has the wrong type. */
export function describeOperand(
  { operator, value, item, written }: Extract<Detail, { code: 'wrong-operand-of-operator' }>,
  node: Node,
): DescribedProblem {
  if (written) {
    return describeExpression(operator === '$if' ? 'The condition of $if' : `The value of ${operator}`, node, written);
  }
  const real = resolveAlias(node);
  if (item !== undefined) {
    const place = real?.kind === 'seq' ? real.items[item] : undefined;
    const found = value?.kind === 'array' ? value.items[item] : undefined;
    const message = `The elements of ${operator} must be mappings, but ${isWhat(found, place ?? node)}.`;
    return { message, span: bare(place ?? node) };
  }
  if (operator === '$fromNow' && real?.kind === 'scalar' && real.type === 'number')
    return describeSeconds(node, real.text);
  const expression = real?.kind === 'scalar' ? /^\$\{([^{}$]+)\}$/.exec(real.text)?.[1]?.trim() : undefined;
  const advice = expression ? ` Write {$eval: ${JSON.stringify(expression)}} to get the value itself.` : '';
  // A value inserted into a string becomes a string, whatever it was.
  const what = expression ? 'this is a string' : isWhat(value, node);
  return { message: `${neededBy(operator)}, but ${what}.${advice}`, span: bare(node) };
}

function neededBy(operator: OperatorName): string {
  switch (operator) {
    case '$let':
      return '$let needs a mapping of variables';
    case '$switch':
    case '$match':
      return `${operator} needs a mapping of conditions`;
    case '$merge':
    case '$mergeDeep':
      return `${operator} needs a list of mappings`;
    case '$fromNow':
      return '$fromNow needs a time span such as "1 day"';
    default:
      return `${operator} needs ${listed((operatorSyntax(operator).takes ?? []).map(aType))}`;
  }
}

function isWhat(value: Value | undefined, node: Node): string {
  const path = value && pathOf(value);
  return `${path ?? 'this'} is ${value ? aKind(value) : kindOfNode(node)}`;
}

/** A key that takes an expression has another value. `words`: the subject of the message; `node`: what to mark. */
function describeExpression(words: string, node: Node, written: Node): DescribedProblem {
  const span = bare(node);
  const real = resolveAlias(written);
  const wrong = `${words} must be a string with an expression`;
  if (real?.kind === 'scalar' && real.type === 'missing') return { message: `${wrong}, but there is none.`, span };
  if (real?.kind !== 'scalar' || !['number', 'boolean', 'null'].includes(real.type)) {
    return { message: `${wrong}, but this is ${kindOfNode(written)}.`, span };
  }
  const quoted = `"${real.type === 'number' ? real.text : real.text.toLowerCase().replace('~', 'null')}"`;
  return {
    message: `${wrong}, but this is ${kindOfNode(real)}. Put it in quotes.`,
    span,
    ...(real === written && { replacement: { span, newText: quoted, title: `Write ${quoted}` } }),
  };
}

/** The value or result of `each(x)` or `by(x)` has the wrong type. */
export function describeBody(
  { key, value, written }: Extract<Detail, { code: 'wrong-body' }>,
  node: Node,
): DescribedProblem {
  if (written) return describeExpression(`The value of "${key}"`, node, written);
  const message = `The value of "${key}" must give a mapping for each entry of a mapping, but ${isWhat(value, node)}.`;
  return { message, span: bare(node) };
}

/** A list with items that cannot be sorted. */
export function describeUnsortable(values: readonly Value[], node: Node): DescribedProblem {
  const sortable = typesOf('string', 'number');
  let common = sortable;
  const wrong = values.findIndex((value) => {
    if (isNoneOf(value, common)) return true;
    common &= isNoneOf(value, typesOf('string'))
      ? typesOf('number')
      : isNoneOf(value, typesOf('number'))
        ? typesOf('string')
        : common;
    return false;
  });
  const real = resolveAlias(node);
  const place = (real?.kind === 'seq' ? real.items[wrong] : undefined) ?? node;
  const message =
    '$sort needs a list of strings or a list of numbers, or a "by(x)" with an expression that makes them.';
  return { message, span: bare(place) };
}

/** A number as the value of `$fromNow`, usually of seconds. */
function describeSeconds(node: Node, text: string): DescribedProblem {
  const meant = spanOfSeconds(Number(text));
  const message = `$fromNow needs a time span such as "${meant ?? '1 day'}", not the number ${text}.`;
  const span = bare(node);
  const replacement = { span, newText: `"${meant}"`, title: `Write "${meant}"` };
  return { message, span, ...(meant !== undefined && node.kind === 'scalar' && { replacement }) };
}

/** A string that is not a time span, in a call of `fromNow` or as the value of `$fromNow`. */
export function describeTimeSpan(text: string, { node, code, within, span }: Problem): DescribedProblem {
  const { message, suggestion } = judgeTimeSpan(text) ?? { message: `"${text}" is not a time span.` };
  if (code && within) {
    const inner = literalIn(code.expression, text, within);
    if (!inner) return { message, span };
    return inSource(
      { message, span: inner, ...(suggestion && { replacement: { span: inner, newText: suggestion } }) },
      code,
    );
  }
  const mark =
    node.kind === 'scalar' && node.text === text
      ? { plain: '', single: "'", double: '"', block: undefined }[node.style]
      : undefined;
  if (mark === undefined || suggestion === undefined) return { message, span };
  const newText = mark + suggestion + mark;
  return { message, span, replacement: { span: bare(node), newText, title: `Write "${suggestion}"` } };
}

/** The text between the quotes of a literal in a part of an expression. */
function literalIn(expression: Expression | undefined, text: string, { start, end }: Span): Span | undefined {
  let found: Span | undefined;
  if (expression)
    visitExpressions(expression, (part) => {
      if (part.kind === 'literal' && part.value === text && part.start >= start && part.end <= end)
        found = { start: part.start + 1, end: part.end - 1 };
    });
  return found;
}
