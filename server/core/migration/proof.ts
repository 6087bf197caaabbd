import { applyEdits, type TextEdit } from '../edit.js';
import { buildModel } from '../model/build.js';
import { type DocumentModel, identifiersOf, type TaskForm } from '../model/model.js';
import { GITHUB_EVENTS } from '../render/events.js';
import { type Rendering, renderTasks } from '../render/render.js';
import { markKey, toTemplate } from '../render/template.js';
import { type MapNode, resolveAlias } from '../syntax/node.js';
import { parse } from '../syntax/parse.js';

/** Edits of some mappings that are to keep every task as it is. */
export interface Change {
  readonly maps: readonly MapNode[];
  readonly edits: readonly TextEdit[];
  /** Whether each of `maps` must be seen in some task, because something unknown is merged in; else one is enough. */
  readonly ofAll: boolean;
}

/** What is said of a change of which no event shows anything. */
export const NOT_SEEN =
  'no event is known for which this part of the template yields a task, so the change cannot be proved';

/**
 * Shows that a `.taskcluster.yml` yields the same tasks after a change: looks at every way in which a task can come
 * out, and renders it before and after for every event. Returns why it could not be shown, or undefined.
 */
export function proveAlone(model: DocumentModel, { maps, edits, ofAll }: Change): string | undefined {
  const changed = changedTemplate(model, edits);
  if (changed === undefined) return 'the tasks would not stay the same';
  const [root] = model.tree.roots;
  const marks = new Map(maps.map((map, i) => [map, markKey(i)]));
  const marked = root && toTemplate(root, { ticks: true, markOf: (map) => marks.get(map) });
  if (marked === undefined || changed.template === undefined) return 'the template is too large to be rendered';

  const unseen = new Set(maps.map((_, i) => markKey(i)));
  for (const event of GITHUB_EVENTS) {
    const [old, fresh] = [renderTasks(marked, event), renderTasks(changed.template, event)];
    if (canonical(old, (mark) => unseen.delete(mark)) !== canonical(fresh))
      return `the tasks for ${event.title} would not stay the same`;
  }
  return (ofAll ? unseen.size === 0 : unseen.size < maps.length) ? undefined : NOT_SEEN;
}

/**
 * The text after the edits as a template, which is undefined if it is too large. Undefined if the text cannot be read, or
 * if some way in which a task can come out would name another queue.
 */
export function changedTemplate(
  model: DocumentModel,
  edits: readonly TextEdit[],
): { readonly template: unknown } | undefined {
  const text = applyEdits(model.tree.text, edits);
  const tree = parse(text, model.tree.syntax);
  const after = buildModel({ fileName: '.taskcluster.yml', syntax: tree.syntax, text, selection: 'auto' }, tree);
  if (tree.problems.length > 0 || !sameQueues(model.tasks, after.tasks)) return undefined;
  const [root] = tree.roots;
  return { template: root && toTemplate(root, { ticks: true }) };
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

/** A rendering in one form for both ways to name a queue. Marks are taken out, and noted with the index of their task. */
export function canonical(rendering: Rendering, note: (mark: string, task: number) => void = () => undefined): string {
  // An error names the place in the template, which the migration moves: that there is one must be enough.
  if ('error' in rendering) return 'error';
  const texts = rendering.tasks.map((task, index) =>
    JSON.stringify(normalTask(task), (key, value: unknown) => {
      if (!key.startsWith(MARK)) return sorted(value);
      note(key, index);
      return undefined;
    }),
  );
  return `[${texts.join()}]`;
}

const MARK = markKey(0).slice(0, -1);

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
