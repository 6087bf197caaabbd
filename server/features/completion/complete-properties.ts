import { fieldsOf } from '../../core/jsone/cursor/environment.js';
import type { Wanted } from '../../core/jsone/cursor/wanted.js';
import type { Value } from '../../core/jsone/engine/index.js';
import type { Reached } from '../../core/services/occasions.js';
import { occasionWords, valueText } from '../hover/expression/value-words.js';
import { paragraph } from '../hover/markdown.js';
import { typeOfAny } from './any-value.js';
import type { CompletionEntry } from './entry.js';

type WantedProperty = Extract<Wanted, { kind: 'property' }>;

/** Fields that hardly any template reads. They come last. */
const RARE = /^(?:id|node_id|gravatar_id|.*_id|url|.*_url|_links|reactions|installation|user_view_type|.*_count)$/;
const USED = /^(?:html_url|clone_url|ssh_url|.*_task_id)$/;

/** The properties of an object, on all occasions together. */
export function propertyEntries({ object, quoted }: WantedProperty, reached: readonly Reached[]): CompletionEntry[] {
  const found = new Map<string, { readonly on: Reached[]; readonly values: Value[]; isSure: boolean }>();
  // Where the object itself fails, nobody gets here.
  const possible = reached.flatMap((one) => {
    const value = one.here.value(object);
    return value ? [{ one, value }] : [];
  });
  for (const { one, value } of possible) {
    for (const [name, field] of fieldsOf(value)) {
      const known = found.get(name) ?? { on: [], values: [], isSure: true };
      known.on.push(one);
      known.values.push(field);
      known.isSure &&= isCertain(value, name);
      found.set(name, known);
    }
  }
  const names = [...found.keys()].filter((name) => quoted || /^[a-zA-Z_]\w*$/.test(name));
  const rank = (name: string): number => (RARE.test(name) && !USED.test(name) ? 1 : 0);
  return names
    .sort((a, b) => rank(a) - rank(b))
    .map((name) => {
      const { on, values, isSure } = found.get(name) ?? { on: [], values: [], isSure: true };
      const type = typeOfAny(values);
      const only = occasionWords(
        on,
        possible.map(({ one }) => one),
      );
      const detail = [type, only ? `only for ${only}` : '', isSure ? '' : 'not always there'].filter(
        (text) => text !== '',
      );
      const example = exampleOf(on, object, name);
      return {
        label: name,
        kind: 'property',
        ...(detail.length > 0 && { detail: detail.join(', ') }),
        ...(example !== undefined && {
          documentation: [paragraph(['Example: ', { kind: 'code', text: example }])],
        }),
        edit: { span: { start: 0, end: 0 }, newText: name },
        filterText: name,
      };
    });
}

function isCertain(value: Value, name: string): boolean {
  const options = value.kind === 'choice' ? value.options : [value];
  return options.every((option) => option.kind === 'object' && option.fields.get(name)?.certain === true);
}

function exampleOf([first]: readonly Reached[], object: string, name: string): string | undefined {
  const value = first?.example().value(object);
  return value && valueText(fieldsOf(value).get(name));
}
