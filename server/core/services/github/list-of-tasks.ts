import type { Span } from '../../base/text.js';
import { nodesOf, type Value } from '../../jsone/engine/index.js';
import { type Entry, keyText, type Node, resolveAlias } from '../../syntax/node.js';
import type { Mistake } from './mistake.js';
import { headOf, isEmptyBranch, keySpan, parentsOf, tasksEntry } from './task-location.js';

/** The mistake of a template whose `tasks` does not become a list. */
export function notAList(
  root: Node,
  list: Value | undefined,
  parents: ReadonlyMap<Node, Entry> = parentsOf(root),
): Mistake {
  const tasks = tasksEntry(root);
  const at =
    tasks && list?.kind === 'object' && list.fields.size > 0 ? whereToList(tasks.value, list) : placeOf(list, parents);
  const span = at?.span ?? keySpan(tasks);
  const advice = at?.otherwise
    ? `Leave "${at.otherwise}" out, or write "${at.otherwise}: []".`
    : list?.kind === 'object'
      ? 'Begin each task with "-".'
      : 'Write [] if there are none.';
  const message = `tasks must become a list, but here it becomes ${inWords(list)}. ${advice}`;
  return { rule: 'template', span, message };
}

/**
 * Where a "-" turns a mapping into a list: as far outside as possible, but within a branch if another branch is already a
 * list.
 */
function whereToList(root: Node, value: Value): At | undefined {
  const target = nodesOf(value.origin).at(-1);
  if (!target) return undefined;
  let at = resolveAlias(root) ?? target;
  while (at !== target && hasListBeside(at)) {
    const inner: Node | undefined = partsOf(at).find((part) => part.start <= target.start && target.end <= part.end);
    if (!inner) return { span: headOf(target) };
    at = inner;
  }
  return { span: headOf(at) };
}

/** The possible results of a node with branches. */
function partsOf(node: Node): readonly Node[] {
  if (node.kind !== 'map') return [];
  return node.entries.flatMap(({ key, value }) => {
    const inner = key.kind === 'scalar' && /^\$(?:switch|match)$/.test(key.text) ? resolveAlias(value) : undefined;
    return inner?.kind === 'map' ? inner.entries.map((entry) => entry.value) : [value];
  });
}

const BRANCHES = /^(?:then|else|\$default)$/;

function hasListBeside(node: Node): boolean {
  const map = node.kind === 'map' ? node : undefined;
  const cases = map?.entries.find((entry) => /^\$(?:switch|match)$/.test(keyText(entry) ?? ''));
  const inner = cases && resolveAlias(cases.value);
  const branches = [
    ...(map?.entries.filter((entry) => BRANCHES.test(keyText(entry) ?? '')) ?? []),
    ...(inner?.kind === 'map' ? inner.entries : []),
  ];
  return branches.some(({ value }) => resolveAlias(value)?.kind === 'seq');
}

/** An item in the list of tasks that is not a task at all. Mappings are checked as tasks. */
export function noTask(task: Value, parents: ReadonlyMap<Node, Entry>): Mistake[] {
  const isEmpty = task.kind === 'object' && task.fields.size === 0;
  if (task.kind === 'object' && !isEmpty) return [];
  if (task.kind === 'unknown' || task.kind === 'choice') return [];
  const at = placeOf(task, parents);
  if (!at || (isEmpty && !isEmptyBranch(task, parents))) return [];
  const advice = at.otherwise
    ? `Leave "${at.otherwise}" out: then there is no task.`
    : 'Every item of the list must become a task.';
  return [{ rule: 'template', span: at.span, message: `This puts ${inWords(task)} into the list of tasks. ${advice}` }];
}

interface At {
  readonly span: Span;
  /** The key whose value it is, if that is what holds otherwise: it can be left out. */
  readonly otherwise?: string;
}

/** Where a value comes from in the template: the innermost node. */
function placeOf(value: Value | undefined, parents: ReadonlyMap<Node, Entry>): At | undefined {
  const nodes = value ? nodesOf(value.origin) : [];
  for (const node of nodes.toReversed()) {
    const entry = parents.get(node);
    const key = entry && keyText(entry);
    if (key === 'else' || key === '$default') return { span: keySpan(entry), otherwise: key };
  }
  const node = nodes.at(-1);
  return node && { span: headOf(node) };
}

function inWords(value: Value | undefined): string {
  switch (value?.kind) {
    case 'array':
      return value.items.length === 0 ? 'an empty list' : 'a list';
    case 'object':
      return value.fields.size === 0 ? 'an empty mapping' : 'a mapping';
    case 'string':
      return 'a string';
    case 'number':
      return 'a number';
    case 'boolean':
      return 'a boolean';
    case 'null':
      return 'null';
    default:
      return 'something else';
  }
}
