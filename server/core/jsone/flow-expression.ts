import { FUNCTIONS } from './check/functions.js';
import type { Expression, Operand } from './expression.js';
import { type Algebra, DATA, isData, mapping, UNKNOWN, type Value } from './flow-value.js';

/** What an expression needs to know of what is around it. */
export interface Surroundings extends Pick<Algebra, 'list' | 'join' | 'itemsOf' | 'memberOf' | 'membersOf'> {
  variable(name: string): Value;
  /** Goes one level deeper; throws where that is too deep. */
  nest<T>(inner: () => T): T;
  /** Whether the key is one of those that are watched. */
  isWatched(key: string): boolean;
  /** Notes that the watched keys of the mappings that a value can be, not of those in it, are looked at. */
  readKeys(value: Value): void;
  /** Notes that everything in a value is looked at. */
  readAll(value: Value): void;
}

/** What an expression can become. What it looks at on the way is noted. */
export function evaluate(expression: Operand, around: Surroundings): Value {
  return expression ? around.nest(() => evaluateBare(expression, around)) : UNKNOWN;
}

function evaluateBare(expression: Expression, around: Surroundings): Value {
  switch (expression.constructorName) {
    case 'ASTNode':
      return DATA;
    case 'ContextValue':
      return around.variable(expression.token.value);
    case 'UnaryOp':
      evaluate(expression.expr, around);
      return DATA;
    case 'BinOp':
      return operation(expression, around);
    case 'FunctionCall':
      return call(expression, around);
    case 'ValueAccess':
      return access(expression, around);
    case 'List':
      return around.list(
        expression.list.map((item) => evaluate(item, around)),
        true,
      );
    case 'Object':
      return object(expression.obj, around);
  }
}

function operation(
  { token, left, right }: Extract<Expression, { constructorName: 'BinOp' }>,
  around: Surroundings,
): Value {
  const a = evaluate(left, around);
  if (token.kind === '.') return property(a, right?.token.value ?? '', around);
  const b = evaluate(right, around);
  if (token.kind === '==' || token.kind === '!=') compare(a, b, around);
  if (token.kind === 'in') {
    const key = textOf(left);
    if (key === undefined || around.isWatched(key)) around.readKeys(b);
    compare(a, around.itemsOf(b), around);
  }
  // All others take texts and numbers, or ask whether a value is empty, which no mapping with a watched key is.
  return DATA;
}

/** What has no watched key anywhere differs from what has one, whatever becomes of that key. */
function compare(a: Value, b: Value, { readAll }: Surroundings): void {
  if (isData(a) || isData(b)) return;
  readAll(a);
  readAll(b);
}

function property(value: Value, key: string, around: Surroundings): Value {
  if (around.isWatched(key)) around.readKeys(value);
  return around.memberOf(value, key);
}

function access(
  { arr, left, right, isInterval }: Extract<Expression, { constructorName: 'ValueAccess' }>,
  around: Surroundings,
): Value {
  const value = evaluate(arr, around);
  for (const bound of [left, right]) if (bound) evaluate(bound, around);
  if (isInterval) return around.list([around.itemsOf(value)], false);
  const key = textOf(left ?? undefined);
  if (key !== undefined) return property(value, key, around);
  if (left?.token.kind === 'number') return around.itemsOf(value);
  around.readKeys(value);
  return around.join([around.itemsOf(value), around.membersOf(value)]);
}

/** The functions of JSON-e take texts, numbers and lists, and none looks into a mapping. */
function call({ name, args }: Extract<Expression, { constructorName: 'FunctionCall' }>, around: Surroundings): Value {
  const values = args.map((arg) => evaluate(arg, around));
  const own = name?.constructorName === 'ContextValue' && OWN_FUNCTIONS.has(name.token.value);
  if (own && isFunction(around.variable(name.token.value))) return DATA;
  values.forEach(around.readAll);
  return UNKNOWN;
}

const OWN_FUNCTIONS: ReadonlySet<string> = new Set([...FUNCTIONS.keys(), 'as_slugid']);

/** What no variable of the template hides comes from outside it. */
function isFunction({ unknown }: Value): boolean {
  return unknown;
}

function object(obj: Readonly<Record<string, Operand>>, around: Surroundings): Value {
  const members = Object.entries(obj).map(([key, operand]) => [key, evaluate(operand, around)] as const);
  const open = members.some(([key]) => around.isWatched(key));
  return mapping({ parts: [], open }, new Map(members.filter(([, value]) => value !== DATA)), undefined);
}

function textOf(operand: Operand): string | undefined {
  return operand?.constructorName === 'ASTNode' && operand.token.kind === 'string'
    ? operand.token.value.slice(1, -1)
    : undefined;
}
