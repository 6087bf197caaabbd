import { keyName } from '../../../syntax/key-name.js';
import type { Evaluator } from '../evaluator.js';
import type { Scope } from '../scope.js';
import type { Code, Operation } from '../template.js';
import type { ArrayValue, UnknownValue, Value } from '../types.js';
import { array, Holds, holdsOf, isKnown, nothing, typeBits, typesOf } from '../value.js';
import { asArray, expressionPlace, inside, operandPlace, withOperand } from './support.js';

/** `$flatten`. */
export function evaluateFlatten(operation: Operation, scope: Scope, evaluator: Evaluator): Value {
  return flatten(operation, scope, evaluator, 1, '$flatten value must evaluate to an array');
}

/** `$flattenDeep`. */
export function evaluateFlattenDeep(operation: Operation, scope: Scope, evaluator: Evaluator): Value {
  return flatten(operation, scope, evaluator, Number.POSITIVE_INFINITY, '$flattenDeep value must evaluate to an array');
}

function flatten(operation: Operation, scope: Scope, evaluator: Evaluator, levels: number, message: string): Value {
  const { node } = operation;
  return withOperand(
    operation,
    scope,
    evaluator,
    message,
    (operand) => {
      const list = asArray(operand);
      if (!list) return operand;
      const items: Value[] = [];
      let open = list.open;
      let left = evaluator.bounds.size;
      const add = (item: Value, level: number): void => {
        if (--left < 0) return;
        if (item.kind === 'array' && level > 0) {
          open ||= item.open;
          for (const inner of item.items) add(inner, level - 1);
        } else if (item.kind === 'choice' && item.options.some(({ kind }) => kind === 'array')) {
          // The number of items depends on which list it is.
          open = true;
          for (const option of item.options) if (option.kind !== 'absent') add(option, level);
        } else {
          if (item.kind === 'unknown' && (item.types & typesOf('array')) !== 0) open = true;
          items.push(item);
        }
      };
      for (const item of list.items) add(item, levels);
      return evaluator.charge(items.length, operandPlace(operation)) ?? array(items, node, open);
    },
    () => array([], node, true),
  );
}

/** `$reverse`. json-e reverses the list in place, even if it is shared. */
export function evaluateReverse(operation: Operation, scope: Scope, evaluator: Evaluator): Value {
  const message = '$reverse value must evaluate to an array of objects';
  return withOperand(operation, scope, evaluator, message, (operand) => {
    const list = asArray(operand);
    if (!list) return operand;
    const limit = evaluator.charge(list.items.length, operandPlace(operation));
    if (limit) return limit;
    if (!operation.mutates) return array(list.items.toReversed(), operation.node, list.open);
    (list.items as Value[]).reverse();
    return { ...list, origin: operation.node };
  });
}

/** `$sort`. */
export function evaluateSort(operation: Operation, scope: Scope, evaluator: Evaluator): Value {
  const message = '$sorted values to be sorted must have the same type';
  const { by } = operation.companions;
  const variable = by?.variables?.[0];
  return withOperand(operation, scope, evaluator, message, (operand) => {
    const list = asArray(operand);
    if (!list) return operand;
    if (by && !by.code && list.items.length > 0) {
      const detail = {
        code: 'wrong-body',
        operator: '$sort',
        key: keyName(by.entry),
        value: undefined,
        written: by.entry.value,
      } as const;
      return evaluator.fail(detail, 'by expects an expression', expressionPlace(by, operation));
    }
    const keys = by?.code && variable ? keysBy(by.code, variable, operation, list, scope, evaluator) : list.items;
    return sort(operation, list, keys, message, evaluator);
  });
}

/** The sort key of each item. */
function keysBy(
  code: Code,
  variable: string,
  { node }: Operation,
  list: ArrayValue,
  scope: Scope,
  evaluator: Evaluator,
): readonly Value[] {
  return list.items.map((item, i) => {
    const value = inside(list, i, item);
    const inner = { outer: scope, variables: new Map([[variable, value]]), open: false };
    return evaluator.within({ node, operator: '$sort', key: i, item: value }, () => evaluator.evaluate(code, inner));
  });
}

function sort(
  operation: Operation,
  list: ArrayValue,
  keys: readonly Value[],
  message: string,
  evaluator: Evaluator,
): Value {
  const place = operandPlace(operation);
  const poison = keys.find((key): key is UnknownValue => key.kind === 'unknown' && key.problem !== undefined);
  const [first] = keys;
  const sortable = typesOf('string', 'number');
  // There must be a type that all items can have.
  const common = keys.reduce((bits, key) => bits & typeBits(key), sortable);
  if (first && common === 0) {
    if (poison) return poison;
    return evaluator.fail({ code: 'unsortable', values: keys }, message, place);
  }
  const limit = evaluator.charge(list.items.length * Math.ceil(Math.log2(list.items.length + 2)), place);
  if (limit) return limit;
  const vague =
    list.open || keys.some((key) => !isKnown(key)) || list.items.some((item) => holdsOf(item) & Holds.absent);
  if (vague) return { ...list, origin: operation.node };
  const tagged = list.items.map((item, i) => [keys[i] ?? nothing(), item] as const);
  tagged.sort(([a], [b]) => compare(a, b));
  return array(
    tagged.map(([, item]) => item),
    operation.node,
  );
}

function compare(a: Value, b: Value): number {
  if (!('value' in a) || !('value' in b) || a.value === null || b.value === null) return 0;
  return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
}
