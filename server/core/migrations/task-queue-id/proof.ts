import { applyEdits, type TextEdit } from '../../base/text-edit.js';
import { toPlain } from '../../jsone/engine/index.js';
import type { DocumentModel } from '../../model/model.js';
import { CALLERS, HOOK_EVENTS } from '../../services/github/events.js';
import {
  fileRenderer,
  type Renderer,
  type Rendering,
  TOO_MANY_STEPS,
  taskRenderer,
} from '../../services/github/render.js';
import { findEntry, type MapNode, resolveAlias, type SyntaxTree } from '../../syntax/node.js';
import { parse } from '../../syntax/parse.js';
import { type Identifiers, queueOf } from './same-queues.js';
import { isTemplate } from './uses.js';

/** Whether the document is a template that is rendered here as the services do it. */
export function canBeRendered({ kind }: Pick<DocumentModel, 'kind'>): boolean {
  return kind === 'taskcluster-yml-v1' || kind === 'hook';
}

/** What a document yields for everything that it is rendered for, in one form for both ways to name a queue. */
export interface Renderings {
  readonly tasks: readonly string[];
  /** The mappings, of those asked about, that are seen in some task. */
  readonly seen: ReadonlySet<MapNode>;
}

/** Undefined if the document is too large to be rendered. `wanted`: the mappings that are asked about. */
export function renderAll(
  { kind, tree }: Pick<DocumentModel, 'kind' | 'tree'>,
  wanted: readonly MapNode[] = [],
): Renderings | undefined {
  const renderer = rendererOf(kind, tree);
  if (!renderer) return undefined;
  const tasks: string[] = [];
  const asked = new Set(wanted);
  const seen = new Set<MapNode>();
  for (const event of kind === 'hook' ? HOOK_EVENTS : CALLERS) {
    const rendering = renderer.render(event);
    // What is too much for one event mostly is for all, and finding that out takes long.
    if ('error' in rendering && rendering.error === TOO_MANY_STEPS) return undefined;
    tasks.push(canonical(rendering));
    if ('error' in rendering) continue;
    for (const task of rendering.tasks)
      if (task.kind === 'object') for (const part of task.parts) if (asked.has(part)) seen.add(part);
  }
  return { tasks, seen };
}

function rendererOf(kind: DocumentModel['kind'], tree: SyntaxTree): Renderer | undefined {
  const [root] = tree.roots;
  if (!root) return undefined;
  if (kind !== 'hook') return fileRenderer(root, tree);
  const hook = resolveAlias(root);
  const task = hook?.kind === 'map' ? findEntry(hook, 'task')?.value : undefined;
  return task && taskRenderer(task, tree);
}

/** Whether a template yields the same as another for everything that it is rendered for. */
export function yieldsSame(before: DocumentModel, after: DocumentModel): boolean {
  if (!canBeRendered(before) || !isTemplate(before.tree.roots)) return true;
  const [old, fresh] = [renderAll(before), renderAll(after)];
  return old?.tasks.join('\n') === fresh?.tasks.join('\n');
}

/** The document after some edits; undefined if it cannot be read then. */
export function editedTree({ tree }: DocumentModel, edits: readonly TextEdit[]): SyntaxTree | undefined {
  const after = parse(applyEdits(tree.text, edits), tree.syntax);
  return after.problems.length === 0 && !after.limit ? after : undefined;
}

function canonical(rendering: Rendering): string {
  // An error names the place in the template, which the migration moves: that there is one must be enough.
  if ('error' in rendering) return 'error';
  return JSON.stringify(
    rendering.tasks.map((task) => normalTask(toPlain(task))),
    (_key, value: unknown) => sorted(value),
  );
}

/** Where the queue service takes the identifiers, the task with its queue alone. */
function normalTask(task: unknown): unknown {
  if (typeof task !== 'object' || task === null || Array.isArray(task)) return task;
  const { provisionerId, workerType, taskQueueId, ...rest } = task as Record<string, unknown>;
  const given = Object.entries({ provisionerId, workerType, taskQueueId }).filter(([, id]) => id !== undefined);
  if (given.some(([, id]) => typeof id !== 'string')) return task;
  return { ...rest, taskQueueId: queueOf(Object.fromEntries(given) as Identifiers) };
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
