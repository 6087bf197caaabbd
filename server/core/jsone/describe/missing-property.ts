import { type Code, type Expression, type Member, operandsOf } from '../engine/index.js';
import { pathText, quoteIn, textOf } from './parts.js';
import type { SaidReplacement } from './said.js';

/** How to test whether an object has a property. */
export interface PropertyTest {
  /** Completes "To test for it, write …". */
  readonly words: string;
  /** Tests for it first, which keeps what the expression means where the property exists. */
  readonly replacement: SaidReplacement;
  /** Only tests for it, if that may be what the expression is for. */
  readonly instead: readonly SaidReplacement[];
}

/**
 * How to test for a property that is missing, if the expression around it only counts as true or false: `"x" in event` in front
 * of `event.x == 1`, or instead of `event.x`.
 */
export function propertyTest(code: Code, member: Member): PropertyTest | undefined {
  const object = pathText(code, member.left);
  const tested = code.expression && testedAround(code, code.expression, member);
  if (object === undefined || !tested) return undefined;
  const words = `"${member.property}" in ${object}`;
  const mark = quoteIn(code);
  const test = `${mark}${member.property}${mark} in ${textOf(code, member.left)}`;
  // The span of an operand may include brackets around it.
  const start = 'left' in tested ? tested.left.start : tested.start;
  const replacement = { span: { start, end: start }, newText: `${test} && `, title: `Test for ${words} first` };
  const only = { span: { start, end: member.propertySpan.end }, newText: test, title: `Write ${words}` };
  return { words, replacement, instead: tested === member ? [only] : [] };
}

/** The largest part around a property that is only tested as a whole: an operand of `&&`, `||` or `!`, or a condition. */
function testedAround(code: Code, root: Expression, member: Member): Expression | undefined {
  let tested = code.condition || code.isTest ? root : undefined;
  let part = root;
  while (part !== member) {
    const inner = operandsOf(part).find(({ start, end }) => start <= member.start && member.end <= end);
    if (!inner) return undefined;
    if (part.kind === 'unary' && part.operator === '!') tested = inner;
    if (part.kind === 'binary' && /^(?:&&|\|\|)$/.test(part.operator)) tested = inner;
    part = inner;
  }
  return tested;
}
