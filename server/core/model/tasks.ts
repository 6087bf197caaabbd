import { IDENTIFIERS } from '../identifiers/names.js';
import { operatorOf } from '../jsone/operators.js';
import {
  type Closure,
  createEvaluator,
  EMPTY_SCOPE,
  type Evaluator,
  type MapShape,
  type Scope,
} from '../jsone/shape.js';
import type { Dialect } from '../jsone/strings.js';
import { findEntry, hasKey, type MapNode, type Node, resolveAlias, visitNodes } from '../syntax/node.js';
import { KEPT_HOOK_KEYS } from './key-lists.js';
import { hasField, mapField } from './merged.js';
import type { Hook, TaskVariant } from './model.js';
import { isHook, isKeptHook, looksLikeTask } from './recognize.js';

/** The tasks of a `.taskcluster.yml`: everything its `tasks` can become, and task-like mappings that it may not use. */
export function tasksOfTaskclusterYml(root: Node, dialect: Dialect): TaskVariant[] {
  const evaluator = createEvaluator(dialect);
  const variants: TaskVariant[] = [];
  for (const start of tasksClosures(root, evaluator)) variants.push(...listedTasks(start, evaluator));
  const used = dialect === 'mustache' ? variants.map(dropsInVersion0) : variants;
  return [...used, ...unusedTasks(root, variants)];
}

/** The top-level `tasks`. JSON-e may wrap the whole document, e.g. in a `$let`. */
function tasksClosures(root: Node, evaluator: Evaluator): Closure[] {
  return evaluator.shapes(root, EMPTY_SCOPE).flatMap((shape) => {
    const field = shape.kind === 'map' ? shape.fields.get('tasks') : undefined;
    return field ? [{ node: field.entry.value, scope: field.scope }] : [];
  });
}

/** The tasks in what should be a list of tasks. */
function listedTasks({ node, scope }: Closure, evaluator: Evaluator): TaskVariant[] {
  return evaluator.shapes(node, scope).flatMap((shape) => {
    if (shape.kind !== 'seq') return [];
    return shape.items.flatMap((item) => itemTasks(item, evaluator));
  });
}

function itemTasks(item: Closure, evaluator: Evaluator): TaskVariant[] {
  return evaluator.shapes(item.node, item.scope).flatMap((shape): TaskVariant[] => {
    // An empty mapping in a branch is meant to be no task, and what it really is shows when the template is rendered.
    const isNone = shape.kind === 'map' && shape.fields.size === 0 && shape.parts[0] !== resolveAlias(item.node);
    if (isNone && shape.parts.length === 1) return [];
    if (shape.kind === 'map') return [{ place: item.node, shape, role: 'certain' }];
    if (shape.kind === 'seq') return shape.items.flatMap((inner) => itemTasks(inner, evaluator));
    return [];
  });
}

/** Version 0 only creates tasks that say in `extra.github` which events they are for. */
function dropsInVersion0(variant: TaskVariant): TaskVariant {
  const extra = variant.shape.fields.get('extra');
  const map = extra && resolveAlias(extra.entry.value);
  if (map?.kind !== 'map' || !hasKey(map, 'github')) return { ...variant, role: 'dropped' };
  const github = mapField(map, 'github');
  return github && !hasField(github, 'events') ? { ...variant, role: 'dropped' } : variant;
}

/** Mappings with identifiers that look like a task but are not part of one: a variable that is unused or used in unknown ways. */
function unusedTasks(root: Node, variants: readonly TaskVariant[]): TaskVariant[] {
  const used = new Set(variants.flatMap((variant) => variant.shape.parts));
  const evaluator = createEvaluator('mustache');
  const found: TaskVariant[] = [];
  visitMaps(root, (map) => {
    if (used.has(map) || !IDENTIFIERS.some((key) => findEntry(map, key))) return true;
    for (const shape of evaluator.shapes(map, EMPTY_SCOPE)) {
      if (shape.kind === 'map' && looksLikeTask(shape)) found.push({ place: map, shape, role: 'unused' });
    }
    return true;
  });
  return found;
}

/** The task that `node` becomes, e.g. a hook's `task` or a file that is one task. */
export function taskAt(node: Node, dialect: Dialect, role: TaskVariant['role']): TaskVariant[] {
  return mapsAt(node, createEvaluator(dialect), EMPTY_SCOPE).map((shape) => ({ place: node, shape, role }));
}

