import { choice, type Value } from '../../../core/jsone/engine/index.js';
import type { Reached } from '../../../core/services/occasions.js';
import { type Block, type Inline, paragraph } from '../markdown.js';
import { fewOf, typeText, valueText } from './value-words.js';

/** How many values are listed. */
const MOST = 6;
const FAILS = 'fails';
/** How many occasions are named for a value. */
const MOST_NAMED = 3;

/** The value of an expression on the occasions that reach it: examples, grouped where the value is the same. */
export function valueBlocks(expression: string, reached: readonly Reached[]): Block[] {
  const types = fewOf(reached).flatMap(({ here }) => here.value(expression) ?? []);
  const head = paragraph([{ kind: 'code', text: expression }, typeWords(types)]);
  const groups = new Map<string, { readonly shown: readonly Inline[]; readonly titles: string[] }>();
  for (const { title, here } of reached.flatMap(({ examples }) => examples())) {
    const value = here.value(expression);
    const text = valueText(value);
    const shown: readonly Inline[] =
      text !== undefined ? [{ kind: 'code', text }] : [value === undefined ? FAILS : largeWords(value)];
    const key = JSON.stringify(shown);
    const group = groups.get(key) ?? { shown, titles: [] };
    group.titles.push(title);
    groups.set(key, group);
  }
  const all = [...groups.values()];
  if (all.every(({ shown }) => shown[0] === FAILS)) return [];
  const [only] = all;
  if (only && all.length === 1) {
    // An unknown value has been described by its type.
    return only.shown[0] === '' ? [head] : [head, paragraph(['Value: ', ...only.shown])];
  }
  const listed = all.filter(({ shown }) => shown[0] !== '').slice(0, MOST);
  return [head, { kind: 'list', lines: listed.map(({ shown, titles }) => [...shown, ' for ', titleWords(titles)]) }];
}

function typeWords(values: readonly Value[]): string {
  const [first, ...others] = values;
  const text = first ? typeText(others.length > 0 ? choice(values, values.length) : first) : '';
  return text === '' ? '' : `: ${text}`;
}

function largeWords(value: Value): string {
  if (value.kind === 'object') return `an object with ${value.fields.size} fields`;
  return value.kind === 'array' && !value.open ? `a list of ${value.items.length}` : '';
}

function titleWords(titles: readonly string[]): string {
  const distinct = [...new Set(titles)];
  const named = distinct.slice(0, MOST_NAMED);
  const more = distinct.length - named.length;
  return more > 0 ? `${named.join(', ')} and ${more} more` : named.join(', ');
}
