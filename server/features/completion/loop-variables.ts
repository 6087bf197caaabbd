import { type OperatorName, operatorSyntax } from '../../core/jsone/engine/index.js';
import { findEntry, type MapNode } from '../../core/syntax/node.js';

/** How many suggestions come from the rest of the file. */
const MOST = 8;

/**
 * Suggestions for the variables in the brackets of `each(…)` or `by(…)`: after the list that it goes through, then as the rest
 * of the file names them, then the usual ones.
 */
export function loopVariables(operator: OperatorName, within: MapNode, text: string): readonly string[] {
  const before = operator === '$reduce' ? 'acc, ' : '';
  const count = operatorSyntax(operator).companions.find(({ variables }) => variables)?.variables?.length ?? 1;
  const item = singular(operandText(operator, within, text));
  const used = [...text.matchAll(/\b(?:each|by)\(([\w, ]+)\)/g)]
    .map((match) => (match[1] ?? '').trim())
    .filter((names) => names.split(',').length <= count && (before === '' || names.includes(',')));
  const usual = [`${before}x`, ...(count > 1 ? [`${before}x, i`] : [])];
  return [...new Set([...(item ? [before + item] : []), ...new Set(used.slice(0, 50))].slice(0, MOST).concat(usual))];
}

function operandText(operator: OperatorName, within: MapNode, text: string): string {
  const value = findEntry(within, operator)?.value;
  return value ? text.slice(value.start, Math.min(value.end, value.start + 200)) : '';
}

/** `task` for `{$eval: tasks}`. */
function singular(operand: string): string | undefined {
  const path = /^[\s{]*["']?\$eval["']?:\s*["']?([\w.]+)["'\s}]*$/.exec(operand)?.[1];
  const name = path?.split('.').at(-1);
  if (!name) return undefined;
  if (/[^aeiou]ies$/.test(name)) return name.replace(/ies$/, 'y');
  return /[^s]s$/.test(name) ? name.replace(/(?<=ch|sh|x)es$|s$/, '') : undefined;
}
