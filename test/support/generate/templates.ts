import fc from 'fast-check';
import type { Context } from './context.js';
import { entryOf, text } from './entries.js';
import type { EntryPart, MapPart, Part, SeqPart } from './parts.js';
import { taskPart } from './tasks.js';

const CONDITIONS = ['tasks_for == "github-push"', 'tasks_for != "github-push"', 'true'];

/** What the parts of a template are made for. */
export const V1: Context = { form: 'yaml', dialect: 'json-e', flow: false };

/** A mapping, and a list, without braces. */
export const blockMap = (...entries: EntryPart[]): MapPart => ({ kind: 'map', flow: false, entries });
export const blockSeq = (...items: Part[]): SeqPart => ({ kind: 'seq', flow: false, items });

const when = fc.constantFrom(...CONDITIONS).map((condition) => entryOf('$if', text(condition)));

/** Something that becomes a task, or nothing. */
const itemTemplate: fc.Arbitrary<Part> = fc.letrec<{ item: Part; task: MapPart }>((tie) => ({
  task: taskPart(V1),
  item: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 4, arbitrary: tie('task') },
    {
      weight: 1,
      arbitrary: fc
        .tuple(when, tie('item'), fc.option(tie('item')))
        .map(([condition, then, otherwise]) =>
          blockMap(condition, entryOf('then', then), ...(otherwise ? [entryOf('else', otherwise)] : [])),
        ),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...CONDITIONS), tie('item'))
        .map(([condition, item]) =>
          blockMap(
            entryOf('$switch', blockMap(entryOf(condition, item, { quote: "'" }), entryOf('$default', blockMap()))),
          ),
        ),
    },
    {
      weight: 1,
      arbitrary: tie('item').map((item) =>
        blockMap(entryOf('$let', { kind: 'map', flow: true, entries: [entryOf('c', text('1'))] }), entryOf('in', item)),
      ),
    },
  ),
})).item;

const WORD_LIST: Part = { kind: 'seq', flow: true, items: [text('u'), text('v')] };

/** Something that becomes a list of tasks. */
export const listTemplate: fc.Arbitrary<Part> = fc.oneof(
  { weight: 4, arbitrary: fc.array(itemTemplate, { minLength: 1, maxLength: 3 }).map((items) => blockSeq(...items)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(when, itemTemplate)
      .map(([condition, item]) => blockMap(condition, entryOf('then', blockSeq(item)), entryOf('else', blockSeq()))),
  },
  {
    weight: 1,
    arbitrary: itemTemplate.map((item) => blockMap(entryOf('$map', WORD_LIST), entryOf('each(w)', item))),
  },
  {
    weight: 1,
    arbitrary: itemTemplate.map((item) => blockMap(entryOf('$flatten', blockSeq(blockSeq(item), blockSeq())))),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...CONDITIONS)
      .chain((condition) =>
        itemTemplate.map((item) => blockMap(entryOf('$match', blockMap(entryOf(condition, item, { quote: "'" }))))),
      ),
  },
);
