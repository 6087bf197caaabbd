import { buildModel } from '../model/build.js';
import { type DocumentModel, identifiersOf, type TaskForm } from '../model/model.js';
import { GITHUB_EVENTS } from '../render/events.js';
import { type Rendering, renderTasks } from '../render/render.js';
import { markKey, toTemplate } from '../render/template.js';
import { type MapNode, resolveAlias } from '../syntax/node.js';
import { parse } from '../syntax/parse.js';

/**
 * Shows that a `.taskcluster.yml` yields the same tasks after a migration: looks at every way in which a task can come
 * out, and renders it before and after for every event. Where something unknown is merged in (`unknownParts`), only
 * rendering can tell, so each of `maps` must be seen in some task; else one of them is enough. Returns why it could not
 * be shown, or undefined.
 */
export function proveByRendering(
  model: DocumentModel,
  maps: readonly MapNode[],
  newText: string,
  unknownParts: boolean,
): string | undefined {
  const tree = parse(newText, model.tree.syntax);
  const after = buildModel(
    { fileName: '.taskcluster.yml', syntax: tree.syntax, text: newText, selection: 'auto' },
    tree,
  );
  if (tree.problems.length > 0 || !sameQueues(model.tasks, after.tasks)) return 'the tasks would not stay the same';
  const [before, now] = [model.tree.roots[0], tree.roots[0]];
  const marks = new Map(maps.map((map, i) => [map, markKey(i)]));
  const marked = before && toTemplate(before, { ticks: true, markOf: (map) => marks.get(map) });
  const changed = now && toTemplate(now, { ticks: true });
  if (marked === undefined || changed === undefined) return 'the template is too large to be rendered';

  const unseen = new Set(maps.map((_, i) => markKey(i)));
  for (const event of GITHUB_EVENTS) {
    const [old, fresh] = [renderTasks(marked, event), renderTasks(changed, event)];
    if (canonical(old, unseen) !== canonical(fresh, unseen))
      return `the tasks for ${event.title} would not stay the same`;
  }
  const proved = unknownParts ? unseen.size === 0 : unseen.size < maps.length;
  return proved
    ? undefined
    : 'no event is known for which this part of the template yields a task, so the change cannot be proved';
}

/** Whether every form that had a pair now has the taskQueueId that the pair stood for, and the others are as they were. */
export function sameQueues(before: readonly TaskForm[], after: readonly TaskForm[]): boolean {
  return before.length === after.length && before.every((form, i) => queueOf(form) === queueOf(after[i] ?? form));
}

function queueOf(form: TaskForm): string {
  const [provisionerId, workerType, taskQueueId] = ['provisionerId', 'workerType', 'taskQueueId'].map((key) =>
    text(form, key),
  );
  return taskQueueId ?? `${provisionerId}/${workerType}`;
}

function text(form: TaskForm, key: string): string | undefined {
  const field = identifiersOf(form)[key as 'taskQueueId'];
  const node = field && resolveAlias(field.entry.value);
  return node?.kind === 'scalar' ? node.text : undefined;
}

/** A rendering in one form for both ways to name a queue. Marks are taken out, and off `unseen`. */
function canonical(rendering: Rendering, unseen: Set<string>): string {
  // An error names the place in the template, which the migration moves: that there is one must be enough.
  if ('error' in rendering) return 'error';
  return JSON.stringify(rendering.tasks.map(normalTask), (key, value: unknown) => {
    if (!key.startsWith(markKey(0).slice(0, -1))) return sorted(value);
    unseen.delete(key);
    return undefined;
  });
}

function normalTask(task: unknown): unknown {
  if (typeof task !== 'object' || task === null || Array.isArray(task)) return task;
  const { provisionerId, workerType, ...rest } = task as Record<string, unknown>;
  if (typeof provisionerId !== 'string' || typeof workerType !== 'string') return task;
  return { taskQueueId: `${provisionerId}/${workerType}`, ...rest };
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