/**
 * The task of a file that is one task. If it contains JSON-e, something renders it before it is sent. It may well be the task
 * of a hook that is defined elsewhere, so it may omit what the hooks service adds.
 */
export function taskAlone(root: Node): TaskVariant[] {
  const variants = taskAt(root, 'any', 'certain');
  let isTemplate = false;
  visitNodes(root, (node) => {
    isTemplate ||= node.kind === 'map' && operatorOf(node) !== undefined;
  });
  return isTemplate ? variants.map((variant): TaskVariant => ({ ...variant, sentBy: 'hooks' })) : variants;
}

function mapsAt(node: Node, evaluator: Evaluator, scope: Scope): MapShape[] {
  return evaluator.shapes(node, scope).filter((shape) => shape.kind === 'map');
}

/** What is known about the use of the mappings at a place. */
interface Use extends Pick<TaskVariant, 'role' | 'sentBy'> {
  /** For the value of a key `hooks` and its direct children: mappings with a task in it are hooks. */
  readonly hooks?: 'all' | 'each';
  readonly inList?: true;
}

/**
 * The task-like mappings anywhere in a document. Those under a key `task`, and items of a list that is the whole file, are
 * sent to the queue. Tasks of hooks, which projects of community-tc-config contain besides other things, are sent by the hooks
 * service.
 */
export function tasksAnywhere(root: Node, dialect: Dialect): { tasks: TaskVariant[]; hooks: Hook[] } {
  const variants: TaskVariant[] = [];
  const found: Hook[] = [];
  const look = (node: Node, { role, sentBy }: Use): boolean => {
    const shapes = mapsAt(node, createEvaluator(dialect), EMPTY_SCOPE).filter(looksLikeTask);
    variants.push(...shapes.map((shape): TaskVariant => ({ place: node, shape, role, ...(sentBy && { sentBy }) })));
    return shapes.length > 0;
  };
  const walk = (node: Node, use: Use): void => {
    if (node.kind === 'seq')
      for (const item of node.items) walk(item, use.hooks ? { ...use, hooks: 'each', inList: true } : use);
    if (node.kind !== 'map' || look(node, use)) return;
    const hook = isKeptHook(node, use.hooks !== undefined);
    const task = hook && !operatorOf(node) ? findEntry(node, 'task') : undefined;
    if (task) found.push({ layout: layoutOf(node, use), map: node, task: task.value });
    for (const { key, value } of node.entries)
      walk(value, useOf(node, key.kind === 'scalar' ? key.text : '', hook, use));
  };
  walk(root, { role: root.kind === 'seq' ? 'certain' : 'likely' });
  return { tasks: variants, hooks: found };
}

/** How the file keeps a hook. In community-tc-config hooks stand by their names, without the `metadata` of the API. */
function layoutOf(map: MapNode, { hooks, inList }: Use): Hook['layout'] {
  if (isHook(map) || ['hookGroupId', 'hookId'].some((key) => hasKey(map, key))) return 'kept';
  const named = hooks === 'each' && !inList;
  return named && ['owner', ...KEPT_HOOK_KEYS].some((key) => hasField(map, key)) ? 'community' : 'other';
}

function useOf(map: MapNode, key: string, isHook: boolean, { sentBy, hooks }: Use): Use {
  const role = key === 'task' && !operatorOf(map) ? 'certain' : 'likely';
  if (isHook) return key === 'task' ? { role, sentBy: 'hooks' } : { role };
  return {
    role,
    ...(sentBy && { sentBy }),
    ...(key === 'hooks' ? { hooks: 'all' } : hooks === 'all' && { hooks: 'each' }),
  };
}

/** Calls `visit`, which says whether to descend, for every mapping below `node`. Aliases are not followed. */
function visitMaps(node: Node, visit: (map: MapNode) => boolean): void {
  if (node.kind === 'seq') for (const item of node.items) visitMaps(item, visit);
  if (node.kind !== 'map' || !visit(node)) return;
  for (const entry of node.entries) visitMaps(entry.value, visit);
}

/** Whether the node is, or becomes, something that looks like a task. */
export function becomesTask(node: Node, dialect: Dialect): boolean {
  const value = resolveAlias(node);
  return value?.kind === 'map' && mapsAt(value, createEvaluator(dialect), EMPTY_SCOPE).some(looksLikeTask);
}
