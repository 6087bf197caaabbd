import fc from 'fast-check';
import { aliasChoices, withAliases } from './aliases.js';
import type { Context, Form } from './context.js';
import { entryOf, text } from './entries.js';
import { type Generated, layoutFor, wrapping, write } from './generated.js';
import type { EntryPart, MapPart, Part } from './parts.js';
import { taskPart } from './tasks.js';

const forms = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Form>('yaml') },
  { weight: 1, arbitrary: fc.constantFrom<Form>('json', 'jsonc') },
);

const EXTENSIONS: Readonly<Record<Form, string>> = { yaml: 'yml', json: 'json', jsonc: 'jsonc' };

/** One task, several, a list, a graph or a hook. */
export const plainDocument: fc.Arbitrary<Generated> = fc
  .tuple(forms, fc.constantFrom('task', 'list', 'graph', 'hook', 'several'), fc.boolean())
  .chain(([form, kind, braces]) => {
    const context: Context = { form, dialect: kind === 'hook' ? 'json-e' : 'plain', flow: form !== 'yaml' || braces };
    const tasks = fc
      .tuple(
        fc.array(taskPart(context), { minLength: 1, maxLength: kind === 'task' || kind === 'hook' ? 1 : 3 }),
        aliasChoices,
      )
      .map(([all, choices]) => (form === 'yaml' && kind !== 'several' ? withAliases(all, choices) : all));
    return fc
      .tuple(tasks, layoutFor(form), wrapping)
      .map(([all, layout, around]) =>
        write({ name: `x.${EXTENSIONS[form]}`, roots: rootsOf(kind, all, context) }, layout, around),
      );
  });

function rootsOf(kind: string, tasks: readonly MapPart[], { form, flow }: Context): Part[] {
  const map = (...entries: EntryPart[]): MapPart => ({ kind: 'map', flow, entries });
  const first = tasks[0] ?? map();
  switch (kind) {
    case 'several':
      return form === 'yaml' ? [...tasks] : [first];
    case 'list':
      return [{ kind: 'seq', flow, items: tasks }];
    case 'graph':
      return [
        map(...tasks.map((task, i) => entryOf(`task${i}`, map(entryOf('label', text('l')), entryOf('task', task))))),
      ];
    case 'hook':
      return [
        map(
          entryOf('hookId', text('h')),
          entryOf('metadata', map()),
          entryOf('task', first),
          entryOf('schedule', map()),
        ),
      ];
    default:
      return [first];
  }
}
