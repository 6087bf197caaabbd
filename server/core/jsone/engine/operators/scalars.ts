import type { Evaluator } from '../evaluator.js';
import { toPlain } from '../plain.js';
import { lookUp, type Scope } from '../scope.js';
import type { Operation } from '../template.js';
import { timeOf } from '../time.js';
import { truth } from '../truth.js';
import { Types } from '../type-names.js';
import type { Value } from '../types.js';
import { Holds, holdsOf, isKnown, string, unknown, withOrigin } from '../value.js';
import { operandPlace, refuseOperand, withOperand } from './support.js';

/** `$eval`. */
export function evaluateEval({ operand, ...rest }: Operation, scope: Scope, evaluator: Evaluator): Value {
  if (operand.code) return evaluator.evaluate(operand.code, scope);
  return refuseOperand({ operand, ...rest }, undefined, '$eval must be given a string expression', evaluator);
}

/** `$fromNow`. */
export function evaluateFromNow(operation: Operation, scope: Scope, evaluator: Evaluator): Value {
  const { companions, node } = operation;
  const text = evaluator.render(operation.operand.template, scope);
  const { from } = companions;
  const now = lookUp(scope, 'now');
  let reference = now.value ?? (now.open ? unknown() : undefined);
  // json-e checks for a "from" before rendering it.
  const isThere =
    from &&
    (from.template.kind !== 'constant' || truth(from.template.value) !== false || isContainer(from.template.value));
  if (isThere) {
    reference = evaluator.render(from.template, scope);
    if (reference.kind === 'unknown' && reference.problem) return reference;
  }
  const used = reference;
  return evaluator.each(text, (one) => {
    if (one.kind === 'unknown' && (one.problem || one.types & Types.string))
      return one.problem ? one : unknown(Types.string, node);
    if (one.kind !== 'string') return refuseOperand(operation, one, '$fromNow expects a string', evaluator);
    const time = timeOf(evaluator, one.value, used, operandPlace(operation));
    return time.origin ? time : withOrigin(time, node);
  });
}

function isContainer(value: Value): boolean {
  return value.kind === 'array' || value.kind === 'object' || value.kind === 'date';
}

/** `$json`. */
export function evaluateJson(operation: Operation, scope: Scope, evaluator: Evaluator): Value {
  const { node } = operation;
  return withOperand(
    operation,
    scope,
    evaluator,
    '',
    (value) => {
      const place = operandPlace(operation);
      if (holdsOf(value) & Holds.function) {
        const name = value.kind === 'function' ? value.name : '';
        return evaluator.fail(
          { code: 'uncalled-function', name },
          'evaluated template contained uncalled functions',
          place,
        );
      }
      if (!isKnown(value)) return unknown(Types.string, node);
      const size = value.kind === 'array' || value.kind === 'object' ? value.measure.size : 1;
      const limit = evaluator.charge(size, place);
      if (limit) return limit;
      const text = json(value);
      return evaluator.chargeText(text.length, place) ?? string(text, node);
    },
    () => unknown(Types.string, node),
  );
}

/** JSON as json-e writes it: without spaces, keys sorted by code unit. */
function json(value: Value): string {
  switch (value.kind) {
    case 'array':
      return `[${value.items.map(json).join(',')}]`;
    case 'object': {
      const entries = [...value.fields].sort(([a], [b]) => (a < b ? -1 : 1));
      return `{${entries.map(([key, field]) => `${JSON.stringify(key)}:${json(field.value)}`).join(',')}}`;
    }
    default:
      return JSON.stringify(toPlain(value));
  }
}
