import type { Position } from '../core/base/text.js';
import { type LinkedTask, linkTasks, type TaskGraph } from '../features/graph/task-graph.js';
import type { PreviewChoice } from '../features/preview/preview.js';
import { graphEntries } from './graph-entries.js';
import { inSlices } from './in-slices.js';
import type { PreviewAnswer, Previews, ShownTask, World } from './previews.js';
import type { Snapshot } from './snapshots.js';
import { documentOf } from './view-at.js';

/** The tasks of a document and what they wait for. */
export interface GraphAnswer extends Pick<PreviewAnswer, 'version' | 'occasions' | 'shown' | 'failures' | 'reason'> {
  readonly graph: GraphColumns;
}

/** A graph in columns, which make a short message: each list has an item, or two, for every task. */
export interface GraphColumns {
  readonly labels: readonly string[];
  /** Indices into `kindNames`; -1 for a task without a kind. */
  readonly kinds: readonly number[];
  readonly kindNames: readonly string[];
  /** Indices into `queueNames`; -1 for a task without a queue, or with a computed one. */
  readonly queues: readonly number[];
  readonly queueNames: readonly string[];
  /** Line and column of the first task, of the second, and so on. */
  readonly places: readonly number[];
  /** How many tasks are in the file. Those after them are only named by others. */
  readonly known: number;
  /** The index of a task and that of one that waits for it, and so on. */
  readonly edges: readonly number[];
}

/** A file without tasks. */
const EMPTY: TaskGraph<Position> = { tasks: [], known: 0, edges: [] };

/**
 * The graph of a document: of the tasks in it if it is a graph or a list of tasks, however long; otherwise of the tasks that come of
 * it, as the preview shows them. The document must be analyzed.
 * @returns undefined as soon as `isCurrent` returns false
 */
export async function graphOf(
  snapshot: Snapshot,
  choice: PreviewChoice,
  previews: Pick<Previews, 'once'>,
  world: World,
  isCurrent: () => boolean,
): Promise<GraphAnswer | undefined> {
  const document = documentOf(snapshot);
  if (snapshot.aggregate().kind === 'task-graph') {
    const tasks = await inSlices(graphEntries(document), isCurrent);
    if (!tasks) return undefined;
    if (tasks.length > 0)
      return answer({ version: snapshot.version, occasions: [], shown: undefined, failures: [] }, tasks);
  }
  const shown = await previews.once(snapshot, choice, world, isCurrent);
  return shown && answer(shown, shown.tasks.map(ofPreview));
}

function answer(
  { version, occasions, shown, failures, reason }: Omit<GraphAnswer, 'graph'>,
  tasks: readonly LinkedTask<Position>[],
): GraphAnswer {
  const graph = linkTasks(tasks);
  const why = graph ? reason : 'This file has too many tasks or dependencies for a graph.';
  return {
    version,
    occasions,
    shown,
    failures,
    ...(why !== undefined && { reason: why }),
    graph: inColumns(graph ?? EMPTY),
  };
}

function ofPreview({ name, taskId, queue, dependencies, place }: ShownTask, index: number): LinkedTask<Position> {
  return {
    label: name?.text || taskId?.text || `Task ${index + 1}`,
    kind: undefined,
    queue: queue?.text,
    ids: taskId ? [taskId.text] : [],
    needs: dependencies.map(({ text }) => text),
    place: place.start,
  };
}

function inColumns({ tasks, known, edges }: TaskGraph<Position>): GraphColumns {
  const kinds = numbered(tasks.map(({ kind }) => kind));
  const queues = numbered(tasks.map(({ queue }) => queue));
  return {
    labels: tasks.map(({ label }) => label),
    kinds: kinds.column,
    kindNames: kinds.names,
    queues: queues.column,
    queueNames: queues.names,
    places: tasks.flatMap(({ place: { line, character } }) => [line, character]),
    known,
    edges: edges.flat(),
  };
}

/** Texts as numbers, in the order in which they first occur. */
function numbered(texts: readonly (string | undefined)[]): { column: number[]; names: string[] } {
  const numbers = new Map<string, number>();
  const column = texts.map((text) => {
    if (text === undefined) return -1;
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  });
  return { column, names: [...numbers.keys()] };
}
