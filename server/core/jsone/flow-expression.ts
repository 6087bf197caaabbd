import { type Access, type Binary, BUILTINS, type Call, type Expression, type ObjectLiteral } from './engine/index.js';
import { type Algebra, DATA, isData, mapping, UNKNOWN, type Value } from './flow-value.js';

/** What an expression needs from its surroundings. */
export interface Surroundings extends Pick<Algebra, 'list' | 'join' | 'itemsOf' | 'memberOf' | 'membersOf'> {
  variable(name: string): Value;
  /** Goes one level deeper; throws if that is too deep. */
  nest<T>(inner: () => T): T;
  /** Whether the key is watched. */
  isWatched(key: string): boolean;
  /** Notes that the watched keys of the mappings that a value can be are read, but not those of mappings inside it. */
  readKeys(value: Value): void;
  /** Notes that everything in a value is read. */
  readAll(value: Value): void;
}

/** The possible results of an expression. What it reads is noted. */
export function evaluate(expression: Expression, around: Surroundings): Value {
  return around.nest(() => evaluateBare(expression, around));
}

function evaluateBare(expression: Expression, around: Surroundings): Value {
  switch (expression.kind) {
    case 'literal':
      return DATA;
    case 'missing':
      return UNKNOWN;
    case 'name':
      return around.variable(expression.name);
    case 'unary':
      evaluate(expression.operand, around);
      return DATA;
    case 'binary':
      return operation(expression, around);
    case 'member':
      return property(evaluate(expression.left, around), expression.property, around);
    case 'call':
      return call(expression, around);
    case 'access':
      return access(expression, around);
    case 'list':
      return around.list(
        expression.items.map((item) => evaluate(item, around)),
        true,
      );
    case 'object':
      return object(expression, around);
  }
}

function operation({ operator, left, right }: Binary, around: Surroundings): Value {
  const a = evaluate(left, around);
  const b = evaluate(right, around);
  if (operator === '==' || operator === '!=') compare(a, b, around);
  if (operator === 'in') {
    const key = textOf(left);
    if (key === undefined || around.isWatched(key)) around.readKeys(b);
    compare(a, around.itemsOf(b), around);
  }
  // All others take strings and numbers, or check whether a value is empty; a mapping with a watched key never is.
  return DATA;
}

/** A value without any watched key differs from one with such a key, whatever happens to that key. */
function compare(a: Value, b: Value, { readAll }: Surroundings): void {
  if (isData(a) || isData(b)) return;
  readAll(a);
  readAll(b);
}

function property(value: Value, key: string, around: Surroundings): Value {
  if (around.isWatched(key)) around.readKeys(value);
  return around.memberOf(value, key);
}

function access({ left, from, to, interval }: Access, around: Surroundings): Value {
  const value = evaluate(left, around);
  for (const bound of [from, to]) if (bound) evaluate(bound, around);
  if (interval) return around.list([around.itemsOf(value)], false);
  const key = textOf(from);
  if (key !== undefined) return property(value, key, around);
  if (from?.kind === 'literal' && typeof from.value === 'number') return around.itemsOf(value);
  around.readKeys(value);
  return around.join([around.itemsOf(value), around.membersOf(value)]);
}

/** The functions of JSON-e take strings, numbers and lists, and none reads the keys of a mapping. */
function call({ left, args }: Call, around: Surroundings): Value {
  const values = args.map((arg) => evaluate(arg, around));
  const own = left.kind === 'name' && OWN_FUNCTIONS.has(left.name);
  if (own && isFunction(around.variable(left.name))) return DATA;
  values.forEach(around.readAll);
  return UNKNOWN;
}

const OWN_FUNCTIONS: ReadonlySet<string> = new Set([...Object.keys(BUILTINS), 'as_slugid']);

/** A name that no variable of the template hides comes from outside. */
function isFunction({ unknown }: Value): boolean {
  return unknown;
}

function object({ entries }: ObjectLiteral, around: Surroundings): Value {
  const members = entries.map(({ key, value }) => [key, evaluate(value, around)] as const);
  const open = members.some(([key]) => around.isWatched(key));
  return mapping({ parts: [], open }, new Map(members.filter(([, value]) => value !== DATA)), undefined);
}

function textOf(operand: Expression | undefined): string | undefined {
  return operand?.kind === 'literal' && typeof operand.value === 'string' ? operand.value : undefined;
}
