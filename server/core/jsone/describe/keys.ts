import { didYouMean } from '../../base/did-you-mean.js';
import { quote } from '../../base/quote.js';
import { type Node, resolveAlias } from '../../syntax/node.js';
import {
  type Code,
  type Companion,
  type Detail,
  isAllowedBeside,
  isOperator,
  OPERATOR_NAMES,
  type OperatorName,
  operatorSyntax,
  variablesIn,
} from '../engine/index.js';
import type { DescribedProblem } from './said.js';

/** A companion that names variables. */
type Each = Companion & Required<Pick<Companion, 'variables'>>;

function eachOf(operator: OperatorName): Each | undefined {
  return operatorSyntax(operator).companions.find((companion): companion is Each => companion.variables !== undefined);
}

/** The possible keys of such a companion: `"each(x)" or "each(x, i)"`. */
function exampleOf({ word, variables }: Each): string {
  const names = variables.map(({ name }) => name);
  const least = variables.filter(({ optional }) => !optional).length;
  const counts = least === names.length ? [least] : [least, names.length];
  return counts.map((count) => `"${word}(${names.slice(0, count).join(', ')})"`).join(' or ');
}

/** A key that is not allowed next to an operator. `node`: the key. */
export function describeStrayKey(operator: OperatorName, key: string, node: Node): DescribedProblem {
  const span = bare(node);
  const each = eachOf(operator);
  if (each && isAllowedBeside(operator, key)) {
    return { message: `${operator} takes only one "${each.word}(…)", so ${quote(key)} is not allowed.`, span };
  }
  if (each && new RegExp(`^\\$?${each.word}\\b`, 'i').test(key)) return describeMalformed(operator, each, key, node);
  const words = operatorSyntax(operator).companions.flatMap(({ word, variables }) => (variables ? [] : [word]));
  const wrong = `${quote(key)} is not allowed next to ${operator}`;
  const plain = key.replace(/^\$/, '');
  const meant = words.find((word) => word === plain) ?? didYouMean(plain, words);
  if (meant !== undefined) {
    const replacement = { span, newText: meant, title: `Write ${meant}` };
    return { message: `${wrong}. Did you mean "${meant}"?`, span, replacement };
  }
  const known = [...words.map((word) => `"${word}"`), ...(each ? [exampleOf(each)] : [])];
  const right =
    known.length > 0 ? `${operator} only takes ${known.join(' and ')}` : `${operator} must be alone in its mapping`;
  return { message: `${wrong}: ${right}.`, span };
}

/** A key such as `each` or `each( x )`. */
function describeMalformed(operator: OperatorName, each: Each, key: string, node: Node): DescribedProblem {
  const span = bare(node);
  const names =
    /^\$?\w+\s*\(([\w\s,]*)\)$/
      .exec(key)?.[1]
      ?.split(/[\s,]+/)
      .filter((name) => name !== '') ?? [];
  const right = `${each.word}(${names.join(', ')})`;
  if (!variablesIn(operator, each.word, right)) {
    return { message: `${quote(key)} must name variables, as ${exampleOf(each)} does.`, span };
  }
  const plain = node.kind === 'scalar' && node.style === 'plain';
  return {
    message: `${quote(key)} must be written "${right}".`,
    span,
    ...(plain && { replacement: { span, newText: right, title: `Write ${right}` } }),
  };
}

/** A required key of an operator that is missing, or empty if it is at `node`. */
export function describeMissingKey(operator: OperatorName, key: string, node: Node): DescribedProblem {
  const span = bare(node);
  const each = eachOf(operator);
  if (node.kind === 'scalar' && node.text === key)
    return { message: `The "${key}" of ${operator} must not be empty.`, span };
  const what =
    key === 'in'
      ? '"in", the template that uses its variables'
      : key === each?.word
        ? `${exampleOf(each)}, the template for each element`
        : `"${key}", the value to start with`;
  return { message: `${operator} needs ${what}.`, span };
}

/** `$name` as a key, although there is no such operator. */
export function describeReservedKey(key: string, node: Node): DescribedProblem {
  const meant = didYouMean(key, OPERATOR_NAMES);
  const right = meant ?? `$${key}`;
  const message = `JSON-e has no operator ${quote(key)}. ${
    meant === undefined ? `For a key that begins with a dollar sign, write "$${key}".` : `Did you mean "${meant}"?`
  }`;
  const plain = node.kind === 'scalar' && node.style === 'plain';
  const newText = plain ? right : JSON.stringify(right);
  return { message, span: bare(node), replacement: { span: bare(node), newText, title: `Write ${right}` } };
}

/** A key of `$switch` or `$match` that was not meant as a condition. */
export function describeCondition({ condition, text, node }: Code, detail: Detail): DescribedProblem | undefined {
  if (!condition || (detail.code !== 'syntax' && detail.code !== 'unknown-name')) return undefined;
  const { operator, keys } = condition;
  const span = bare(node);
  if (operator === '$switch' && /^\$?(default|else|otherwise)$/i.test(text) && !keys.includes('$default')) {
    const plain = resolveAlias(node) === node && node.kind === 'scalar' && node.style === 'plain';
    const message = `The case for when no condition holds is called "$default", not "${text}".`;
    return { message, span, ...(plain && { replacement: { span, newText: '$default', title: 'Write $default' } }) };
  }
  if (text === '$default') {
    return { message: '$match has no "$default": it takes all conditions that hold. $switch has one.', span };
  }
  if (!isOperator(text)) return undefined;
  const message = `The mapping of ${operator} is not rendered: its keys are conditions, and "${text}" is not one.`;
  return { message, span };
}

/** Only the span of a node. */
export function bare({ start, end }: Node): { readonly start: number; readonly end: number } {
  return { start, end };
}
