import { applyEdits, type TextEdit } from '../../base/text-edit.js';
import { TOO_MANY_STEPS } from '../../jsone/step-budget.js';
import { markKey, toTemplate } from '../../jsone/to-template.js';
import type { DocumentModel } from '../../model/model.js';
import { CALLERS, type Event, HOOK_EVENTS } from '../../services/github/events.js';
import { type Rendering, renderTasks } from '../../services/github/render.js';
import { findEntry, type MapNode, type Node, resolveAlias, type SyntaxTree } from '../../syntax/node.js';
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

/** Undefined if the document is too large to be rendered. */
export function renderAll(
  { kind, tree }: Pick<DocumentModel, 'kind' | 'tree'>,
  wanted: readonly MapNode[] = [],
): Renderings | undefined {
  const plain = templateOf(kind, tree);
  if (plain === undefined) return undefined;
  const events = kind === 'hook' ? HOOK_EVENTS : CALLERS;
  const tasks: string[] = [];
  for (const event of events) {
    const rendering = renderTasks(plain, event);
    // What is too much for one event mostly is for all, and finding that out takes long.
    if ('error' in rendering && rendering.error === TOO_MANY_STEPS) return undefined;
    tasks.push(canonical(rendering));
  }
  return {
    tasks,
    seen: wanted.length > 0 ? seenIn(kind, tree, wanted, events) : new Set(),
  };
}

function templateOf(
  kind: DocumentModel['kind'],
  { roots: [root] }: SyntaxTree,
  markOf?: (map: MapNode) => string | undefined,
): unknown {
  if (!root) return undefined;
  const options = { ticks: true, ...(markOf && { markOf }) };
  if (kind !== 'hook') return toTemplate(root, options);
  const task = taskOfHook(root);
  return { tasks: [task && toTemplate(task, options)] };
}

/** The template of a hook's task. */
function taskOfHook(root: Node): Node | undefined {
  const hook = resolveAlias(root);
  return hook?.kind === 'map' ? findEntry(hook, 'task')?.value : undefined;
}

/** Each wanted mapping gets a key of its own before rendering, which shows where it comes out. */
function seenIn(
  kind: DocumentModel['kind'],
  tree: SyntaxTree,
  wanted: readonly MapNode[],
  events: readonly Event[],
): ReadonlySet<MapNode> {
  const marks = new Map(wanted.map((map, i) => [map, markKey(i)]));
  const byMark = new Map([...marks].map(([map, mark]) => [mark, map]));
  const marked = templateOf(kind, tree, (map) => marks.get(map));
  const seen = new Set<MapNode>();
  for (const event of events) {
    const rendering = renderTasks(marked, event);
    if ('error' in rendering) continue;
    for (const task of rendering.tasks)
      for (const key of keysOf(task)) {
        const map = byMark.get(key);
        if (map) seen.add(map);
      }
  }
  return seen;
}

function keysOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
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
  return JSON.stringify(rendering.tasks.map(normalTask), (_key, value: unknown) => sorted(value));
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
