import fc from 'fast-check';
import { entryOf, number, text } from './entries.js';
import { type Generated, layoutFor, wrapping, write } from './generated.js';
import type { EntryPart, Part } from './parts.js';
import { blockMap, listTemplate } from './templates.js';

/** The variables that templates use; two of them are only called like identifiers. */
const VARIABLES: readonly EntryPart[] = [
  entryOf('a', text('one')),
  entryOf('b', text('two')),
  entryOf('provisionerId', text('var-p')),
  entryOf('workerType', text('var-w')),
];

/** A `.taskcluster.yml` with those tasks; further variables stand behind the usual ones. */
export const v1Root = (tasks: Part, ...variables: EntryPart[]): Part =>
  blockMap(
    entryOf('version', number(1)),
    entryOf('policy', blockMap(entryOf('pullRequests', text('public')))),
    entryOf('tasks', blockMap(entryOf('$let', blockMap(...VARIABLES, ...variables)), entryOf('in', tasks))),
  );

/** Version 1 of `.taskcluster.yml`, where every task holds its own identifiers. */
export const versionOne: fc.Arbitrary<Generated> = fc
  .tuple(listTemplate, layoutFor('yaml'), wrapping)
  .map(([tasks, layout, around]) =>
    write({ name: '.taskcluster.yml', roots: [v1Root(tasks)], template: true }, layout, around),
  );
