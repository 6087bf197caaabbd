import { type Entry, keyText, type MapNode } from '../syntax/node.js';

/** The operators of JSON-e 4. */
export const OPERATORS = [
  '$eval',
  '$find',
  '$flatten',
  '$flattenDeep',
  '$fromNow',
  '$if',
  '$json',
  '$let',
  '$map',
  '$match',
  '$merge',
  '$mergeDeep',
  '$reduce',
  '$reverse',
  '$sort',
  '$switch',
] as const;

export type Operator = (typeof OPERATORS)[number];

/** The operator that a mapping stands for, or undefined if it is an ordinary mapping. */
export function operatorOf(map: MapNode): { operator: Operator; entry: Entry } | undefined {
  for (const entry of map.entries) {
    const key = keyText(entry);
    const operator = key?.startsWith('$') ? OPERATORS.find((name) => name === key) : undefined;
    if (operator) return { operator, entry };
  }
  return undefined;
}

/** The `each(x)`, `each(x, i)` or `by(x)` beside an operator: its variables and its template. */
export function eachOf(map: MapNode, word: 'each' | 'by'): { variables: string[]; entry: Entry } | undefined {
  for (const entry of map.entries) {
    const match = /^(each|by)\(([\w\s,]*)\)$/.exec(keyText(entry) ?? '');
    if (match?.[1] === word) {
      return { variables: (match[2] ?? '').split(',').map((name) => name.trim()), entry };
    }
  }
  return undefined;
}
