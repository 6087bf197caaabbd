import type { Evaluator } from '../evaluator.js';
import type { Scope } from '../scope.js';
import type { Case, Operation, Part } from '../template.js';
import { truth } from '../truth.js';
import type { Value } from '../types.js';
import { absent, array } from '../value.js';
import { refuseOperand } from './support.js';

/** `$if`. If the condition is unknown, both branches are evaluated. */
export function evaluateIf(operation: Operation, scope: Scope, evaluator: Evaluator): Value {
  const { operand, companions, keys, node, source } = operation;
  if (!operand.code) return refuseOperand(operation, undefined, '$if can evaluate string expressions only', evaluator);
  const condition = evaluator.evaluate(operand.code, scope);
  if (condition.kind === 'unknown' && condition.problem) return condition;
  const holds = truth(condition);
  const branch = (part: Part | undefined): Value => (part ? evaluator.render(part.template, scope) : absent(node));
  const then = (): Value => {
    if (!keys.includes('$then')) return branch(companions.then);
    const place = {
      node: node.entries.find(({ key }) => key.kind === 'scalar' && key.text === '$then')?.key ?? node,
      source,
    };
    return evaluator.fail({ code: 'dollar-then' }, '$if Syntax error: $then: should be spelled then: (no $)', place);
  };
  if (holds === undefined) return evaluator.supposing(() => evaluator.oneOf([then(), branch(companions.else)]));
  return holds ? then() : branch(companions.else);
}

/** A case whose condition holds, or may hold. */
interface Taken {
  readonly one: Case;
  readonly value: Value;
  readonly certain: boolean;
}

/** The cases whose conditions hold, or may hold, evaluated; and the first condition that failed, which has no result. */
function taken(cases: readonly Case[], scope: Scope, evaluator: Evaluator) {
  const found: Taken[] = [];
  let poison: Value | undefined;
  for (const one of cases) {
    if (!one.condition) continue;
    const condition = evaluator.evaluate(one.condition, scope);
    if (condition.kind === 'unknown' && condition.problem) {
      poison ??= condition;
      continue;
    }
    const holds = truth(condition);
    if (holds === false) continue;
    const render = (): Value => evaluator.render(one.value, scope);
    found.push({ one, value: holds ? render() : evaluator.supposing(render), certain: holds === true });
  }
  return { found, poison };
}

/** `$switch`. */
export function evaluateSwitch(operation: Operation, scope: Scope, evaluator: Evaluator): Value {
  const { operand, node, source } = operation;
  const { cases } = operand;
  if (!cases) return refuseOrEmpty(operation, '$switch can evaluate objects only', absent(node), evaluator);
  const { found, poison } = taken(cases, scope, evaluator);
  const sure = found.filter(({ certain }) => certain);
  if (sure.length > 1) {
    const conditions = sure.map(({ one }) => ({ text: one.text, node: one.entry.key }));
    const place = { node: sure[1]?.one.entry.key ?? node, source };
    return evaluator.fail({ code: 'several-true', conditions }, '$switch can only have one truthy condition', place);
  }
  if (poison) return poison;
  const [only] = sure;
  if (only) return only.value;
  const otherwise = cases.find(({ condition }) => !condition);
  const rest = (): Value => (otherwise ? evaluator.render(otherwise.value, scope) : absent(node));
  if (found.length === 0) return rest();
  return evaluator.oneOf([...found.map(({ value }) => value), evaluator.supposing(rest)]);
}

/** `$match`. The result of a branch stays in the list even if it is nothing. */
export function evaluateMatch(operation: Operation, scope: Scope, evaluator: Evaluator): Value {
  const { operand, node } = operation;
  if (!operand.cases) return refuseOrEmpty(operation, '$match can evaluate objects only', array([], node), evaluator);
  const { found, poison } = taken(operand.cases, scope, evaluator);
  const items = found.map(({ value, certain }) => (certain ? value : evaluator.oneOf([value, absent(node)])));
  return array(items, node, poison !== undefined);
}

/** A date counts as an object, without conditions. */
function refuseOrEmpty(operation: Operation, message: string, empty: Value, evaluator: Evaluator): Value {
  const { value } = operation.operand.entry;
  if (value.kind === 'scalar' && value.type === 'timestamp') return empty;
  return refuseOperand(operation, undefined, message, evaluator);
}
