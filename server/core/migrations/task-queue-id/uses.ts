import { IDENTIFIERS } from '../../identifiers/names.js';
import { createFlow, type Flow, TooMuchToFollow } from '../../jsone/flow.js';
import { directlyIn, type Mapping, membersIn, type Value, visitValues } from '../../jsone/flow-value.js';
import { operatorOf } from '../../jsone/operators.js';
import { isMergeKey } from '../../jsone/shape.js';
import type { DocumentModel } from '../../model/model.js';
import { findEntry, keyText, type MapNode, type Node, resolveAlias, visitNodes } from '../../syntax/node.js';

/** How the mappings with identifiers in a document are used. */
export interface Uses {
  /** The possible tasks, each as the mappings with identifiers that it is merged from. */
  readonly tasks: readonly Mapping[];
  /** The mappings whose identifiers an expression reads. */
  readonly read: ReadonlySet<MapNode>;
  /** The mappings that become something other than a task, e.g. part of a payload. */
  readonly data: ReadonlySet<MapNode>;
}

/** The migration and each proof of it ask for the uses of the same model. */
const known = new WeakMap<DocumentModel, { readonly uses: Uses | undefined }>();

/** Undefined if the document is too complex to tell. */
export function usesOf(model: DocumentModel): Uses | undefined {
  const before = known.get(model);
  if (before) return before.uses;
  const uses = findUses(model);
  known.set(model, { uses });
  return uses;
}

function findUses(model: DocumentModel): Uses | undefined {
  const { roots, text } = model.tree;
  // Most documents have no anchor, or no alias.
  const mayRefer = text.includes('&') && text.includes('*');
  if (mayRefer && roots.some((root) => refersToItself(root, new Set()))) return undefined;
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
 * Whether an alias is inside the node it refers to. js-yaml then uses as much of that node as it has read so far, which depends
 * on the order of the keys. `open`: the anchors of the ancestors of `node`.
 */
function refersToItself(node: Node, open: Set<string>): boolean {
  if (node.kind === 'alias') return open.has(node.name);
  if (node.kind === 'scalar') return false;
  const { anchor } = node;
  // The same name may be reused inside, where it then means the inner node.
  const opens = anchor !== undefined && !open.has(anchor);
  if (opens) open.add(anchor);
  const inner = node.kind === 'seq' ? node.items : node.entries.flatMap(({ key, value }) => [key, value]);
  const found = inner.some((one) => refersToItself(one, open));
  if (opens) open.delete(anchor);
  return found;
}

/** Whether mappings may be merged, bound to variables or used twice. If not, each one is used unchanged or not at all. */
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

/** These only accept texts. Without a template variable, they cannot access any of its mappings. */
const WITHOUT_MAPPINGS: ReadonlySet<string> = new Set(['$eval', '$fromNow']);

function sizeOf(roots: readonly Node[]): number {
  let size = 0;
  for (const root of roots) visitNodes(root, () => size++);
  return size;
}

/** The mappings with identifiers that a variant of a task is made from. */
export function holdersOf(parts: readonly MapNode[]): MapNode[] {
  return parts.filter((part) => IDENTIFIERS.some((key) => findEntry(part, key)));
}

/** Distinguishes mappings by what they are merged from. */
function createIdentity(): (parts: readonly MapNode[]) => string {
  const ids = new Map<MapNode, number>();
  return (parts) => parts.map((part) => ids.get(part) ?? ids.set(part, ids.size).size - 1).join();
}

function distinct(tasks: readonly Mapping[]): Mapping[] {
  const identity = createIdentity();
  return [...new Map(tasks.map((task) => [`${identity(task.parts)} ${task.open}`, task])).values()];
}

/** Analyses the result of a document. */
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

  /** A task, or a list of tasks. Everything inside a task is data. */
  const addTasks = (value: Value): void => {
    if (!isNew(value)) return;
    for (const { items } of value.lists) items.forEach(addTasks);
    tasks.push(...value.mappings);
    // mozilla-taskcluster, the predecessor of the GitHub service, had tasks under this key, next to their ids.
    const wrapped = value.mappings.every(({ parts }) => parts.length === 0) ? value.members.get('task') : undefined;
    for (const member of membersIn(value)) if (member !== wrapped) addData(member);
    if (wrapped) addTasks(wrapped);
  };

  /** For any kind of document: its tasks are those that the model found, and everything else with identifiers is data. */
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
    const ofTasks = new Set(forms.map(({ shape }) => identity(holdersOf(shape.parts))));
    for (const root of tree.roots)
      addAnything(flow.follow(root, 'template'), ({ parts }) => ofTasks.has(identity(parts)));
  }
  return { tasks, data };
}
