import { type Entry, type Node, resolveAlias } from '../../../syntax/node.js';
import type { Evaluator } from '../evaluator.js';
import { operatorSyntax } from '../operator-table.js';
import { contextOf } from '../origin.js';
import type { Scope } from '../scope.js';
import type { Operation, Part, Place } from '../template.js';
import { Types } from '../type-names.js';
import type { ArrayValue, ObjectValue, UnknownValue, Value } from '../types.js';
import { object, typeBits, typesOf, unknown, withOrigin } from '../value.js';

/** A value that is not a choice. */
export type One = Exclude<Value, { kind: 'choice' }>;

/** The location of the operator's operand; the key if there is none. */
export function operandPlace({ operand, source }: Operation): Place {
  return { node: valueOrKey(operand.entry), source };
}

function valueOrKey({ key, value }: Entry): Node {
  return value.kind === 'scalar' && value.type === 'missing' ? key : value;
}

/** The location of something that should be an expression. A list or mapping, which may be long, is marked at its key. */
export function expressionPlace({ entry }: Part, { source }: Operation): Place {
  const isScalar = resolveAlias(entry.value)?.kind === 'scalar';
  return { node: isScalar ? valueOrKey(entry) : entry.key, source };
}

/** The operator's key. */
export function operatorPlace({ operand, source }: Operation): Place {
  return { node: operand.entry.key, source };
}

/** Records that the operand has none of the types that the operator takes. */
export function refuseOperand(
  operation: Operation,
  value: Value | undefined,
  message: string,
  evaluator: Evaluator,
  item?: number,
): UnknownValue {
  const { operator } = operation;
  const detail = { code: 'wrong-operand-of-operator', operator, value, ...(item !== undefined && { item }) } as const;
  if (operatorSyntax(operator).operand !== 'expression')
    return evaluator.fail(detail, message, operandPlace(operation));
  const written = operation.operand.entry.value;
  return evaluator.fail({ ...detail, written }, message, expressionPlace(operation.operand, operation));
}

/**
 * Renders the operand and continues with each alternative. A wrong type is rejected with `message`. If the operand is
 * unknown, the result is anything the operator can yield.
 */
export function withOperand(
  operation: Operation,
  scope: Scope,
  evaluator: Evaluator,
  message: string,
  use: (operand: Exclude<One, UnknownValue>) => Value,
  ofUnknown?: (operand: UnknownValue) => Value,
): Value {
  const { takes, gives } = operatorSyntax(operation.operator);
  const allowed = takes ? typesOf(...takes) : ~0;
  const operand = evaluator.render(operation.operand.template, scope);
  return evaluator.each(operand, (one) => {
    if (one.kind === 'unknown') {
      if (one.problem) return one;
      if (one.types & allowed) return ofUnknown?.(one) ?? unknown(gives && Types[gives], operation.node);
    } else if (typeBits(one) & allowed) return use(one);
    return refuseOperand(operation, one, message, evaluator);
  });
}

/** The operand as a list; anything else has been rejected because of its type. */
export function asArray(value: One): ArrayValue | undefined {
  return value.kind === 'array' ? value : undefined;
}

const EMPTY: ObjectValue = object(new Map());

/** The value as an object, if json-e treats it as one. */
export function asObject(value: Value): ObjectValue | undefined {
  if (value.kind === 'object') return value;
  return value.kind === 'date' || value.kind === 'absent' ? EMPTY : undefined;
}

/** An item or value of a container, with its place in the context if the container comes from there. */
export function inside(container: Value, key: string | number, value: Value): Value {
  const at = contextOf(container.origin);
  return at?.kind === 'context' ? withOrigin(value, { kind: 'context', parent: at, key }) : value;
}

/** An item that may be missing, assumed to be present; and whether it certainly is. */
export function presence(item: Value): { readonly value: Value; readonly certain: boolean } {
  if (item.kind !== 'choice') return { value: item, certain: true };
  const options = item.options.filter(({ kind }) => kind !== 'absent');
  const [only] = options;
  if (!only || options.length === item.options.length) return { value: item, certain: true };
  return { value: options.length === 1 ? only : { ...item, options }, certain: false };
}
