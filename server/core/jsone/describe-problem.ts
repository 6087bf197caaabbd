import { quote } from '../base/quote.js';
import type { Span } from '../base/text.js';
import {
  describeMissingOperand,
  describeNoContainer,
  describeNoObject,
  describeNoProperty,
  describeNotCallable,
  describeNotText,
  describeOutOfBounds,
  describeWrongArguments,
  describeWrongIndex,
  describeWrongOperand,
} from './describe/expressions.js';
import { describeCondition, describeMissingKey, describeReservedKey, describeStrayKey } from './describe/keys.js';
import { describeBody, describeOperand, describeTimeSpan, describeUnsortable } from './describe/operands.js';
import { type DescribedProblem, inSource, type Said } from './describe/said.js';
import { describeSyntax } from './describe/syntax.js';
import { describeName } from './describe/unknown-name.js';
import type { Code, Detail, Problem } from './engine/index.js';

export type { DescribedProblem, Replacement } from './describe/said.js';

/** Describes a problem of a template: what is wrong, what would be right, where, and the replacement if there is a clear one. */
export function describeProblem(problem: Problem): DescribedProblem {
  const { code, within, detail } = problem;
  if (!code || !within) return describeNode(problem);
  const condition = describeCondition(code, detail);
  if (condition) return condition;
  const said = describeInExpression(detail, code, within, problem);
  return said ? inSource(said, code) : describeNode(problem);
}

/** The problem within an expression; undefined if it concerns the whole node. */
function describeInExpression(detail: Detail, code: Code, span: Span, { trail }: Problem): Said | undefined {
  switch (detail.code) {
    case 'syntax':
      return describeSyntax(detail.failure, code);
    case 'missing-operand':
      return describeMissingOperand(code, span);
    case 'unknown-name':
      return describeName(detail.name, detail.known, code, span, trail);
    case 'no-property':
      return describeNoProperty(detail, code, span);
    case 'no-object':
      return describeNoObject(detail, code, span);
    case 'no-container':
      return describeNoContainer(detail, code, span);
    case 'wrong-index':
      return describeWrongIndex(detail, code, span);
    case 'out-of-bounds':
      return describeOutOfBounds(detail, code, span);
    case 'wrong-operand':
      return describeWrongOperand(detail, code, span);
    case 'not-callable':
      return describeNotCallable(detail, code, span);
    case 'wrong-arguments':
      return describeWrongArguments(detail, code, span);
    case 'not-text':
      return describeNotText(detail, code);
    default:
      return undefined;
  }
}

/** The problem of a node, or what can be said without its expression. */
function describeNode(problem: Problem): DescribedProblem {
  const { detail, node, span } = problem;
  switch (detail.code) {
    case 'several-operators': {
      const [first, second] = detail.operators;
      return { message: `"${second}" is not allowed next to "${first}": a mapping has at most one operator.`, span };
    }
    case 'stray-keys':
      return describeStrayKey(detail.operator, detail.keys[0] ?? '', node);
    case 'missing-key':
      return describeMissingKey(detail.operator, detail.key, node);
    case 'wrong-operand-of-operator':
      return describeOperand(detail, node);
    case 'wrong-body':
      return describeBody(detail, node);
    case 'dollar-then': {
      const replacement = { span, newText: 'then', title: 'Write then' };
      return { message: '"$then" is written "then", without a dollar sign.', span, replacement };
    }
    case 'wrong-variable': {
      const rule = 'names consist of letters, digits and "_", and do not begin with a digit';
      return { message: `${quote(detail.name)} is not a valid name for a variable: ${rule}.`, span };
    }
    case 'several-true': {
      const inOrder = detail.conditions.toSorted((a, b) => a.node.start - b.node.start);
      const conditions = inOrder.map(({ text }) => text).join(', ');
      return { message: `Only one condition of $switch may hold, but these do: ${conditions}.`, span };
    }
    case 'reserved-key':
      return describeReservedKey(detail.key, node);
    case 'time-span':
      return describeTimeSpan(detail.text, problem);
    case 'unsortable':
      return describeUnsortable(detail.values, node);
    case 'uncalled-function': {
      const { name } = detail;
      const message = name
        ? `${name} is a function. Call it: ${name}(…).`
        : 'This contains a function that is not called.';
      return { message, span };
    }
    case 'division-by-zero':
      return { message: 'This is zero, and division by zero is not possible.', span };
    case 'limit':
      return { message: LIMITS[detail.limit], span };
    case 'syntax':
    case 'missing-operand':
    case 'unknown-name':
    case 'no-property':
    case 'no-object':
    case 'no-container':
    case 'wrong-index':
    case 'out-of-bounds':
    case 'wrong-operand':
    case 'not-callable':
    case 'wrong-arguments':
    case 'not-text':
      // These only come from expressions, which are described above.
      return { message: `JSON-e rejects this: ${problem.message}.`, span };
  }
}

const LIMITS: Readonly<Record<'steps' | 'depth' | 'size', string>> = {
  steps: 'This template is too complex to be evaluated here.',
  depth: 'This is nested too deeply to be evaluated here.',
  size: 'This becomes too large to be evaluated here.',
};
