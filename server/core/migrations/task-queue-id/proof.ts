import { applyEdits, type TextEdit } from '../../base/text-edit.js';
import { IDENTIFIERS } from '../../identifiers/names.js';
import { type ObjectValue, toPlain, type Value } from '../../jsone/engine/index.js';
import type { DocumentModel } from '../../model/model.js';
import { CALLERS, HOOK_EVENTS } from '../../services/github/callers.js';
import { isRendered, type Renderer, rendererOf, TOO_MANY_STEPS } from '../../services/github/render.js';
import type { TemplateMemory } from '../../services/github/template-memory.js';
import type { MapNode, SyntaxTree } from '../../syntax/node.js';
import { parse } from '../../syntax/parse.js';
import { shareNodes } from '../../syntax/share-nodes.js';
import { type Identifiers, queueOf } from './same-queues.js';
import { isTemplate } from './uses.js';

/** The results of a document for everything it is rendered for, in a form that is the same for both ways to name a queue. */
export interface Renderings {
  readonly tasks: readonly string[];
  /** The requested mappings that occur in some task. */
  readonly seen: ReadonlySet<MapNode>;
}

/**
 * Undefined if the document is too large to be rendered. `wanted`: the requested mappings. `canonical`: what
 * writes the tasks, the same for what is compared.
 */
export function renderAll(
  kind: DocumentModel['kind'],
  renderer: Renderer | undefined,
  canonical: (task: Value) => string,
  wanted: readonly MapNode[] = [],
): Renderings | undefined {
  if (!renderer) return undefined;
  const tasks: string[] = [];
  const asked = new Set(wanted);
  const seen = new Set<MapNode>();
  for (const event of kind === 'hook' ? HOOK_EVENTS : CALLERS) {
    const rendering = renderer.render(event);
    // If one event exceeds the limits, usually all do, and finding that out takes long.
    if ('error' in rendering && rendering.error === TOO_MANY_STEPS) return undefined;
    // An error names its place in the template, which the migration moves, so only its existence is compared.
    tasks.push('error' in rendering ? 'error' : rendering.tasks.map(canonical).join('\n'));
    if ('error' in rendering) continue;
    for (const task of rendering.tasks)
      if (task.kind === 'object') for (const part of task.parts) if (asked.has(part)) seen.add(part);
  }
  return { tasks, seen };
}

/**
 * Whether two templates yield the same for everything they are rendered for.
 * @param rendererBefore renders `before`; what it knows of the parts that both have in common is used for `after`
 * @param memory what is known of `before`, and of trees after changes that were tried
 */
export function yieldsSame(
  before: DocumentModel,
  after: DocumentModel,
  rendererBefore: () => Renderer | undefined,
  memory: TemplateMemory,
): boolean {
  if (!isRendered(before.kind) || !isTemplate(before.tree.roots)) return true;
  const canonical = canonicalForm(memory.canonical);
  const renderer = rendererBefore();
  const old = renderAll(before.kind, renderer, canonical);
  const tree = sharing(before.tree, after.tree, memory);
  const fresh = renderAll(after.kind, rendererOf({ kind: after.kind, tree }, renderer?.known), canonical);
  return old?.tasks.join('\n') === fresh?.tasks.join('\n');
}

/**
 * The tree after a change, with the nodes of the one before, or of the last such tree in the memory, wherever they say the same, in
 * their old places.
 */
export function sharing(before: SyntaxTree, after: SyntaxTree, memory: TemplateMemory | undefined): SyntaxTree {
  const [old] = before.roots;
  const [root, ...others] = after.roots;
  if (!old || !root) return after;
  const shared = shareNodes(old, root);
  if (memory) memory.migrated = memory.migrated ? shareNodes(memory.migrated, shared) : shared;
  return { ...after, roots: [memory?.migrated ?? shared, ...others] };
}

/** The document after some edits; undefined if it becomes unreadable. */
export function editedTree({ tree }: DocumentModel, edits: readonly TextEdit[]): SyntaxTree | undefined {
  const after = parse(applyEdits(tree.text, edits), tree.syntax);
  return after.errors.length === 0 && !after.limit ? after : undefined;
}

/**
 * Writes tasks in a canonical form, regardless of key order and of how they name their queue. Equal parts are written once.
 * `known`: what has been written so far.
 */
export function canonicalForm(known = new WeakMap<Value, string>()): (task: Value) => string {
  const write = (value: Value): string => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const text = writeAnew(value);
    if (value.kind === 'object' || value.kind === 'array') known.set(value, text);
    return text;
  };
  const writeAnew = (value: Value): string => {
    if (value.kind === 'array') return `[${value.items.map(write).join()}]`;
    if (value.kind !== 'object') return JSON.stringify(toPlain(value));
    return members([...value.fields].map(([key, field]) => [key, write(field.value)]));
  };
  return (task) => (task.kind === 'object' ? (taskForm(task, write) ?? write(task)) : write(task));
}

function members(entries: readonly (readonly [key: string, text: string])[]): string {
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join()}}`;
}

/** If the queue accepts the identifiers, the task with only its queue. */
function taskForm({ fields }: ObjectValue, write: (value: Value) => string): string | undefined {
  const given: [string, string][] = [];
  for (const name of IDENTIFIERS) {
    const value = fields.get(name)?.value;
    if (value && value.kind !== 'string') return undefined;
    if (value) given.push([name, value.value]);
  }
  const rest = [...fields].filter(([key]) => !IDENTIFIERS.some((name) => name === key));
  const queue = queueOf(Object.fromEntries(given) as Identifiers);
  return members([
    ...rest.map(([key, field]) => [key, write(field.value)] as const),
    ['taskQueueId', JSON.stringify(queue ?? null)],
  ]);
}
