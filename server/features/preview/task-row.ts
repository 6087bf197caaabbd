import { durationWords } from '../../core/base/duration.js';
import { isMapping, valueAt } from '../../core/base/mapping.js';
import type { Span } from '../../core/base/text.js';
import { beginning, type Located, locate, type Path, valueSpan } from '../../core/jsone/located-value.js';
import { queueOf } from '../../core/services/worker/worker-format.js';
import { asShown } from './as-shown.js';

/** A text of a task, and where it stands in the file: as offsets, or as lines and columns. */
export interface Field<At = Span> {
  readonly text: string;
  readonly place: At;
}

/** What a list of tasks says about one. */
export interface TaskRow<At = Span> {
  readonly name: Field<At> | undefined;
  /** The id by which other tasks of the file name it, or its label in a graph. */
  readonly taskId: Field<At> | undefined;
  readonly queue: Field<At> | undefined;
  /** When it is created, and how long it has from then. */
  readonly times: readonly Field<At>[];
  readonly dependencies: readonly Dependency<At>[];
  readonly scopes: readonly Field<At>[];
  readonly routes: readonly Field<At>[];
  /** Where the task begins. */
  readonly place: At;
}

/** Another task that a task waits for. */
export interface Dependency<At = Span> extends Field<At> {
  /** Its index in the list; undefined if it is not there. */
  readonly task: number | undefined;
}

/** The rows of tasks, each with its source. */
export function taskRows(tasks: readonly Located[], text: string): TaskRow[] {
  const indices = new Map<unknown, number>();
  for (const [index, { value }] of tasks.entries()) {
    const taskId = valueAt(value, ['taskId']);
    if (typeof taskId === 'string' && !indices.has(taskId)) indices.set(taskId, index);
  }
  return tasks.map((task) => rowOf(task, text, indices));
}

function rowOf(task: Located, text: string, indices: ReadonlyMap<unknown, number>): TaskRow {
  const at = (path: Path): Field | undefined => {
    const value = valueAt(task.value, path);
    return value === undefined || value === null
      ? undefined
      : { text: wordsOf(value), place: spanOf(task, path, text) };
  };
  const list = (key: string): Field[] => {
    const items = valueAt(task.value, [key]);
    return Array.isArray(items) ? items.flatMap((_, i) => at([key, i]) ?? []) : [];
  };
  return {
    name: at(['metadata', 'name']),
    taskId: at(['taskId']),
    queue: queueFieldOf(task, text),
    times: timesOf(task, text),
    dependencies: list('dependencies').map((field) => ({ ...field, task: indices.get(field.text) })),
    scopes: list('scopes'),
    routes: list('routes'),
    place: beginning(text, task.sources.get(mappingIn(task))?.at(-1) ?? task.place),
  };
}

function queueFieldOf(task: Located, text: string): Field | undefined {
  const queue = isMapping(task.value) ? queueOf(task.value) : undefined;
  if (queue === undefined) return undefined;
  const key = ['taskQueueId', 'workerType'].find((name) => valueAt(task.value, [name]) !== undefined);
  return { text: queue, place: spanOf(task, key === undefined ? [] : [key], text) };
}

/** `created`, `deadline` and `expires` in words: the later ones from the moment the task is created. */
function timesOf(task: Located, text: string): Field[] {
  const dateOf = (key: string): number => Date.parse(String(asShown(valueAt(task.value, [key]))));
  const created = dateOf('created');
  return ['created', 'deadline', 'expires'].flatMap((key) => {
    const value = valueAt(task.value, [key]);
    if (value === undefined || value === null) return [];
    const seconds = (dateOf(key) - created) / 1000;
    const words = key !== 'created' && seconds >= 0 ? `${durationWords(seconds)} after it is created` : wordsOf(value);
    return [{ text: `${key}: ${words}`, place: spanOf(task, [key], text) }];
  });
}

/** The place of a value in the source, or of the closest thing around it. */
export function spanOf(task: Located, path: Path, text: string): Span {
  return valueSpan(text, locate(task, path));
}

function mappingIn({ value }: Located): object {
  return isMapping(value) ? value : {};
}

function wordsOf(value: unknown): string {
  const shown = asShown(value);
  return typeof shown === 'string' ? shown : JSON.stringify(shown);
}

/** A row with its places converted. */
export function moveRow<From, To>(row: TaskRow<From>, convert: (place: From) => To): TaskRow<To> {
  const field = (from: Field<From>): Field<To> => ({ text: from.text, place: convert(from.place) });
  const { name, taskId, queue, times, dependencies, scopes, routes, place } = row;
  return {
    name: name && field(name),
    taskId: taskId && field(taskId),
    queue: queue && field(queue),
    times: times.map(field),
    dependencies: dependencies.map((one) => ({ ...field(one), task: one.task })),
    scopes: scopes.map(field),
    routes: routes.map(field),
    place: convert(place),
  };
}
