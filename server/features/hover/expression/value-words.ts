import { sizeOf, type TypeName, Types, toPlain, typeBits, type Value } from '../../../core/jsone/engine/index.js';
import type { Reached } from '../../../core/services/occasions.js';

/** The longest text of a value that is shown. */
const LONGEST = 80;
/** How many values a value that is shown may contain. */
const LARGEST = 40;

const NAMES: readonly (readonly [TypeName, string])[] = [
  ['string', 'string'],
  ['number', 'number'],
  ['boolean', 'boolean'],
  ['array', 'list'],
  ['object', 'object'],
  ['function', 'function'],
  ['null', 'null'],
];

/** The types that a value can have: "string or null". Empty if it can be anything. */
export function typeText(value: Value): string {
  const bits = typeBits(value);
  const names = NAMES.filter(([name]) => bits & Types[name]).map(([, word]) => word);
  return names.length > 3 ? '' : names.join(' or ');
}

/** A value as JSON, cut if it is long; undefined if it is not known. */
export function valueText(value: Value | undefined): string | undefined {
  if (!value || value.kind === 'function' || value.kind === 'absent') return undefined;
  if (value.kind === 'unknown' || value.kind === 'choice' || sizeOf(value) > LARGEST) return undefined;
  const text = JSON.stringify(toPlain(value, () => '…')) ?? '';
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** The strings among the values that it can be. */
export function stringsOf(value: Value): readonly string[] {
  const options = value.kind === 'choice' ? value.options : [value];
  return options.flatMap((option) => (option.kind === 'string' ? [option.value] : []));
}

/** A few occasions that differ, for what hardly depends on them. */
export function fewOf(reached: readonly Reached[]): readonly Reached[] {
  return [...new Map(reached.map((one) => [one.occasion.group, one])).values()].slice(0, FEW);
}

const FEW = 3;

/** Which of the occasions these are: "a push or a pull request (labeled)". Undefined if they are all. */
export function occasionWords(some: readonly Reached[], all: readonly Reached[]): string | undefined {
  if (some.length === all.length) return undefined;
  const groups = [...new Set(some.map(({ occasion }) => occasion.group))].map((group) => {
    const inGroup = some.filter(({ occasion }) => occasion.group === group);
    const isWhole = inGroup.length === all.filter(({ occasion }) => occasion.group === group).length;
    const names = inGroup.flatMap(({ occasion: { name } }) => (name === undefined ? [] : [name.replaceAll('_', ' ')]));
    return isWhole || names.length === 0
      ? group
      : `${group} (${names.slice(0, MOST_NAMED).join(', ')}${names.length > MOST_NAMED ? ', …' : ''})`;
  });
  const last = groups.pop();
  return groups.length > 0 ? `${groups.join(', ')} or ${last}` : last;
}

const MOST_NAMED = 2;
