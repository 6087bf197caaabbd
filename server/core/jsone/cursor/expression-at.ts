import type { ScalarNode } from '../../syntax/node.js';
import type { Step, TreePlace } from '../../syntax/node-at.js';
import { operatorSyntax, type Role, tokenAt } from '../engine/index.js';
import { operatorOf } from '../operators.js';

/** An expression in the content of a scalar. */
export interface ExpressionPlace {
  readonly node: ScalarNode;
  /** `whole`: the scalar is an expression. `interpolation`: the expression is in its `${…}`. */
  readonly kind: 'whole' | 'interpolation';
  /** Where it begins in the content of the scalar. */
  readonly start: number;
}

/**
 * The expression that contains a place in the content of a scalar, which may be half typed: the closing brace may be missing.
 * `at`: an offset in the content. The place must be in a JSON-e template.
 */
export function expressionAt({ node, steps, on }: TreePlace, at: number): ExpressionPlace | undefined {
  if (node.kind !== 'scalar') return undefined;
  const role = scalarRole(steps, on);
  if (role === 'expression') return { node, kind: 'whole', start: 0 };
  if (role !== 'template') return undefined;
  const start = interpolationAround(node.text, at);
  return start === undefined ? undefined : { node, kind: 'interpolation', start };
}

/** What JSON-e does with the scalar that the steps lead to. */
export function scalarRole(steps: readonly Step[], on: 'key' | 'value'): Role | 'name' {
  let role: Role | 'name' = 'template';
  for (const [i, step] of steps.entries()) {
    const isKey = on === 'key' && i === steps.length - 1;
    if (role === 'literal') return role;
    if (role === 'expression') role = 'template';
    if (!('key' in step)) continue;
    if (role === 'cases') role = isKey ? (step.key === '$default' ? 'name' : 'expression') : 'template';
    else if (role === 'bindings' && !operatorOf(step.within)) role = isKey ? 'name' : 'template';
    else role = isKey ? keyRole(step) : valueRole(step);
  }
  return role;
}

function keyRole({ within, entry }: Extract<Step, { key: string }>): Role | 'name' {
  return operatorOf(within)?.entry === entry ? 'name' : 'template';
}

function valueRole({ within, key }: Extract<Step, { key: string }>): Role {
  const operator = operatorOf(within)?.operator;
  if (!operator) return 'template';
  const { operand, companions } = operatorSyntax(operator);
  if (key === operator) return operand;
  const companion = companions.find(({ word, variables }) => (variables ? key.startsWith(`${word}(`) : key === word));
  return companion?.role ?? 'template';
}

/** Where the expression of the `${…}` around `at` begins; undefined if there is none. */
function interpolationAround(content: string, at: number): number | undefined {
  for (let mark = content.indexOf('${'); mark >= 0 && mark + 2 <= at; ) {
    const start = mark + 2;
    const end = content[mark - 1] === '$' ? start : interpolationEnd(content, start, at);
    if (end === undefined) return start;
    mark = content.indexOf('${', end);
  }
  return undefined;
}

/** The offset after the closing brace of the expression at `start`; undefined if it is not closed before `at`. */
function interpolationEnd(content: string, start: number, at: number): number | undefined {
  let depth = 0;
  for (let from = start; from < at; ) {
    const token = tokenAt(content, from);
    if (!token || token.start >= at) return undefined;
    // A quote that is not closed, or a character that no expression has: JSON-e reads no further either.
    if (token.kind === undefined) return closedBefore(content, token.start, at);
    if (token.kind === '{') depth++;
    if (token.kind === '}' && depth-- === 0) return token.end <= at ? token.end : undefined;
    from = token.end;
  }
  return undefined;
}

function closedBefore(content: string, from: number, at: number): number | undefined {
  const close = content.indexOf('}', from);
  return close >= 0 && close < at ? close + 1 : undefined;
}
