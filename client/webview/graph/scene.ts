import type { Scene } from './draw-nodes.js';
import type { Layout } from './layout.js';
import { at } from './links.js';
import { type groupsOf, kindOf, type PartOfGraph, queueOf, type Tasks } from './tasks.js';

/** What a picture is made of. Tasks are counted in the graph. */
export interface SceneParts {
  readonly tasks: Tasks;
  /** The tasks that are shown; the nodes of the picture are their indices in this list. */
  readonly shown: readonly number[];
  readonly part: PartOfGraph;
  readonly layout: Layout;
  readonly groups: ReturnType<typeof groupsOf>;
  readonly path: Uint8Array | undefined;
  readonly chosen: number | null;
  readonly found: readonly number[];
}

/** The picture of some tasks, and which of them are searched for. */
export function sceneOf(parts: SceneParts): Scene & { readonly foundTasks: ReadonlySet<number> } {
  const { tasks, shown, part, layout, groups, path, chosen, found } = parts;
  const { columns } = tasks;
  const foundTasks = new Set(found);
  const index = chosen === null ? -1 : shown.indexOf(chosen);
  return {
    layout,
    edges: part.edges,
    texts(node) {
      const task = at(shown, node);
      const note = [kindOf(columns, task), queueOf(columns, task)].filter((text) => text !== undefined).join(' · ');
      return { title: columns.labels[task] ?? '', note };
    },
    colours: Uint8Array.from(shown, (task) => groups.groups[at(groups.groupOf, task)]?.colour ?? 0),
    isOutside: (node) => at(shown, node) >= columns.known,
    path: path && index >= 0 ? Uint8Array.from(shown, (task) => at(path, task)) : undefined,
    chosen: index < 0 ? undefined : index,
    found: new Set(shown.flatMap((task, node) => (foundTasks.has(task) ? [node] : []))),
    foundTasks,
  };
}

/** What is shown, in words. */
export function summaryOf({ count, columns }: Tasks, shown: readonly number[], layout: Layout): string {
  const tasks = shown.length === count ? counted(count, 'task') : `${shown.length} of ${counted(count, 'task')}`;
  const outside = shown.filter((task) => task >= columns.known).length;
  const { size } = layout.back;
  return [
    `${tasks} in ${counted(layout.layers.length, 'layer')}`,
    ...(outside > 0 ? [`${outside} not in this file`] : []),
    ...(size > 0 ? [`${counted(size, 'dependency', 'dependencies')} ${size === 1 ? 'closes' : 'close'} a cycle`] : []),
  ].join('; ');
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
