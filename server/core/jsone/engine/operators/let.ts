import type { Evaluator } from '../evaluator.js';
import type { Scope } from '../scope.js';
import { lookUp } from '../scope.js';
import type { Operation } from '../template.js';
import { Types } from '../type-names.js';
import type { ObjectValue, UnknownValue, Value } from '../types.js';
import { typeBits } from '../value.js';
import { asObject, operandPlace, operatorPlace, refuseOperand } from './support.js';

/** `$let`. The variables are evaluated even if they are not used. */
export function evaluateLet(operation: Operation, scope: Scope, evaluator: Evaluator): Value {
  const { operand, companions, node } = operation;
  const message = '$let value must be an object';
  const written = operand.template;
  if (
    written.kind !== 'mapping' &&
    written.kind !== 'operation' &&
    written.kind !== 'refused' &&
    typeBits(constantOf(written)) !== Types.object
  )
    return refuseOperand(operation, undefined, message, evaluator);
  const bindings = evaluator.within({ node, operator: '$let', key: 'variables', item: undefined }, () =>
    evaluator.render(written, scope),
  );
  return evaluator.each(bindings, (one) => {
    const body = companions.in;
    if (one.kind === 'unknown') {
      if (one.problem) return one;
      if (!(one.types & Types.object)) return refuseOperand(operation, one, message, evaluator);
      const inner: Scope = { outer: scope, variables: new Map(), open: true };
      return body ? evaluator.render(body.template, inner) : missingIn(operation, evaluator);
    }
    const object = asObject(one);
    if (!object) return refuseOperand(operation, one, message, evaluator);
    const inner = bind(operation, object, scope, evaluator);
    if (!('variables' in inner)) return inner;
    const empty = body?.template.kind === 'constant' && body.template.value.kind === 'null';
    return !body || empty ? missingIn(operation, evaluator) : evaluator.render(body.template, inner);
  });
}

function constantOf(template: Operation['operand']['template']): Value {
  return template.kind === 'constant' ? template.value : { kind: 'null', value: null, origin: undefined };
}

function missingIn(operation: Operation, evaluator: Evaluator): UnknownValue {
  const message = '$let operator requires an `in` clause';
  const written = operation.companions.in?.entry.key;
  const place = written ? { node: written, source: operation.source } : operatorPlace(operation);
  return evaluator.fail({ code: 'missing-key', operator: '$let', key: 'in' }, message, place);
}

function bind(
  operation: Operation,
  { fields, open }: ObjectValue,
  scope: Scope,
  evaluator: Evaluator,
): Scope | UnknownValue {
  const variables = new Map<string, Value>();
  const uncertain = new Set<string>();
  let refused: UnknownValue | undefined;
  for (const [name, { value, entry, certain }] of fields) {
    if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name)) {
      const place = entry ? { node: entry.key, source: operation.source } : operandPlace(operation);
      const message = 'top level keys of $let must follow /[a-zA-Z_][a-zA-Z0-9_]*/';
      refused ??= evaluator.fail({ code: 'wrong-variable', name }, message, place);
      continue;
    }
    if (certain) variables.set(name, value);
    else {
      // Without its own value the name keeps its outer meaning.
      const outer = lookUp(scope, name);
      variables.set(name, outer.value ? evaluator.oneOf([value, outer.value]) : value);
      if (!outer.value || !outer.certain) uncertain.add(name);
    }
  }
  return refused ?? { outer: scope, variables, uncertain, open };
}
