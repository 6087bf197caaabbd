import type { Located } from '../../jsone/located-value.js';
import type { MapNode, Node } from '../../syntax/node.js';
import { usualName } from '../github/event-name.js';
import type { Unconverted } from '../worker/d2g/convert-payload.js';
import { convertTask, type Skipped, type TaskConversion } from '../worker/d2g/convert-task.js';
import type { PoolFacts } from '../worker/d2g/pool-facts.js';
import { queueOf } from '../worker/worker-format.js';
import type { CreatedTask, CreationEvent } from './created-tasks.js';

/** What the worker runs for a task, and when. */
export interface WorkerRun {
  /** The name in the metadata of the task. */
  readonly name: string | undefined;
  /** The task for the first of the events. */
  readonly task: CreatedTask;
  readonly result: TaskConversion | Unconverted | Skipped;
  /** When exactly this is run; none for a task that stands in the file as it is. */
  readonly events: readonly CreationEvent[];
  /** The same for all runs of one task of the file. */
  readonly origin: string;
}

/** What is known of the pool of a queue. */
export type FactsOf = (taskQueueId: string | undefined) => PoolFacts | undefined;

/** What the worker runs for each task. Events for which it is the same are joined. */
export function workerRuns(tasks: readonly CreatedTask[], factsOf: FactsOf): WorkerRun[] {
  const runs = new Map<string, WorkerRun & { readonly events: CreationEvent[] }>();
  /** How many tasks of one event come from the same place. */
  const counts = new Map<string, number>();
  for (const task of tasks) {
    const { start } = nodeOf(task);
    const counted = `${task.event?.name} ${start}`;
    const index = counts.get(counted) ?? 0;
    counts.set(counted, index + 1);
    const { value, open, nullIsMapping } = task;
    const result = convertTask(value, factsOf(queueOf(value)), { isOpen: (map) => open.has(map), nullIsMapping });
    const name = nameOf(task);
    const origin = `${start} ${index}`;
    const identity = JSON.stringify([origin, name, told(result)]);
    const run = runs.get(identity) ?? { name, task, result, events: [], origin };
    if (task.event) run.events.push(task.event);
    runs.set(identity, run);
  }
  return [...runs.values()];
}

/** Everything that is told of a result. */
function told(result: WorkerRun['result']): unknown {
  return 'payload' in result ? [result.payload, result.environment.file, result.neededScopes, result.dropped] : result;
}

/** The mapping that a task is written in, or the closest that is known. */
export function nodeOf({ value, sources, place }: CreatedTask): Node {
  return sources.get(value)?.at(-1) ?? place;
}

/** The mappings of the source that a task is made from, with those of everything in it. */
export function mappingsOf({ value, sources }: Pick<Located, 'value' | 'sources'>): ReadonlySet<MapNode> {
  const found = new Set<MapNode>();
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    for (const map of sources.get(part) ?? []) found.add(map);
    for (const inner of Array.isArray(part) ? (part as unknown[]) : Object.values(part)) visit(inner);
  };
  visit(value);
  return found;
}

function nameOf({ value: { metadata } }: CreatedTask): string | undefined {
  const name = typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'name') : undefined;
  return typeof name === 'string' && name !== '' ? name : undefined;
}

/** The events without variants of an event that is among them. */
export function tellingEvents(events: readonly CreationEvent[]): CreationEvent[] {
  const names = new Set(events.map(({ name }) => name));
  return events.filter(({ name }) => usualName(name) === name || !names.has(usualName(name)));
}
