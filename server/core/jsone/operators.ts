import { type Entry, keyText, type MapNode } from '../syntax/node.js';

/** What stands at a key of an operator, as seen from what the operator yields. */
export type OperandPlace =
  /** An expression; a list or mapping to work through; an argument. No part of the file's own structure. */
  | 'input'
  /** Variables by name. */
  | 'bindings'
  /** What the operator yields, as it stands. */
  | 'result'
  /** A mapping from conditions to what the operator yields. */
  | 'cases'
  /** A mapping from conditions to items of the list that the operator yields. */
  | 'item-cases'
  /** A list of mappings that together make what the operator yields. */
  | 'operands'
  /** A list of lists whose items are those of the list that the operator yields. */
  | 'lists';

/** The pair `each(…)` or `by(…)` that stands beside an operator. */
export type BodyWord = 'each' | 'by' | 'each-reduce';

interface OperatorTableEntry {
  /** What stands at the operator's own key. */
  readonly own: OperandPlace;
  /** The other keys that may stand beside it, and what stands there. */
  readonly beside: Readonly<Record<string, OperandPlace>>;
  readonly body?: BodyWord;
  /** Whether `each(…)` holds an item (or the entries) of what the operator yields. */
  readonly bodyIsItem?: true;
}

/**
 * The operators of JSON-e 4 and what stands where beside each (json-e's index.js). The only list of them: shapes, checks,
 * rendering, completion and hover read it.
 */
export const OPERATOR_TABLE = {
  $eval: { own: 'input', beside: {} },
  $find: { own: 'input', beside: {}, body: 'each' },
  $flatten: { own: 'lists', beside: {} },
  $flattenDeep: { own: 'lists', beside: {} },
  $fromNow: { own: 'input', beside: { from: 'input' } },
  // biome-ignore lint/suspicious/noThenProperty: JSON-e's own key, in a table that nobody awaits.
  $if: { own: 'input', beside: { then: 'result', else: 'result' } },
  $json: { own: 'input', beside: {} },
  $let: { own: 'bindings', beside: { in: 'result' } },
  $map: { own: 'input', beside: {}, body: 'each', bodyIsItem: true },
  $match: { own: 'item-cases', beside: {} },
  $merge: { own: 'operands', beside: {} },
  $mergeDeep: { own: 'operands', beside: {} },
  $reduce: { own: 'input', beside: { initial: 'input' }, body: 'each-reduce' },
  $reverse: { own: 'result', beside: {} },
  $sort: { own: 'result', beside: {}, body: 'by' },
  $switch: { own: 'cases', beside: {} },
} as const satisfies Readonly<Record<string, OperatorTableEntry>>;

export type Operator = keyof typeof OPERATOR_TABLE;

/** The names of the operators. */
export const OPERATORS = Object.keys(OPERATOR_TABLE) as readonly Operator[];

/** What may stand where beside `operator`. */
export function operandsOf(operator: Operator): OperatorTableEntry {
  return OPERATOR_TABLE[operator];
}

/** What stands at `key` of a mapping that is that operator; undefined where the key is none of its own. */
export function placeAt(operator: Operator, key: string): OperandPlace | 'item' | undefined {
  const { own, beside, bodyIsItem } = operandsOf(operator);
  if (key === operator) return own;
  if (bodyIsItem && key.startsWith('each(')) return 'item';
  return Object.hasOwn(beside, key) ? beside[key] : undefined;
}

/** The operator that a mapping stands for, or undefined if it is an ordinary mapping. */
export function operatorOf(map: MapNode): { operator: Operator; entry: Entry } | undefined {
  for (const entry of map.entries) {
    const key = keyText(entry);
    if (key?.startsWith('$') && Object.hasOwn(OPERATOR_TABLE, key)) return { operator: key as Operator, entry };
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
