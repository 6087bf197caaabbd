import type { GraphColours, GraphColumns } from '../messages/graph.js';
import { at, degreeOf, type Links, linksOf, PATH } from './links.js';

/** Tasks with the same kind, or the same queue. */
export interface Group {
  /** The name of the kind or the queue; undefined for the tasks without one. */
  readonly name: string | undefined;
  readonly count: number;
  /** The number of its colour; the largest groups have one of their own, all others share the last. */
  readonly colour: number;
}

/** A graph, and what the page needs to know about it again and again. */
export interface Tasks {
  readonly columns: GraphColumns;
  readonly count: number;
  readonly links: Links;
  /** What is searched: label, kind and queue of each task. */
  readonly texts: readonly string[];
}

/** How many colours there are, and the number of the one that stands for all further groups. */
export const COLOURS = 6;

/** Prepares the columns of a graph. */
export function tasksOf(columns: GraphColumns): Tasks {
  const count = columns.labels.length;
  const texts = columns.labels.map((label, task) =>
    [label, kindOf(columns, task), queueOf(columns, task)].join('\n').toLowerCase(),
  );
  return { columns, count, links: linksOf(count, columns.edges), texts };
}

/** The kind of a task; for one that is not in the file, that it is not; undefined if it has none. */
export function kindOf({ kindNames, kinds, known }: GraphColumns, task: number): string | undefined {
  return task < known ? kindNames[at(kinds, task)] : 'not in this file';
}

/** The queue of a task; undefined if it has none, or a computed one. */
export function queueOf({ queueNames, queues }: GraphColumns, task: number): string | undefined {
  return queueNames[at(queues, task)];
}

/** What the colours stand for: what the user has chosen, or kinds if there are any. */
export function coloursOf({ kindNames }: GraphColumns, chosen: GraphColours): 'kind' | 'queue' {
  return chosen ?? (kindNames.length > 0 ? 'kind' : 'queue');
}

/** The groups by kind or by queue, the largest first, and the group of each task. */
export function groupsOf(
  { columns, count }: Pick<Tasks, 'columns' | 'count'>,
  by: 'kind' | 'queue',
): { readonly groups: readonly Group[]; readonly groupOf: Int32Array } {
  const nameOf = by === 'kind' ? kindOf : queueOf;
  const sizes = new Map<string | undefined, number>();
  for (let task = 0; task < count; task++) {
    const name = nameOf(columns, task);
    sizes.set(name, (sizes.get(name) ?? 0) + 1);
  }
  const sorted = [...sizes].sort(([a, n], [b, m]) => m - n || compare(a ?? '', b ?? ''));
  const numbers = new Map(sorted.map(([name], index) => [name, index]));
  const groupOf = Int32Array.from({ length: count }, (_, task) => numbers.get(nameOf(columns, task)) ?? 0);
  const groups = sorted.map(([name, size], index) => ({ name, count: size, colour: Math.min(index, COLOURS) }));
  return { groups, groupOf };
}

/** The tasks that are shown: those of groups that are not hidden, and if there is a path, only those on it. */
export function shownTasks(
  count: number,
  { groups, groupOf }: ReturnType<typeof groupsOf>,
  hidden: ReadonlySet<string | undefined>,
  path: Uint8Array | undefined,
): readonly number[] {
  const isHidden = groups.map(({ name }) => hidden.has(name));
  const shown: number[] = [];
  for (let task = 0; task < count; task++)
    if (!isHidden[at(groupOf, task)] && (!path || path[task] !== PATH.none)) shown.push(task);
  return shown;
}

/** The links among some of the tasks, by their indices among these. */
export function linksAmong({ columns: { edges }, count, links }: Tasks, shown: readonly number[]): PartOfGraph {
  if (shown.length === count) return { links, edges };
  const indices = new Int32Array(count).fill(-1);
  for (const [index, task] of shown.entries()) indices[task] = index;
  const kept: number[] = [];
  for (let i = 0; i < edges.length; i += 2) {
    const [from, to] = [at(indices, at(edges, i)), at(indices, at(edges, i + 1))];
    if (from >= 0 && to >= 0) kept.push(from, to);
  }
  return { links: linksOf(shown.length, kept), edges: kept };
}

export interface PartOfGraph {
  readonly links: Links;
  /** Pairs of indices, as in `GraphColumns`. */
  readonly edges: readonly number[];
}

/** Those of the tasks whose label, kind or queue contains a text; none for an empty text. Upper and lower case are the same. */
export function matches({ texts }: Tasks, shown: readonly number[], query: string): readonly number[] {
  const text = query.trim().toLowerCase();
  return text === '' ? [] : shown.filter((task) => texts[task]?.includes(text));
}

/** What a table can be sorted by; `file`: in the order of the file, in which it always ascends. */
export type Order = 'file' | 'label' | 'kind' | 'queue' | 'needs' | 'neededBy';

/** The tasks in another order; those that are the same in it stay in the order of the file. */
export function sorted(
  { columns, links }: Tasks,
  shown: readonly number[],
  order: Order,
  isDescending: boolean,
): readonly number[] {
  const texts: Partial<Record<Order, (task: number) => string>> = {
    label: (task) => columns.labels[task] ?? '',
    kind: (task) => kindOf(columns, task) ?? '',
    queue: (task) => queueOf(columns, task) ?? '',
  };
  const sign = isDescending ? -1 : 1;
  if (order === 'needs' || order === 'neededBy')
    return [...shown].sort((a, b) => sign * (degreeOf(links[order], a) - degreeOf(links[order], b)));
  const text = texts[order];
  return text ? [...shown].sort((a, b) => sign * compare(text(a), text(b))) : shown;
}

/** As programs sort: fast, and the same everywhere. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The labels of the neighbours of a task in words, at most so many of them. */
export function namesOf({ columns }: Tasks, neighbours: Int32Array, most: number): string {
  const names = Array.from(neighbours.subarray(0, most), (task) => columns.labels[task] ?? '');
  const further = neighbours.length - names.length;
  return further > 0 ? `${names.join(', ')} and ${further} more` : names.join(', ');
}
