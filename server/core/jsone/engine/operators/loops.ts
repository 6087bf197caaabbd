import { keyName } from '../../../syntax/key-name.js';
import type { Evaluator } from '../evaluator.js';
import type { Scope } from '../scope.js';
import type { Operation } from '../template.js';
import { truth } from '../truth.js';
import { Types } from '../type-names.js';
import type { ArrayValue, Field, ObjectValue, UnknownValue, Value } from '../types.js';
import {
  absent,
  array,
  Holds,
  holdsOf,
  nothing,
  number,
  object,
  plainField,
  string,
  typeBits,
  unknown,
} from '../value.js';
import { mergeObjects } from './merge.js';
import { asArray, asObject, expressionPlace, inside, operatorPlace, presence, withOperand } from './support.js';

/** The variables of a loop's body, and the body itself. */
interface Body {
  readonly names: readonly (string | undefined)[];
  readonly run: (scope: Scope) => Value;
}

/** The scope of a loop's body. If names are equal, the last wins. */
function scopeFor(names: readonly (string | undefined)[], values: readonly Value[], outer: Scope): Scope {
  const variables = new Map<string, Value>();
  names.forEach((name, i) => {
    const value = values[i];
    if (name !== undefined && value) variables.set(name, value);
  });
  return { outer, variables, open: false };
}

/** Rejects a loop without its required keys. */
function refuseKeys(operation: Operation, count: number, evaluator: Evaluator): UnknownValue {
  const { operator, keys, companions, node, source } = operation;
  const words = ['no', 'one', 'two', 'three'][count];
  const message =
    keys.length === count
      ? `${operator} requires each(identifier) syntax`
      : `${operator} must have exactly ${words} properties`;
  const missing = operator === '$reduce' && !companions.initial ? 'initial' : companions.each ? undefined : 'each';
  if (missing)
    return evaluator.fail({ code: 'missing-key', operator, key: missing }, message, operatorPlace(operation));
  const own = [operator, 'initial', companions.each && keyName(companions.each.entry)];
  const others = keys.filter((key) => !own.includes(key));
  const [first] = node.entries.filter((entry) => others.includes(keyName(entry)));
  return evaluator.fail({ code: 'stray-keys', operator, keys: others }, message, { node: first?.key ?? node, source });
}

/** `$map`. */
export function evaluateMap(operation: Operation, scope: Scope, evaluator: Evaluator): Value {
  const each = operation.companions.each;
  const message = '$map value must evaluate to an array or object';
  const names = each?.variables;
  const body: Body | undefined =
    each && names && operation.keys.length === 2
      ? { names, run: (inner) => evaluator.render(each.template, inner) }
      : undefined;
  return withOperand(
    operation,
    scope,
    evaluator,
    message,
    (operand) => {
      if (!body) return refuseKeys(operation, 2, evaluator);
      const list = asArray(operand);
      return list
        ? mapItems(operation, list, body, scope, evaluator)
        : mapFields(operation, asObject(operand) ?? object(new Map()), body, scope, evaluator);
    },
    (operand) => {
      if (!body) return refuseKeys(operation, 2, evaluator);
      return mapUnknown(operation, operand, body, scope, evaluator);
    },
  );
}

function step(operation: Operation, key: string | number, item: Value) {
  return { node: operation.node, operator: operation.operator, key, item } as const;
}

function mapItems(
  operation: Operation,
  list: ArrayValue,
  { names, run }: Body,
  scope: Scope,
  evaluator: Evaluator,
): Value {
  const items: Value[] = [];
  const vague = list.open || list.items.some((item) => holdsOf(item) & Holds.absent && item.kind === 'choice');
  for (const [i, given] of list.items.entries()) {
    if (evaluator.over) return evaluator.over;
    const { value: item, certain } = presence(inside(list, i, given));
    const index = vague ? unknown(Types.number) : number(i);
    const once = (): Value =>
      evaluator.within(step(operation, i, item), () => run(scopeFor(names, [item, index], scope)));
    const value = certain && !list.open ? once() : evaluator.supposing(once);
    if (value.kind === 'absent') continue;
    items.push(certain ? value : evaluator.oneOf([value, absent(operation.node)]));
  }
  return array(items, operation.node, list.open);
}

/** The result of the body for any possible item. */
function mapUnknown(
  operation: Operation,
  operand: UnknownValue,
  { names, run }: Body,
  scope: Scope,
  evaluator: Evaluator,
): Value {
  const item = inside(operand, 0, unknown());
  const value = evaluator.supposing(() =>
    evaluator.within(step(operation, 0, item), () => run(scopeFor(names, [item, unknown()], scope))),
  );
  const items = value.kind === 'absent' ? [] : [value];
  const list = array(items, operation.node, true);
  const merged = object(new Map(), { origin: operation.node, open: true });
  if (!(operand.types & Types.object)) return list;
  return operand.types & Types.array ? evaluator.oneOf([list, merged]) : merged;
}

