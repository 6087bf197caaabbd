import { type Entry, type MapNode, type Node, resolveAlias } from '../../syntax/node.js';
import type { Step } from '../../syntax/node-at.js';
import { type OperatorName, operatorSyntax, variablesIn } from '../engine/index.js';
import { operatorOf } from '../operators.js';

/** A variable that the template defines. */
export interface Binding {
  readonly name: string;
  /** The key that names it: `name` in `$let`, or `each(name)`. */
  readonly key: Node;
  readonly operator: OperatorName;
  /** Its value: a template. For a loop, the template of the list or object that it goes through. */
  readonly source: Node;
  /** What it is of `source`. `result`: what the loop computes. */
  readonly part: 'value' | 'item' | 'index' | 'result';
  /** Only for `item`: the loop also names the index. Then an item of an object is its value, otherwise key and value. */
  readonly indexed: boolean;
}

/** A condition, as an expression, that holds at a place or certainly does not. */
export interface Condition {
  readonly text: string;
  readonly holds: boolean;
}

/** What an operator around a place adds to what is known there. */
export type Surrounding =
  | { readonly kind: 'bindings'; readonly bindings: readonly Binding[] }
  /** The variables of a `$let` whose names are computed. */
  | { readonly kind: 'computed'; readonly source: Node }
  | ({ readonly kind: 'condition' } & Condition);

/** What the operators on the path add, the outermost first. The path leads from the root of a template to a place in it. */
export function surroundingsOf(steps: readonly Step[]): readonly Surrounding[] {
  return steps.flatMap((step, i) => ('key' in step ? addedBy(step, steps[i + 1]) : []));
}

type KeyStep = Extract<Step, { key: string }>;

function addedBy({ within, key, entry }: KeyStep, next: Step | undefined): readonly Surrounding[] {
  const found = operatorOf(within);
  if (!found) return [];
  const { operator } = found;
  switch (operator) {
    case '$let':
      return key === 'in' ? letBindings(found.entry) : [];
    case '$if':
      return key === 'then' || key === 'else' ? condition(found.entry.value, key === 'then') : [];
    case '$switch':
    case '$match':
      return key === operator && next && 'key' in next ? caseConditions(next, operator) : [];
    default:
      return key === operator ? [] : loopBindings(within, operator, entry, found.entry);
  }
}

function condition(node: Node, holds: boolean): readonly Surrounding[] {
  const code = resolveAlias(node);
  return code?.kind === 'scalar' && code.type === 'string' ? [{ kind: 'condition', text: code.text, holds }] : [];
}

/** Only one condition of `$switch` may hold, and none where `$default` is used. */
function caseConditions({ within, entry, key }: KeyStep, operator: '$switch' | '$match'): readonly Surrounding[] {
  if (operator === '$match') return condition(entry.key, true);
  const others = within.entries.filter((one) => one !== entry).flatMap((one) => condition(one.key, false));
  return key === '$default' ? others : [...others, ...condition(entry.key, true)];
}

function letBindings({ value }: Entry): readonly Surrounding[] {
  const map = resolveAlias(value);
  if (map?.kind !== 'map' || operatorOf(map)) return [{ kind: 'computed', source: value }];
  const bindings = map.entries.flatMap((entry): Binding[] => {
    const key = resolveAlias(entry.key);
    return key?.kind === 'scalar' && /^[a-zA-Z_]\w*$/.test(key.text)
      ? [{ name: key.text, key, operator: '$let', source: entry.value, part: 'value', indexed: false }]
      : [];
  });
  return bindings.length > 0 ? [{ kind: 'bindings', bindings }] : [];
}

function loopBindings(within: MapNode, operator: OperatorName, entry: Entry, own: Entry): readonly Surrounding[] {
  const key = resolveAlias(entry.key);
  if (key?.kind !== 'scalar' || !within.entries.includes(entry)) return [];
  for (const { word, variables = [] } of operatorSyntax(operator).companions) {
    const names = variablesIn(operator, word, key.text);
    if (!names) continue;
    const parts = PARTS[operator] ?? ['item', 'index'];
    const bindings = names.flatMap((name, i): Binding[] => {
      const part = parts[i];
      if (name === undefined || !part || !variables[i]) return [];
      return [{ name, key, operator, source: own.value, part, indexed: names[parts.indexOf('index')] !== undefined }];
    });
    return [{ kind: 'bindings', bindings }];
  }
  return [];
}

const PARTS: Partial<Readonly<Record<OperatorName, readonly Binding['part'][]>>> = {
  $reduce: ['result', 'item', 'index'],
};
