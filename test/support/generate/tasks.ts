import fc from 'fast-check';
import type { Context } from './context.js';
import { otherValue, usually, withEntry } from './entries.js';
import type { EntryPart, MapPart, Part } from './parts.js';
import { identifierValue, PROVISIONERS, scalarPart, style, WORKERS } from './scalars.js';

/** Which identifiers a task has; `pair` weighs most. */
const COMBINATIONS: readonly (readonly [number, readonly string[]])[] = [
  [8, ['provisionerId', 'workerType']],
  [2, ['provisionerId', 'workerType', 'taskQueueId']],
  [1, ['taskQueueId']],
  [1, ['provisionerId', 'taskQueueId']],
  [1, ['workerType', 'taskQueueId']],
  [1, ['provisionerId']],
  [1, ['workerType']],
  [1, []],
];

const identifiers = fc.oneof(...COMBINATIONS.map(([weight, keys]) => ({ weight, arbitrary: fc.constant(keys) })));

interface TaskOptions {
  /** Keys that are there besides, each with a value of its own. */
  readonly fixed?: readonly EntryPart[];
  /** Which identifiers it has, instead of any combination. */
  readonly keys?: fc.Arbitrary<readonly string[]>;
  readonly others?: readonly string[];
}

/** A task with some of the identifiers and other keys, in any order. */
export function taskPart(
  context: Context,
  { fixed = [], keys = identifiers, others }: TaskOptions = {},
): fc.Arbitrary<MapPart> {
  const besides = fc.uniqueArray(fc.constantFrom('created', 'scopes', 'routes', 'tags'), { maxLength: 2 });
  const flow = context.flow ? fc.constant(true) : usually(false, true);
  return fc.tuple(keys, besides, flow, fc.nat(), fc.boolean()).chain(([names, more, braces, order, equal]) => {
    const here: Context = { ...context, flow: braces };
    const own = ['payload', 'metadata', ...more];
    const parts: fc.Arbitrary<EntryPart>[] = [
      ...names.map((name) => withEntry(name, valueFor(name, names, equal, here), true)),
      ...(others ?? own).map((key) => withEntry(key, otherValue(here))),
      ...fixed.map((entry) => fc.constant(here.flow ? { ...entry, value: asFlow(entry.value) } : entry)),
    ];
    return fc
      .tuple(...parts)
      .map((entries): MapPart => ({ kind: 'map', flow: braces, entries: shuffled(entries, order) }));
  });
}

function valueFor(name: string, names: readonly string[], equal: boolean, context: Context): fc.Arbitrary<Part> {
  const whole = equal && names.length === 3;
  const [p, w] = context.dialect === 'json-e' ? ['p-${a}', 'w'] : ['p', 'w'];
  if (name === 'taskQueueId')
    return whole
      ? style.map((how) => scalarPart(`${p}/${w}`, how, context))
      : identifierValue(['proj-a/linux', 'A/w1'], context);
  const half = name === 'provisionerId' ? p : w;
  if (whole) return style.map((how) => scalarPart(half, how, context));
  return identifierValue(name === 'provisionerId' ? PROVISIONERS : WORKERS, context);
}

function asFlow(part: Part): Part {
  if (part.kind === 'map')
    return { ...part, flow: true, entries: part.entries.map((e) => ({ ...e, value: asFlow(e.value) })) };
  return part.kind === 'seq' ? { ...part, flow: true, items: part.items.map(asFlow) } : part;
}

/** In an order that a number names; 0 leaves them as they are. */
function shuffled<T>(items: readonly T[], order: number): T[] {
  const left = [...items];
  const out: T[] = [];
  let rest = order;
  while (left.length > 0) {
    out.push(...left.splice(rest % left.length, 1));
    rest = Math.floor(rest / (left.length + 1));
  }
  return out;
}
