import type { FunctionDefinition, Parameter } from './evaluator.js';
import { toPlain } from './plain.js';
import { lookUp, type Scope } from './scope.js';
import { timeOf } from './time.js';
import { type TypeName, Types } from './type-names.js';
import type { FunctionValue, Value } from './types.js';
import { array, boolean, Holds, holdsOf, number, string, typeBits, unknown } from './value.js';

const text = (name: string): Parameter => ({ name, types: ['string'] });
const numeric = (name: string): Parameter => ({ name, types: ['number'] });

function ofText(summary: string, call: (text: string) => string): FunctionDefinition {
  return {
    parameters: [text('text')],
    gives: ['string'],
    summary,
    call: ([value], { evaluator, place }) => {
      const given = stringOf(value);
      return evaluator.chargeText(given.length, place) ?? string(call(given));
    },
  };
}

function ofNumber(summary: string, call: (number: number) => number): FunctionDefinition {
  return {
    parameters: [numeric('number')],
    gives: ['number'],
    summary,
    call: ([value]) => number(call(numberOf(value))),
  };
}

function ofNumbers(summary: string, call: (...numbers: number[]) => number): FunctionDefinition {
  return {
    parameters: [numeric('number')],
    rest: numeric('number'),
    gives: ['number'],
    summary,
    call: (args) => number(call(...args.map(numberOf))),
  };
}

/** The functions of JSON-e 4.8.4 (its builtins.js): the single table for the engine, the checks and the editor. */
export const BUILTINS: Readonly<Record<string, FunctionDefinition>> = {
  max: ofNumbers('The largest of the numbers.', Math.max),
  min: ofNumbers('The smallest of the numbers.', Math.min),
  sqrt: ofNumber('The square root.', Math.sqrt),
  ceil: ofNumber('The next whole number that is not smaller.', Math.ceil),
  floor: ofNumber('The next whole number that is not larger.', Math.floor),
  abs: ofNumber('The number without its sign.', Math.abs),
  range: {
    parameters: [
      { name: 'start', types: ['number'], integer: true },
      { name: 'end', types: ['number'], integer: true },
      { name: 'step', types: ['number'], integer: true, optional: true },
    ],
    rest: numeric('ignored'),
    gives: ['array'],
    summary: 'The whole numbers from start up to, but not including, end.',
    call: ([start, end, step], { evaluator, place }) => {
      const from = numberOf(start);
      const by = step ? numberOf(step) : 1;
      const length = Math.max(0, Math.ceil((numberOf(end) - from) / by) || 0);
      const limit = evaluator.charge(length, place);
      return limit ?? array(Array.from({ length }, (_, i) => number(from + i * by)));
    },
  },
  lowercase: ofText('The text in small letters.', (given) => given.toLowerCase()),
  uppercase: ofText('The text in capital letters.', (given) => given.toUpperCase()),
  str: {
    parameters: [{ name: 'value', types: ['string', 'number', 'boolean', 'null'] }],
    gives: ['string'],
    summary: 'The value as a string.',
    call: ([value]) => string(String(value && 'value' in value ? value.value : '')),
  },
  number: {
    parameters: [text('text')],
    gives: ['number'],
    summary: 'The number written in a string.',
    call: ([value]) => number(Number(stringOf(value))),
  },
  len: {
    parameters: [{ name: 'value', types: ['string', 'array'] }],
    gives: ['number'],
    summary: 'The number of characters in a string, or of items in a list.',
    lenient: true,
    call: ([value], { evaluator, place }) => {
      if (value?.kind === 'array') {
        const certain = !value.open && !value.items.some((item) => holdsOf(item) & Holds.absent);
        return certain ? number(value.items.length) : unknown(Types.number);
      }
      if (value?.kind !== 'string') return unknown(Types.number);
      const limit = evaluator.chargeText(value.value.length, place);
      return limit ?? number(Array.from(value.value).length);
    },
  },
  strip: ofText('The text without white space at its ends.', (given) => given.trim()),
  rstrip: ofText('The text without white space at its end.', (given) => given.trimEnd()),
  lstrip: ofText('The text without white space at its beginning.', (given) => given.trimStart()),
  split: {
    parameters: [text('text'), { name: 'separator', types: ['string', 'number'] }],
    gives: ['array'],
    summary: 'The list of the parts of a string between separators.',
    call: ([value, separator], { evaluator, place }) => {
      const given = stringOf(value);
      const between = String(separator && 'value' in separator ? separator.value : '');
      const limit = evaluator.charge(between === '' ? given.length : given.length >> 4, place);
      if (limit) return limit;
      const pieces = given.split(between);
      return evaluator.charge(pieces.length, place) ?? array(pieces.map((piece) => string(piece)));
    },
  },
  join: {
    parameters: [
      { name: 'list', types: ['array'] },
      { name: 'separator', types: ['string', 'number'] },
    ],
    gives: ['string'],
    summary: 'The items of a list as one string, with a separator between them.',
    call: ([list, separator], { evaluator, place }) => {
      if (list?.kind !== 'array') return unknown(Types.string);
      const limit = evaluator.charge(list.measure.size, place);
      if (limit) return limit;
      const joined = (toPlain(list) as unknown[]).join(
        String(separator && 'value' in separator ? separator.value : ''),
      );
      return evaluator.chargeText(joined.length, place) ?? string(joined);
    },
  },
  fromNow: {
    parameters: [text('timeSpan'), { ...text('reference'), optional: true }],
    rest: text('ignored'),
    gives: ['string'],
    summary: 'The time at a time span such as "1 day" from now, or from a reference.',
    lenient: true,
    readsScope: true,
    call: ([value, reference], { evaluator, place, scope }) => {
      if (value?.kind !== 'string') return unknown(Types.string);
      const from = reference?.kind === 'string' && reference.value === '' ? undefined : reference;
      return timeOf(evaluator, value.value, from ?? now(scope), place);
    },
  },
  typeof: {
    parameters: [{ name: 'value', types: ['string', 'number', 'boolean', 'array', 'object', 'null', 'function'] }],
    gives: ['string'],
    summary: 'The name of the type of a value.',
    lenient: true,
    call: ([value]) => {
      const bits = value ? typeBits(value) : 0;
      const name = (Object.keys(Types) as TypeName[]).find((type) => Types[type] === bits);
      return name ? string(name) : unknown(Types.string);
    },
  },
  defined: {
    parameters: [text('name')],
    gives: ['boolean'],
    summary: 'Whether a variable with that name exists.',
    readsScope: true,
    call: ([name], site) => {
      const found = lookUp(site.scope, stringOf(name));
      site.evaluator.test(stringOf(name), site);
      if (found.value) return found.certain ? boolean(true) : unknown(Types.boolean);
      return found.open ? unknown(Types.boolean) : boolean(false);
    },
  },
};

/** The value of `now` in scope, to which times are relative. */
function now(scope: Scope): Value | undefined {
  const found = lookUp(scope, 'now');
  return found.value ?? (found.open ? unknown() : undefined);
}

/** A function as a value. */
export function functionValue(name: string, definition: FunctionDefinition): FunctionValue {
  return { kind: 'function', name, definition, origin: undefined };
}

/** The functions of JSON-e as variables. */
export const BUILTIN_VARIABLES: ReadonlyMap<string, Value> = new Map(
  Object.entries(BUILTINS).map(([name, definition]) => [name, functionValue(name, definition)]),
);

function stringOf(value: Value | undefined): string {
  return value?.kind === 'string' ? value.value : '';
}

function numberOf(value: Value | undefined): number {
  return value?.kind === 'number' ? value.value : Number.NaN;
}
