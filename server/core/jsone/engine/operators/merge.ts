import type { MapNode } from '../../../syntax/node.js';
import type { Evaluator } from '../evaluator.js';
import type { Scope } from '../scope.js';
import type { Operation, Place } from '../template.js';
import { Types } from '../type-names.js';
import type { ArrayValue, Field, ObjectValue, Value } from '../types.js';
import { absent, array, type Fields, Holds, holdsOf, object, typeBits, unknown } from '../value.js';
import { asArray, asObject, inside, operandPlace, refuseOperand, withOperand } from './support.js';

/** `$merge`. */
export function evaluateMerge(operation: Operation, scope: Scope, evaluator: Evaluator): Value {
  return merge(operation, scope, evaluator, false);
}

/** `$mergeDeep`. json-e removes the first object from the list in place, even if it is shared. */
export function evaluateMergeDeep(operation: Operation, scope: Scope, evaluator: Evaluator): Value {
  return merge(operation, scope, evaluator, true);
}

function merge(operation: Operation, scope: Scope, evaluator: Evaluator, deep: boolean): Value {
  const message = `${operation.operator} value must evaluate to an array of objects`;
  return withOperand(operation, scope, evaluator, message, (operand) => {
    const list = asArray(operand);
    if (!list) return operand;
    let refused: Value | undefined;
    for (const [i, item] of list.items.entries()) {
      if (typeBits(item) & Types.object) continue;
      const problem = refuseOperand(operation, operand, message, evaluator, i);
      refused ??= problem;
    }
    if (refused) return refused;
    const merged = mergeObjects(itemsOf(list), operation, deep, evaluator);
    if (deep && operation.mutates) (list.items as Value[]).shift();
    return list.open ? opened(merged, operation) : merged;
  });
}

function itemsOf(list: ArrayValue): readonly Value[] {
  return list.items.map((item, i) => inside(list, i, item));
}

/** The object with additional unknown fields, which may come from anywhere in the list. */
function opened(value: Value, { node }: Operation): Value {
  const known = asObject(value);
  return known ? doubtful(known) : object(new Map(), { origin: node, open: true });
}

/** The object once something unknown has been merged over it. */
function doubtful(value: ObjectValue): ObjectValue {
  const fields: Fields = new Map([...value.fields].map(([key, one]) => [key, { ...one, certain: false }]));
  return object(fields, { origin: value.origin, parts: value.parts, open: true });
}

/**
 * Merges the objects into one, with an alternative for each combination of theirs. Unknown ones leave the result open. A
 * single `absent` with `$mergeDeep` is returned unchanged, as json-e does.
 */
export function mergeObjects(
  items: readonly Value[],
  operation: Operation,
  deep: boolean,
  evaluator: Evaluator,
): Value {
  const { node } = operation;
  const [single] = items;
  if (deep && items.length === 1 && single?.kind === 'absent') return absent(node);
  const place = operandPlace(operation);
  let results: readonly ObjectValue[] = [object(new Map(), { origin: node })];
  for (const item of items) {
    const options = item.kind === 'choice' ? item.options : [item];
    if (results.length * options.length > evaluator.bounds.alternatives) {
      results = [object(new Map(), { origin: node, open: true })];
      continue;
    }
    const next: ObjectValue[] = [];
    for (const below of results) {
      for (const above of options) {
        const limit = evaluator.charge(1 + below.fields.size + (asObject(above)?.fields.size ?? 0), place);
        if (limit) return limit;
        next.push(override(below, above, deep, { evaluator, place }));
      }
    }
    results = next;
  }
  return evaluator.oneOf(results);
}

/** The context of a merge: what merges, and where. */
interface At {
  readonly evaluator: Evaluator;
  readonly place: Place;
}

function override(below: ObjectValue, above: Value, deep: boolean, at: At): ObjectValue {
  if (above.kind === 'unknown') return doubtful(below);
  const over = asObject(above);
  if (!over || above.kind !== 'object') return below;
  const base = over.open ? doubtful(below) : below;
  const fields: Fields = new Map(base.fields);
  for (const [key, field] of over.fields) {
    const known = base.fields.get(key);
    fields.set(key, known ? overrideField(known, inField(over, key, field), deep, at) : inField(over, key, field));
  }
  const parts: readonly MapNode[] =
    over.parts.length > 0 ? [...below.parts, ...over.parts].slice(-MOST_PARTS) : below.parts;
  return object(fields, { origin: below.origin, parts, open: base.open || over.open });
}

/** How many mappings of the template an object refers to at most. */
const MOST_PARTS = 64;

function inField(container: ObjectValue, key: string, field: Field): Field {
  const value = inside(container, key, field.value);
  return value === field.value ? field : { ...field, value };
}

function overrideField(below: Field, above: Field, deep: boolean, at: At): Field {
  const merged = deep ? mergeDeep(below.value, above.value, at) : above.value;
  // If the upper one may be absent, the lower one may be the result.
  const value = above.certain ? merged : at.evaluator.oneOf([below.value, merged]);
  return { ...above, value, under: withoutUnder(below), certain: above.certain || below.certain };
}

/** Keeps only one step down, because a loop may merge again and again. */
function withoutUnder(field: Field): Field {
  if (!field.under?.under) return field;
  const { under: _under, ...rest } = field.under;
  return { ...field, under: rest };
}

/** Lists are joined and objects merged; for anything else the upper value wins. */
function mergeDeep(below: Value, above: Value, at: At): Value {
  const { evaluator, place } = at;
  if (below.kind === 'choice' || above.kind === 'choice') {
    const options = (value: Value): readonly Value[] => (value.kind === 'choice' ? value.options : [value]);
    const pairs = options(below).flatMap((one) => options(above).map((other) => [one, other] as const));
    if (pairs.length > evaluator.bounds.alternatives) return unknown();
    return evaluator.oneOf(pairs.map(([one, other]) => mergeDeep(one, other, at)));
  }
  if (below.kind === 'array' && above.kind === 'array') {
    const limit = evaluator.charge(below.items.length + above.items.length, place);
    return limit ?? array([...below.items, ...above.items], above.origin, below.open || above.open);
  }
  const over = asObject(above);
  const under = asObject(below);
  if (under && over) {
    const limit = evaluator.charge(under.fields.size + over.fields.size, place);
    if (limit) return limit;
    const merged = override(under, over, true, at);
    return over.kind === 'object' && over.origin ? { ...merged, origin: over.origin } : merged;
  }
  if (above.kind === 'unknown' && (holdsOf(below) & Holds.problem) === 0) {
    if (below.kind === 'object' || below.kind === 'array') return unknown(above.types, above.origin);
  }
  return above;
}
