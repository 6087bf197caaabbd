import fc from 'fast-check';
import { entryOf, text } from './entries.js';
import { type Generated, layoutFor, wrapping, write } from './generated.js';
import type { AliasPart, MapPart, Part } from './parts.js';
import { taskPart } from './tasks.js';
import { blockMap, blockSeq, V1 } from './templates.js';
import { v1Root } from './version-1.js';

const someKeys = fc.constantFrom<readonly string[]>(
  ['provisionerId'],
  ['workerType'],
  ['provisionerId', 'workerType'],
  [],
  ['taskQueueId'],
);

/** Version 1 where a default task is merged with others: by `$merge`, by `$mergeDeep`, or by YAML's merge key. */
export const merged: fc.Arbitrary<Generated> = fc
  .tuple(
    taskPart(V1, { keys: someKeys }),
    fc.array(
      fc.tuple(
        taskPart(V1, { keys: someKeys, others: ['tags'] }),
        fc.constantFrom('$merge', '$mergeDeep', '<<', 'alone', 'given'),
      ),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
    layoutFor('yaml'),
    wrapping,
  )
  .map(([base, overrides, layout, around]) => {
    const anchored: MapPart = { ...base, anchor: 'base' };
    const alias: AliasPart = { kind: 'alias', name: 'base', target: anchored };
    const variable = blockMap(entryOf('$eval', text('base')));
    const known = blockMap(entryOf('$eval', text('{"c": a}')));
    const items = overrides.map(([override, how]): Part => {
      if (how === '<<') return { ...override, entries: [entryOf('<<', alias), ...override.entries] };
      if (how === 'alone') return variable;
      const operands = how === 'given' ? [variable, known, override] : [variable, override];
      return blockMap(entryOf(how === 'given' ? '$merge' : how, blockSeq(...operands)));
    });
    const root = v1Root(blockSeq(...items), entryOf('base', anchored));
    return write({ name: '.taskcluster.yml', roots: [root], template: true, merging: true }, layout, around);
  });
