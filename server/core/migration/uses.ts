import { createFlow, type Flow, TooMuchToFollow } from '../jsone/flow.js';
import type { Mapping, Value } from '../jsone/flow-value.js';
import { operatorOf } from '../jsone/operators.js';
import { type DocumentModel, IDENTIFIERS } from '../model/model.js';
import { findEntry, keyText, type MapNode, type Node, resolveAlias, visitNodes } from '../syntax/node.js';

/** What becomes of the mappings of a document that hold an identifier. */
export interface Uses {
  /** The tasks that can come out, each by the mappings with identifiers that it is merged from. */
  readonly tasks: readonly Mapping[];
  /** The mappings whose identifiers something looks at, or that come out as something else than a task. */
  readonly read: ReadonlySet<MapNode>;
  readonly isTemplate: boolean;
}

/** Undefined if the document is too involved to tell. */
export function usesOf(model: DocumentModel): Uses | undefined {
  const { roots } = model.tree;
  if (!isTemplate(roots)) return { tasks: literalTasks(model), read: new Set(), isTemplate: false };
  const flow = createFlow(model.dialect, IDENTIFIERS, sizeOf(roots));
  try {
    return { tasks: distinctTasks(model, flow), read: flow.read, isTemplate: true };
  } catch (error) {
    if (error instanceof TooMuchToFollow) return undefined;
    throw error;
  }
}

/** Whether something is rendered, merged or used twice: if not, every mapping comes out as it stands. */
export function isTemplate(roots: readonly Node[]): boolean {
  let found = false;
  for (const root of roots)
    visitNodes(root, (node) => {
      found ||= node.kind === 'alias' || (node.kind === 'map' && isComputed(node));
    });
  return found;
}

function isComputed(map: MapNode): boolean {
  return operatorOf(map) !== undefined || map.entries.some((entry) => keyText(entry)?.includes('${') ?? true);
}

function sizeOf(roots: readonly Node[]): number {
  let size = 0;
  for (const root of roots) visitNodes(root, () => size++);
  return size;
}

/** The mappings with identifiers that a form of a task is made of. */
export function holdersOf(parts: readonly MapNode[]): MapNode[] {
  return parts.filter((part) => IDENTIFIERS.some((key) => findEntry(part, key)));
}

function literalTasks({ tasks }: DocumentModel): Mapping[] {
  return tasks.map(({ shape }) => ({ parts: holdersOf(shape.parts), open: false }));
}

function distinctTasks(model: DocumentModel, flow: Flow): Mapping[] {
  const identity = createIdentity();
  const tasks = new Map(tasksOf(model, flow, identity).map((task) => [identity(task), task]));
  return [...tasks.values()];
}

function createIdentity(): (mapping: Pick<Mapping, 'parts'> & Partial<Mapping>) => string {
  const ids = new Map<MapNode, number>();
  return ({ parts, open = false }) =>
    parts.map((part) => ids.get(part) ?? ids.set(part, ids.size).size - 1).join() + (open ? '?' : '');
}

function tasksOf(
  { kind, tree, tasks }: DocumentModel,
  flow: Flow,
  identity: ReturnType<typeof createIdentity>,
): Mapping[] {
  switch (kind) {
    case 'taskcluster-yml-v0':
    case 'taskcluster-yml-v1': {
      const root = tree.roots[0] && flow.follow(tree.roots[0], 'template');
      if (!root) return [];
      for (const [key, member] of root.members) if (key !== 'tasks') flow.readAll(member);
      if (root.others) flow.readAll(root.others);
      return listed(root.members.get('tasks'), flow);
    }
    case 'hook':
      return tree.roots.flatMap((root) => tasksOfHook(root, flow));
    default: {
      const known = new Set(tasks.map(({ shape }) => identity({ parts: holdersOf(shape.parts) })));
      const isTask = (mapping: Mapping): boolean => known.has(identity({ parts: mapping.parts }));
      return tree.roots.flatMap((root) => anywhere(flow.follow(root, 'template'), isTask, flow, new Set()));
    }
  }
}

/** The tasks in what should be a list of them; all that is in a task is looked at. */
function listed(value: Value | undefined, flow: Flow): Mapping[] {
  if (!value) return [];
  return [...taken(value, flow), ...value.lists.flatMap(({ items }) => items.flatMap((item) => listed(item, flow)))];
}

function taken({ mappings, members, others }: Value, flow: Flow): readonly Mapping[] {
  for (const member of members.values()) flow.readAll(member);
  if (others) flow.readAll(others);
  return mappings;
}

function tasksOfHook(root: Node, flow: Flow): Mapping[] {
  const hook = resolveAlias(root);
  if (hook?.kind !== 'map') return [];
  return hook.entries.flatMap((entry) => {
    if (keyText(entry) === 'task') return listed(flow.follow(entry.value, 'template'), flow);
    flow.readAll(flow.follow(entry.value, 'plain'));
    return [];
  });
}

/** The tasks in whatever a document is; what has identifiers and is no task is looked at by someone. */
function anywhere(value: Value, isTask: (mapping: Mapping) => boolean, flow: Flow, seen: Set<Value>): Mapping[] {
  if (seen.has(value)) return [];
  seen.add(value);
  const holding = value.mappings.filter(({ parts }) => parts.length > 0);
  if (holding.length > 0) {
    if (holding.every(isTask)) return [...taken(value, flow)];
    flow.readAll(value);
    return [];
  }
  const inner = [...value.lists.flatMap(({ items }) => items), ...value.members.values()];
  return [...inner, ...(value.others ? [value.others] : [])].flatMap((one) => anywhere(one, isTask, flow, seen));
}
