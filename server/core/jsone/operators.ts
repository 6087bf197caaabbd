import { type Entry, keyText, type MapNode } from '../syntax/node.js';
import { isOperator, OPERATOR_NAMES, type OperandPlace, type OperatorName, operatorSyntax } from './engine/index.js';

// What shapes, checks, completion and hover need from the engine's table of operators.

/** The operators of JSON-e. */
export const OPERATORS = OPERATOR_NAMES;
export type Operator = OperatorName;

/** The keys without variables that are allowed next to an operator: `then` and `else` of `$if`. */
export function wordsBeside(operator: Operator): string[] {
  const { companions } = operatorSyntax(operator);
  return companions.filter(({ variables }) => !variables).map(({ word }) => word);
}

/** The role of `key` in a mapping with that operator; undefined if the key does not belong to it. */
export function placeAt(operator: Operator, key: string): OperandPlace | undefined {
  const { place, companions } = operatorSyntax(operator);
  if (key === operator) return place;
  return companions.find(({ word, variables }) => (variables ? key.startsWith(`${word}(`) : key === word))?.place;
}

/** The operator of a mapping, or undefined if it is an ordinary mapping. */
export function operatorOf(map: MapNode): { operator: Operator; entry: Entry } | undefined {
  for (const entry of map.entries) {
    const key = keyText(entry);
    if (key !== undefined && isOperator(key)) return { operator: key, entry };
  }
  return undefined;
}

/** The `each(x)`, `each(x, i)` or `by(x)` next to an operator: its variables and its template. */
export function eachOf(map: MapNode, word: 'each' | 'by'): { variables: string[]; entry: Entry } | undefined {
  for (const entry of map.entries) {
    const match = /^(each|by)\(([\w\s,]*)\)$/.exec(keyText(entry) ?? '');
    if (match?.[1] === word) {
      return { variables: (match[2] ?? '').split(',').map((name) => name.trim()), entry };
    }
  }
  return undefined;
}
