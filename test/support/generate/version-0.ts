import fc from 'fast-check';
import { aliasChoices, withAliases } from './aliases.js';
import { entryOf, number, text } from './entries.js';
import { type Generated, layoutFor, wrapping, write } from './generated.js';
import type { MapPart } from './parts.js';
import { taskPart } from './tasks.js';

/** Version 0 of `.taskcluster.yml`. */
export const versionZero: fc.Arbitrary<Generated> = fc
  .tuple(
    fc.array(
      taskPart(
        { form: 'yaml', dialect: 'mustache', flow: false },
        { fixed: [entryOf('extra', { kind: 'map', flow: true, entries: [entryOf('github', text('x'))] })] },
      ),
      { minLength: 1, maxLength: 3 },
    ),
    aliasChoices,
    layoutFor('yaml'),
    wrapping,
  )
  .map(([tasks, choices, layout, around]) => {
    const root: MapPart = {
      kind: 'map',
      flow: false,
      entries: [
        entryOf('version', number(0)),
        entryOf('metadata', { kind: 'map', flow: true, entries: [entryOf('name', text('n'))] }),
        entryOf('tasks', { kind: 'seq', flow: false, items: withAliases(tasks, choices) }),
      ],
    };
    return write({ name: '.taskcluster.yml', roots: [root] }, layout, around);
  });
