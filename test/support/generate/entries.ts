import fc from 'fast-check';
import type { Context } from './context.js';
import { type EntryPart, NO_TRIVIA, type Part, type ScalarPart, type Trivia } from './parts.js';
import { scalarPart, style } from './scalars.js';

/** `usual` mostly, one of the others now and then. */
export const usually = <T>(usual: T, ...others: T[]): fc.Arbitrary<T> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(usual) },
    { weight: others.length, arbitrary: fc.constantFrom(...others) },
  );

/** Comments, blank lines and space around an entry. */
export const trivia: fc.Arbitrary<Trivia> = fc.record({
  above: usually<Trivia['above']>('none', 'comment', 'blank', 'both', 'outdented'),
  behind: usually<Trivia['behind']>('none', 'comment', 'close', 'space', 'tab'),
  between: usually<Trivia['between']>('none', 'break', 'comment'),
});

/** The quotes of a key. */
export const quote = usually<EntryPart['quote']>('', '"', "'");

/** An entry with nothing around it, unless `more` says so. */
export const entryOf = (key: string, value: Part, more: Partial<EntryPart> = {}): EntryPart => ({
  key,
  quote: '',
  value,
  trivia: NO_TRIVIA,
  identifier: false,
  ...more,
});

/** A text in double quotes. */
export const text = (value: string): ScalarPart => ({ kind: 'scalar', value, lines: [JSON.stringify(value)] });
/** A number as it is. */
export const number = (value: number): ScalarPart => ({ kind: 'scalar', value, lines: [String(value)] });

/** An entry with any looks; `identifier`: a fix may touch its lines. */
export const withEntry = (key: string, value: fc.Arbitrary<Part>, identifier = false): fc.Arbitrary<EntryPart> =>
  fc.record({ value, trivia, quote }).map(({ value: part, ...looks }) => entryOf(key, part, { ...looks, identifier }));

/** A mapping of other things than identifiers, some of them made to be taken for identifiers. */
export function otherValue(context: Context): fc.Arbitrary<Part> {
  const flow = fc.boolean().map((braces) => context.flow || braces);
  const string = fc
    .tuple(fc.constantFrom('x', '#no', "'", '"', 'é', '${a}'), style)
    .map(([value, how]) => scalarPart(value, how, context));
  const block: fc.Arbitrary<Part> =
    context.form === 'yaml' && !context.flow
      ? fc.constantFrom<Part>(
          {
            kind: 'scalar',
            value: 'provisionerId: x\nworkerType: y\n',
            lines: ['|', 'provisionerId: x', 'workerType: y'],
          },
          { kind: 'scalar', value: 'a # b\n', lines: ['>', 'a', '# b'] },
          { kind: 'scalar', value: 'a\n\n  b', lines: ['|-', 'a', '', '  b'] },
        )
      : string;
  const inner = fc.oneof(string, block, fc.constant<Part>(number(1)));
  const map = fc
    .tuple(
      flow,
      fc.uniqueArray(fc.constantFrom('k', 'image', 'env'), { maxLength: 3 }),
      fc.array(trivia, { minLength: 3, maxLength: 3 }),
    )
    .map(
      ([braces, keys, looks]): Part => ({
        kind: 'map',
        flow: braces,
        entries: keys.map((key, i) => entryOf(key, number(i), { trivia: looks[i] ?? NO_TRIVIA })),
      }),
    );
  const list = fc
    .tuple(flow, fc.array(fc.constant<Part>(text('s')), { maxLength: 2 }))
    .map(([braces, items]): Part => ({ kind: 'seq', flow: braces, items }));
  return fc.oneof(fc.constant<Part>({ kind: 'map', flow: true, entries: [] }), map, list, inner);
}
