/** A task as a graph needs it. `At`: where it begins in the file. */
export interface LinkedTask<At> {
  readonly label: string;
  /** The kind of a taskgraph; undefined if there is none. */
  readonly kind: string | undefined;
  readonly queue: string | undefined;
  /** All names by which other tasks may refer to it. */
  readonly ids: readonly string[];
  /** The names of the tasks that it waits for. */
  readonly needs: readonly string[];
  readonly place: At;
}

/** Tasks and what they wait for. */
export interface TaskGraph<At> {
  /** Those of the file, in its order, and then those that are only named by others. These begin where they are first named. */
  readonly tasks: readonly Pick<LinkedTask<At>, 'label' | 'kind' | 'queue' | 'place'>[];
  /** How many of them are in the file. */
  readonly known: number;
  /** Pairs of indices: a task, and one that waits for it. Each pair once. */
  readonly edges: readonly (readonly [from: number, to: number])[];
}

/** Nobody can look at more. */
const MOST = { tasks: 100_000, edges: 300_000 };

/**
 * Links tasks by their names. Of several tasks with the same name, the first one is meant.
 * @returns undefined if there are too many tasks or dependencies for a graph
 */
export function linkTasks<At>(tasks: readonly LinkedTask<At>[]): TaskGraph<At> | undefined {
  const all: TaskGraph<At>['tasks'][number][] = tasks.map(({ label, kind, queue, place }) => ({
    label,
    kind,
    queue,
    place,
  }));
  const indices = new Map<string, number>();
  for (const [index, { ids }] of tasks.entries()) for (const id of ids) if (!indices.has(id)) indices.set(id, index);
  const edges: (readonly [number, number])[] = [];
  for (const [to, { needs, place }] of tasks.entries()) {
    for (const name of new Set(needs)) {
      const from = indices.get(name) ?? all.length;
      if (from === all.length) {
        indices.set(name, from);
        all.push({ label: name, kind: undefined, queue: undefined, place });
      }
      edges.push([from, to]);
    }
    if (all.length > MOST.tasks || edges.length > MOST.edges) return undefined;
  }
  return { tasks: all, known: tasks.length, edges: withoutRepeats(edges, all.length) };
}

/** A task may name another one twice, by its id and by its label. */
function withoutRepeats(edges: TaskGraph<unknown>['edges'], count: number): TaskGraph<unknown>['edges'] {
  const seen = new Set<number>();
  return edges.filter(([from, to]) => seen.size < seen.add(from * count + to).size);
}
