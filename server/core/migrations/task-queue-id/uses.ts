import { IDENTIFIERS } from '../../identifiers/names.js';
import { createFlow, type Flow, TooMuchToFollow } from '../../jsone/flow.js';
import { directlyIn, type Mapping, membersIn, type Value, visitValues } from '../../jsone/flow-value.js';
import { operatorOf } from '../../jsone/operators.js';
import { isMergeKey } from '../../jsone/shape.js';
import type { DocumentModel } from '../../model/model.js';
import { findEntry, keyText, type MapNode, type Node, resolveAlias, visitNodes } from '../../syntax/node.js';

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
  if (roots.some((root) => refersToItself(root, new Set()))) return undefined;
  const flow = createFlow(model.dialect, IDENTIFIERS, sizeOf(roots));
  try {
    const { tasks, data } = outcomeOf(model, flow);
    return { tasks: distinct(tasks), read: flow.read, data };
  } catch (error) {
    if (error instanceof TooMuchToFollow) return undefined;
    throw error;
  }
}

/**
 * Whether an alias stands in what it names. js-yaml takes it for as much of that as it has read by then, which depends on
 * the order of the keys. `open`: the anchors of what `node` stands in.
 */
function refersToItself(node: Node, open: Set<string>): boolean {
  if (node.kind === 'alias') return open.has(node.name);
  if (node.kind === 'scalar') return false;
  const { anchor } = node;
  // The same name may be given again inside, where it then means the inner node.
  const opens = anchor !== undefined && !open.has(anchor);
  if (opens) open.add(anchor);
  const inner = node.kind === 'seq' ? node.items : node.entries.flatMap(({ key, value }) => [key, value]);
  const found = inner.some((one) => refersToItself(one, open));
  if (opens) open.delete(anchor);
  return found;
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

/** Takes what comes out of a document apart. */
function outcomeOf({ kind, tree, tasks: forms }: DocumentModel, flow: Flow): { tasks: Mapping[]; data: Set<MapNode> } {
  const tasks: Mapping[] = [];
  const data = new Set<MapNode>();
  const [taken, seenAsData] = [new Set<Value>(), new Set<Value>()];
  const isNew = (value: Value): boolean => taken.size < taken.add(value).size;

  const addData = (value: Value): void =>
    visitValues(
      value,
      ({ mappings }) => {
        for (const { parts } of mappings) for (const part of parts) data.add(part);
      },
      seenAsData,
    );

  /** A task, or a list of them; what is in a task is data. */
  const addTasks = (value: Value): void => {
    if (!isNew(value)) return;
    for (const { items } of value.lists) items.forEach(addTasks);
    tasks.push(...value.mappings);
    // mozilla-taskcluster, which came before the GitHub service, took tasks under this key, beside their ids.
    const wrapped = value.mappings.every(({ parts }) => parts.length === 0) ? value.members.get('task') : undefined;
    for (const member of membersIn(value)) if (member !== wrapped) addData(member);
    if (wrapped) addTasks(wrapped);
  };

  /** Whatever a document is: its tasks are those that the model found, and what else has identifiers is data. */
  const addAnything = (value: Value, isTask: (mapping: Mapping) => boolean): void => {
    const holding = value.mappings.filter(({ parts }) => parts.length > 0);
    if (holding.length > 0) {
      if (holding.every(isTask)) addTasks(value);
      else addData(value);
    } else if (isNew(value)) for (const inner of directlyIn(value)) addAnything(inner, isTask);
  };

  const addHook = (hook: MapNode): void => {
    for (const entry of hook.entries) {
      if (keyText(entry) === 'task') addTasks(flow.follow(entry.value, 'template'));
      else addData(flow.follow(entry.value, 'plain'));
    }
  };

  const [first] = tree.roots;
  if (first && kind.startsWith('taskcluster-yml')) {
    const file = flow.follow(first, 'template');
    const list = file.members.get('tasks');
    for (const member of membersIn(file)) if (member !== list) addData(member);
    if (list) addTasks(list);
  } else if (kind === 'hook') {
    for (const root of tree.roots.map(resolveAlias)) if (root?.kind === 'map') addHook(root);
  } else {
    const identity = createIdentity();
    const known = new Set(forms.map(({ shape }) => identity(holdersOf(shape.parts))));
    for (const root of tree.roots)
      addAnything(flow.follow(root, 'template'), ({ parts }) => known.has(identity(parts)));
  }
  return { tasks, data };
}
