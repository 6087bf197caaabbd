import { didYouMean } from '../../base/did-you-mean.js';
import { quote } from '../../base/quote.js';

/** One of the six fields of a cron expression. */
interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Whether names of months or days are allowed. */
  readonly names?: boolean;
  /** Whether `L` (the last) is allowed. */
  readonly last?: boolean;
}

const FIELDS: readonly Field[] = [
  { name: 'second', min: 0, max: 59 },
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of the month', min: 1, max: 31, last: true },
  { name: 'month', min: 1, max: 12, names: true },
  { name: 'day of the week', min: 0, max: 7, names: true, last: true },
];

/** The defaults for omitted fields, from the left. */
const DEFAULTS = ['*', '*', '*', '*', '*', '0'];

/** What each shorthand stands for (cron-parser's PredefinedExpressions). */
const SHORTHAND_FIELDS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 0 1 1 *',
  '@annually': '0 0 0 1 1 *',
  '@monthly': '0 0 0 1 * *',
  '@weekly': '0 0 0 * * 0',
  '@daily': '0 0 0 * * *',
  '@hourly': '0 0 * * * *',
  '@minutely': '0 * * * * *',
  '@secondly': '* * * * * *',
  '@weekdays': '0 0 0 * * 1-5',
  '@weekends': '0 0 0 * * 0,6',
};

const SHORTHANDS: readonly string[] = Object.keys(SHORTHAND_FIELDS);

const NAMES: Readonly<Record<string, number>> = Object.fromEntries([
  ...'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ').map((name, index) => [name, index + 1]),
  ...'sun mon tue wed thu fri sat'.split(' ').map((name, index) => [name, index]),
]);

const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

type Value = number | string;

/** A sentence about what is wrong with a part of an expression. */
class CronError {
  constructor(readonly message: string) {}
}

/**
 * A sentence about what is wrong with an entry of a hook's `schedule`; undefined if the hooks service accepts it. The service
 * reads it with the package cron-parser 5 (services/hooks/src/nextdate.js), and this is as lenient as that.
 */
export function cronError(expression: string): string | undefined {
  if (expression === '' || SHORTHANDS.includes(expression)) return undefined;
  if (expression.startsWith('@')) {
    const meant = didYouMean(expression, SHORTHANDS);
    return `There is no schedule ${quote(expression)}. ${meant ? `Did you mean "${meant}"?` : `Use ${SHORTHANDS.slice(0, -1).join(', ')} or ${SHORTHANDS.at(-1)}.`}`;
  }
  const given = partsOf(expression);
  if (given.length < 3 || given.length > FIELDS.length) {
    const fields = given.length === 1 ? '1 field' : `${given.length} fields`;
    return `The schedule ${quote(expression)} has ${fields}. It needs 5 (minute, hour, day of the month, month, day of the week) or 6, with the second first.`;
  }
  const raw = withDefaults(given);
  const values: Value[][] = [];
  for (const [index, field] of FIELDS.entries()) {
    const result = readField(field, raw[index] ?? '');
    if (result instanceof CronError) return result.message;
    values.push(result);
  }
  return impossibleDay(raw, values);
}

/** A field of an expression: as written, or its default, and its values. There are none if they are random (`H`). */
export interface CronField {
  readonly text: string;
  readonly values: readonly Value[];
}

/** The six fields of an expression, second first; undefined if the hooks service rejects it. */
export function cronFields(expression: string): readonly CronField[] | undefined {
  if (cronError(expression) !== undefined) return undefined;
  const texts = withDefaults(partsOf(SHORTHAND_FIELDS[expression] ?? (expression || NO_EXPRESSION)));
  return FIELDS.map((field, index) => {
    const text = texts[index] ?? '';
    const values = readField(field, text);
    return { text, values: values instanceof CronError ? [] : values };
  });
}

/** What cron-parser makes of an empty expression. */
const NO_EXPRESSION = '0 * * * * *';

function partsOf(expression: string): readonly string[] {
  return expression.trim().split(/\s+/);
}

function withDefaults(parts: readonly string[]): readonly string[] {
  return [...DEFAULTS.slice(parts.length), ...parts];
}

