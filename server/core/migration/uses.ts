import { createFlow, type Flow, TooMuchToFollow } from '../jsone/flow.js';
import { directlyIn, type Mapping, type Value, visitValues } from '../jsone/flow-value.js';
import { operatorOf } from '../jsone/operators.js';
import { isMergeKey } from '../jsone/shape.js';
import { type DocumentModel, IDENTIFIERS } from '../model/model.js';
import { findEntry, keyText, type MapNode, type Node, resolveAlias, visitNodes } from '../syntax/node.js';

/** What becomes of the mappings of a document that hold an identifier. */
export interface Uses {
  /** The tasks that can come out, each by the mappings with identifiers that it is merged from. */
  readonly tasks: readonly Mapping[];
  /** The mappings whose identifiers an expression looks at. */
  readonly read: ReadonlySet<MapNode>;
  /** The mappings that come out as something else than a task, as in the payload of one. */
  readonly data: ReadonlySet<MapNode>;
}

/** Undefined if the document is too involved to tell. */
export function usesOf(model: DocumentModel): Uses | undefined {
  const { roots } = model.tree;
  const flow = createFlow(model.dialect, IDENTIFIERS, sizeOf(roots));
  const data = new Set<MapNode>();
  try {
    return { tasks: distinct(tasksOf(model, flow, data)), read: flow.read, data };
  } catch (error) {
    if (error instanceof TooMuchToFollow) return undefined;
    throw error;
  }
}

/** Whether mappings may be merged, bound to variables or used twice: if not, each comes out as it stands, or not at all. */
export function isTemplate(roots: readonly Node[]): boolean {
  let found = false;
  for (const root of roots)
    visitNodes(root, (node) => {
      found ||= node.kind === 'alias' || (node.kind === 'map' && isComputed(node));
    });
  return found;
}

function isComputed(map: MapNode): boolean {
  const operator = operatorOf(map)?.operator;
  if (operator) return !WITHOUT_MAPPINGS.has(operator);
  return map.entries.some((entry) => isMergeKey(entry) || (keyText(entry)?.includes('${') ?? true));
}

/** They take texts alone; without a variable of the template there is none of its mappings to be had. */
const WITHOUT_MAPPINGS: ReadonlySet<string> = new Set(['$eval', '$fromNow']);

function sizeOf(roots: readonly Node[]): number {
  let size = 0;
  for (const root of roots) visitNodes(root, () => size++);
  return size;
}

/** The mappings with identifiers that a form of a task is made of. */
export function holdersOf(parts: readonly MapNode[]): MapNode[] {
  return parts.filter((part) => IDENTIFIERS.some((key) => findEntry(part, key)));
}

/** Tells mappings apart by what they are merged from. */
function createIdentity(): (parts: readonly MapNode[]) => string {
  const ids = new Map<MapNode, number>();
  return (parts) => parts.map((part) => ids.get(part) ?? ids.set(part, ids.size).size - 1).join();
}

function distinct(tasks: readonly Mapping[]): Mapping[] {
  const identity = createIdentity();
  return [...new Map(tasks.map((task) => [`${identity(task.parts)} ${task.open}`, task])).values()];
}

function tasksOf({ kind, tree, tasks }: DocumentModel, flow: Flow, data: Set<MapNode>): Mapping[] {
  switch (kind) {
    case 'taskcluster-yml-v0':
    case 'taskcluster-yml-v1': {
      const root = tree.roots[0] && flow.follow(tree.roots[0], 'template');
      if (!root) return [];
      for (const [key, member] of root.members) if (key !== 'tasks') addHolders(member, data);
      addHolders(root.others, data);
      return tasksIn(root.members.get('tasks'), data);
    }
    case 'hook':
      return tree.roots.flatMap((root) => tasksOfHook(root, flow, data));
    default: {
      const identity = createIdentity();
      const known = new Set(tasks.map(({ shape }) => identity(holdersOf(shape.parts))));
      const isTask = ({ parts }: Mapping): boolean => known.has(identity(parts));
      return tree.roots.flatMap((root) => tasksAnywhere(flow.follow(root, 'template'), isTask, data));
    }
  }
}

function tasksOfHook(root: Node, flow: Flow, data: Set<MapNode>): Mapping[] {
  const hook = resolveAlias(root);
  if (hook?.kind !== 'map') return [];
  return hook.entries.flatMap((entry) => {
    if (keyText(entry) === 'task') return tasksIn(flow.follow(entry.value, 'template'), data);
    addHolders(flow.follow(entry.value, 'plain'), data);
    return [];
  });
}

/** The tasks in what should be one, or a list of them. */
function tasksIn(value: Value | undefined, data: Set<MapNode>): Mapping[] {
  if (!value) return [];
  const listed = value.lists.flatMap(({ items }) => items.flatMap((item) => tasksIn(item, data)));
  return [...listed, ...task(value, data)];
}

/** What is in a task is data. */
function task({ mappings, members, others }: Value, data: Set<MapNode>): readonly Mapping[] {
  // mozilla-taskcluster, which came before the GitHub service, took tasks under a key of that name, beside their ids.
  const wrapped = mappings.every(({ parts }) => parts.length === 0) ? members.get('task') : undefined;
  for (const member of [...members.values(), others]) if (member !== wrapped) addHolders(member, data);
  return [...mappings, ...tasksIn(wrapped, data)];
}

/** The tasks in whatever a document is. What has identifiers and is no task is data. */
function tasksAnywhere(value: Value, isTask: (mapping: Mapping) => boolean, data: Set<MapNode>): readonly Mapping[] {
  const holding = value.mappings.filter(({ parts }) => parts.length > 0);
  if (holding.length === 0) return directlyIn(value).flatMap((inner) => tasksAnywhere(inner, isTask, data));
  if (holding.every(isTask)) return task(value, data);
  addHolders(value, data);
  return [];
}

function addHolders(value: Value | undefined, found: Set<MapNode>): void {
  if (!value) return;
  visitValues(value, ({ mappings }) => {
    for (const { parts } of mappings) for (const part of parts) found.add(part);
  });
}