function mapFields(
  operation: Operation,
  container: ObjectValue,
  { names, run }: Body,
  scope: Scope,
  evaluator: Evaluator,
): Value {
  const { fields, open } = container;
  const [variable, keyVariable] = names;
  const results: Value[] = [];
  let poison: Value | undefined;
  for (const [key, { value: given, certain }] of fields) {
    const item = inside(container, key, given);
    const pair = new Map<string, Field>([
      ['key', plainField(string(key))],
      ['val', plainField(item)],
    ]);
    const values = keyVariable === undefined ? [object(pair)] : [item, string(key)];
    const once = (): Value => evaluator.within(step(operation, key, item), () => run(scopeFor(names, values, scope)));
    const result = certain ? once() : evaluator.supposing(once);
    if (result.kind === 'unknown' && result.problem) poison ??= result;
    if (!(typeBits(result) & Types.object)) {
      const message = `$map on objects expects each(${variable}) to evaluate to an object`;
      const entry = operation.companions.each?.entry;
      const detail = { code: 'wrong-body', operator: '$map', key: entry ? keyName(entry) : '', value: result } as const;
      const place = { node: entry?.value ?? operation.node, source: operation.source };
      poison ??= evaluator.fail(detail, message, place);
    }
    results.push(certain ? result : evaluator.oneOf([result, absent(operation.node)]));
  }
  const merged = mergeObjects(results, operation, false, evaluator);
  return open && merged.kind === 'object'
    ? object(new Map(merged.fields), { ...merged, open: true })
    : (poison ?? merged);
}

/** `$reduce`. */
export function evaluateReduce(operation: Operation, scope: Scope, evaluator: Evaluator): Value {
  const { each, initial } = operation.companions;
  const message = '$reduce value must evaluate to an array';
  return withOperand(
    operation,
    scope,
    evaluator,
    message,
    (operand) => {
      const names = each?.variables;
      if (!each || !names || operation.keys.length !== 3) return refuseKeys(operation, 3, evaluator);
      const list = asArray(operand);
      if (!list) return operand;
      const start = initial?.template;
      let result: Value = start ? evaluator.render(start, scope) : nothing();
      if (list.open) return unknown();
      for (const [i, given] of list.items.entries()) {
        const { value: item, certain } = presence(inside(list, i, given));
        const before = result;
        const once = (): Value =>
          evaluator.within(step(operation, i, item), () =>
            evaluator.render(each.template, scopeFor(names, [before, item, number(i)], scope)),
          );
        const next = certain ? once() : evaluator.supposing(() => evaluator.oneOf([before, once()]));
        if (next.kind === 'absent') continue;
        result = kept(next, before, evaluator);
        if (result.kind === 'unknown' && result.problem) return result;
      }
      return result;
    },
    () => unknown(undefined, operation.node),
  );
}

/** A result that may be nothing leaves the accumulator as it was. */
function kept(next: Value, before: Value, evaluator: Evaluator): Value {
  if (next.kind !== 'choice' || !next.options.some(({ kind }) => kind === 'absent')) return next;
  return evaluator.oneOf([...next.options.filter(({ kind }) => kind !== 'absent'), before]);
}

/** `$find`. Once the expression is true, it is also rendered as a text. */
export function evaluateFind(operation: Operation, scope: Scope, evaluator: Evaluator): Value {
  const { each } = operation.companions;
  const message = '$find value must evaluate to an array';
  return withOperand(
    operation,
    scope,
    evaluator,
    message,
    (operand) => {
      const names = each?.variables;
      if (!each || !names || operation.keys.length !== 2) return refuseKeys(operation, 2, evaluator);
      const { code } = each;
      if (!code) {
        const detail = {
          code: 'wrong-body',
          operator: '$find',
          key: keyName(each.entry),
          value: undefined,
          written: each.entry.value,
        } as const;
        return evaluator.fail(detail, 'each can evaluate string expressions only', expressionPlace(each, operation));
      }
      const list = asArray(operand);
      if (!list) return operand;
      const possible: Value[] = [];
      for (const [i, given] of list.items.entries()) {
        const { value: item, certain } = presence(inside(list, i, given));
        const inner = scopeFor(names, [item, number(i)], scope);
        const once = (): { holds: boolean | undefined; poison: Value | undefined } =>
          evaluator.within(step(operation, i, item), () => {
            const condition = evaluator.evaluate(code, inner);
            if (condition.kind === 'unknown' && condition.problem) return { holds: undefined, poison: condition };
            const holds = truth(condition);
            const text = holds === false ? condition : evaluator.render(each.template, inner);
            return { holds, poison: text.kind === 'unknown' && text.problem ? text : undefined };
          });
        const sure = certain && !list.open && possible.length === 0;
        const { holds, poison } = sure ? once() : evaluator.supposing(once);
        if (poison) return poison;
        if (holds && sure) return item;
        if (holds !== false) possible.push(item);
        if (holds && certain && !list.open) return evaluator.oneOf(possible);
      }
      if (list.open) return unknown();
      return evaluator.oneOf([...possible, absent(operation.node)]);
    },
    () => unknown(undefined, operation.node),
  );
}