/** All values of a field; none if they are random (`H`). */
function readField(field: Field, raw: string): Value[] | CronError {
  const text = field.name === 'day of the week' ? withoutOccurrence(raw) : raw;
  const numbers = text instanceof CronError || !field.names ? text : withoutNames(field, text);
  if (numbers instanceof CronError) return numbers;
  if (numbers.includes('H')) return [];
  if (!(field.last ? /^[?,*\dL/-]+$/ : /^[?,*\d/-]+$/).test(numbers)) {
    return new CronError(`${quote(raw)} is not a valid ${field.name}. ${possible(field)}`);
  }
  const values: Value[] = [];
  for (const item of numbers.replace(/[*?]/g, `${field.min}-${field.max}`).split(',')) {
    if (item === '') return new CronError(`The ${field.name} ${quote(raw)} has an extra comma.`);
    const result = readItem(field, item, raw);
    if (result instanceof CronError) return result;
    values.push(...result);
  }
  return repeated(field, raw, values) ?? values;
}

/** The day of `5#2`, the second Friday. */
function withoutOccurrence(raw: string): string | CronError {
  const [day = '', ...rest] = raw.split('#');
  if (rest.length === 0) return day;
  const nth = Number(rest[0]);
  if (rest.length === 1 && nth >= 1 && nth <= 5 && !/[,\-./]/.test(raw)) return day;
  return new CronError(
    `${quote(raw)} is not a valid day of the week. "#" takes a single day before it and a number from 1 to 5 after it: "5#2" is the second Friday.`,
  );
}

function withoutNames(field: Field, text: string): string | CronError {
  const unknown = text.match(/[a-z]{3}/gi)?.find((name) => !Object.hasOwn(NAMES, name.toLowerCase()));
  if (unknown !== undefined) return new CronError(`${quote(unknown)} is not a valid ${field.name}. ${possible(field)}`);
  return text.replace(/[a-z]{3}/gi, (name) => String(NAMES[name.toLowerCase()]));
}

function readItem(field: Field, item: string, raw: string): Value[] | CronError {
  const [start = '', step, ...more] = item.split('/');
  if (more.length > 0) return new CronError(`The ${field.name} ${quote(raw)} has an extra slash.`);
  const openEnd = step !== undefined && !Number.isNaN(Number.parseInt(start, 10));
  const ends = (openEnd ? `${start}-${field.max}` : start).split('-');
  if (ends.length === 1) return readSingle(field, start, raw);
  const [from = Number.NaN, to = Number.NaN] = ends.map((end) => Number.parseInt(end, 10));
  if (!(from >= field.min && to <= field.max)) return outOfRange(field, raw);
  if (from > to) return new CronError(`The ${field.name} ${quote(raw)} goes from ${from} down to ${to}.`);
  const by = step === undefined ? 1 : Number.parseInt(step, 10);
  if (!(by > 0)) return new CronError(`The ${field.name} ${quote(raw)} needs a number greater than 0 after the slash.`);
  const values = field.name === 'day of the week' && to % 7 === 0 ? [0] : [];
  for (let value = from; value <= to; value += by) if (!values.includes(value)) values.push(value);
  return values;
}

function readSingle(field: Field, text: string, raw: string): Value[] | CronError {
  if (text.includes('L')) return /^\d{0,2}L$/.test(text) ? [text] : outOfRange(field, raw);
  const value = Number(text);
  if (!(value >= field.min && value <= field.max)) return outOfRange(field, raw);
  return [field.name === 'day of the week' ? value % 7 : value];
}

/** Duplicate values are rejected. cron-parser has a gap: 0 may occur twice, and hides other duplicates. */
function repeated(field: Field, raw: string, values: readonly Value[]): CronError | undefined {
  const twice = values.filter((value, index) => values.indexOf(value) !== index);
  if (twice.length === 0 || twice.includes(0)) return undefined;
  return new CronError(`The ${field.name} ${quote(raw)} lists ${twice[0]} twice.`);
}

/** A day that the only month does not have. If there is also a day of the week, the hook may fire on that. */
function impossibleDay(raw: readonly string[], values: readonly (readonly Value[])[]): string | undefined {
  const [, , , days = [], months = []] = values;
  const [, , , rawDay = '', , rawWeekday = ''] = raw;
  if (days.length === 0 || months.length !== 1 || rawDay.includes('L') || !/^[*?]$/.test(rawWeekday)) return undefined;
  const first = Math.min(...days.map(Number));
  const month = Number(months[0]);
  return first > (DAYS_IN_MONTH[month - 1] ?? 31) ? `There is no day ${first} in month ${month}.` : undefined;
}

function outOfRange(field: Field, raw: string): CronError {
  return new CronError(`The ${field.name} cannot be ${quote(raw)}. ${possible(field)}`);
}

function possible({ min, max, names, last }: Field): string {
  const words = names ? (last ? ' or SUN to SAT' : ' or JAN to DEC') : '';
  return `It can be "*", ${min} to ${max}${words}, a range such as "${min}-${min + 4}", or several with commas.`;
}
