import type { Access, Member } from './expression/ast.js';
import { toPlain } from './plain.js';
import { fieldsOf, type One, poisonOf, type Surroundings } from './surroundings.js';
import { Types } from './type-names.js';
import type { ObjectValue, Value } from './types.js';
import { array, Holds, holdsOf, isKnown, nothing, string, typeBits, typesOf, unknown } from './value.js';

/** `value.property`. */
export function evaluateMember(at: Surroundings, { property, propertySpan, left }: Member, value: One): Value {
  if (value.kind === 'unknown') {
    if (value.problem) return value;
    if (value.types & Types.object) return at.reading(value, property, 'member', propertySpan) ?? unknown();
  }
  const fields = fieldsOf(value);
  if (!fields) {
    return at.evaluator.fail(
      { code: 'no-object', property, value, valueSpan: at.span(left) },
      'infix: . expects objects',
      at.place(propertySpan),
    );
  }
  const field = fields.fields.get(property);
  if (field) return at.passOn(value, property, field.value, 'member', propertySpan);
  if (fields.open) return at.reading(value, property, 'member', propertySpan) ?? unknown();
  at.reading(value, property, 'member', propertySpan);
  return at.evaluator.fail(
    { code: 'no-property', property, object: value, objectSpan: at.span(left) },
    `object has no property "${property}"`,
    at.place(propertySpan),
  );
}

/** `value[from]`, `value[from:to]`. */
export function evaluateAccess(
  at: Surroundings,
  expression: Access,
  value: One,
  from: One,
  to: One | undefined,
): Value {
  const poison = poisonOf(value) ?? poisonOf(from) ?? (to && poisonOf(to));
  if (poison) return poison;
  if (value.kind === 'array' || value.kind === 'string') return accessItems(at, expression, value, from, to);
  const fields = fieldsOf(value);
  if (fields) return accessField(at, expression, fields, value, from);
  const possible = typeBits(value) & typesOf('array', 'string', 'object');
  if (value.kind === 'unknown' && possible) {
    if (expression.interval)
      return unknown(value.types & typesOf('array', 'string') || Types.string, at.slice(value, from, to));
    if (from.kind === 'string' || from.kind === 'number') {
      const found = at.reading(value, from.value, 'index', expression.from ?? expression);
      return found ?? unknown(value.types === Types.string ? Types.string : undefined);
    }
    return unknown();
  }
  return at.evaluator.fail(
    { code: 'no-container', value, valueSpan: at.span(expression.left) },
    'infix: "[..]" expects object, array, or string',
    at.place(expression),
  );
}

function accessField(at: Surroundings, expression: Access, { fields, open }: ObjectValue, value: One, key: One): Value {
  if (key.kind === 'unknown' && key.types & Types.string) return unknown();
  if (key.kind !== 'string' || (expression.interval && !expression.from)) {
    return at.evaluator.fail(
      { code: 'wrong-index', container: value, index: expression.from && key },
      'object keys must be strings',
      at.place(expression.from ?? expression),
    );
  }
  const field = fields.get(key.value);
  if (field) {
    const found = at.passOn(value, key.value, field.value, 'index', expression);
    return field.certain ? found : at.evaluator.oneOf([found, nothing()]);
  }
  const missing = at.reading(value, key.value, 'index', expression);
  return open ? (missing ?? unknown()) : nothing();
}

function accessItems(
  at: Surroundings,
  expression: Access,
  value: Extract<Value, { kind: 'array' | 'string' }>,
  from: One,
  to: One | undefined,
): Value {
  const { interval } = expression;
  const place = at.place(expression);
  const vague = value.kind === 'array' && (value.open || value.items.some((item) => holdsOf(item) & Holds.absent));
  if (!isKnown(from) || (to && !isKnown(to)) || vague) {
    if (interval) return value.kind === 'string' ? unknown(Types.string) : array(value.items, undefined, true);
    if (value.kind === 'string') return unknown(Types.string);
    return value.open ? unknown() : at.evaluator.oneOf(value.items.map(present));
  }
  const items = value.kind === 'array' ? value.items : charactersOf(value.value);
  const cost = value.kind === 'array' ? 0 : value.value.length >> (typeof items === 'string' ? 6 : 3);
  const limit = cost > 0 ? at.evaluator.charge(cost, place) : undefined;
  if (limit) return limit;
  const found = locate(items.length, interval, toPlain(from), to ? toPlain(to) : null);
  if (typeof found === 'string') {
    return at.evaluator.fail({ code: 'wrong-index', container: value, index: from }, found, place);
  }
  if (found.end === undefined) {
    const index = found.start;
    if (index >= items.length) {
      const detail = { code: 'out-of-bounds', index, length: items.length } as const;
      if (value.kind === 'array') at.reading(value, index, 'index', expression);
      return at.evaluator.fail(detail, 'index out of bounds', place);
    }
    const item = items[index];
    if (typeof item === 'string') return string(item, at.slice(value, from, undefined));
    return item ? at.passOn(value, index, item, 'index', expression) : nothing();
  }
  const origin = at.slice(value, from, to);
  if (value.kind === 'array') return array(value.items.slice(found.start, found.end), origin);
  const text =
    typeof items === 'string' ? items.slice(found.start, found.end) : items.slice(found.start, found.end).join('');
  return string(text, origin);
}

/** An item that may be missing, assumed to be present. */
function present(item: Value): Value {
  if (item.kind !== 'choice') return item;
  const options = item.options.filter(({ kind }) => kind !== 'absent');
  const [only] = options;
  return options.length === 1 && only ? only : { ...item, options };
}

/** json-e counts characters, but for ASCII texts it uses code units, which is the same. */
function charactersOf(text: string): string | readonly string[] {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return [...text];
  return text;
}

/**
 * The index or interval given by brackets, or the message of json-e. The bounds may have any type: json-e compares them, with
 * JavaScript's comparison, before it checks whether they are whole numbers.
 */
function locate(
  length: number,
  interval: boolean,
  from: unknown,
  to: unknown,
): { readonly start: number; readonly end?: number } | string {
  let start = from as number;
  if (start < 0) start = Math.max(0, plus(length, start));
  if (!interval) return Number.isInteger(start) ? { start } : 'should only use integers to access arrays or strings';
  let end = to === null ? length : (to as number);
  if (end < 0) end = Math.max(0, plus(length, end));
  if (start > end) start = end;
  if (!Number.isInteger(start) || !Number.isInteger(end)) return 'cannot perform interval access with non-integers';
  return { start, end };
}

function plus(length: number, bound: unknown): number {
  return typeof bound === 'number' ? length + bound : Number.NaN;
}
