import { lazy } from '../../base/lazy.js';
import { setOwn } from '../../base/set-own.js';
import type { Steps } from '../../base/steps.js';
import type { Located } from '../../jsone/located-value.js';
import { type OperandPlace, operandsOf, operatorOf } from '../../jsone/operators.js';
import { budgetForAllEvents, TOO_MANY_STEPS } from '../../jsone/step-budget.js';
import { markKey, toTemplate } from '../../jsone/to-template.js';
import { keyText, type MapNode, type Node, resolveAlias, visitNodes } from '../../syntax/node.js';
import { type Event, GITHUB_EVENTS } from './events.js';
import { renderTasks } from './render.js';
import { placeOfTask } from './task-location.js';

/** The tasks that `.taskcluster.yml` yields for one event, each with the places in the source that it comes from. */
export interface TracedRendering {
  readonly event: Event;
  /** Undefined if the template cannot be rendered for this event. */
  readonly tasks: readonly Located[] | undefined;
  /** Why not. */
  readonly error?: string;
  /** The tasks as they come out of the untouched template, with places only if tracing changed nothing. */
  verified(): readonly Located[];
}

/** The most values that the tasks of one event may hold. */
const MAX_VALUES = 100_000;

/**
 * Renders `.taskcluster.yml` of version 1 for every event of GitHub. So that a value leads back to its source, each
 * ordinary mapping gets a key of its own before rendering; the keys come through `$map`, `$merge` and the rest, and are
 * taken out again. A template can notice them (it may look at the keys of a mapping), so whoever is about to complain
 * of a task asks for the verified ones. An event is a step.
 */
export function* traceTasks(root: Node): Steps<TracedRendering[]> {
  const { marks, maps } = markableMaps(root);
  const plain = toTemplate(root, { ticks: true });
  const marked = toTemplate(root, { ticks: true, markOf: (map) => marks.get(map) });
  const budget = budgetForAllEvents();
  let isTooLarge = plain === undefined || marked === undefined;
  const trace = (event: Event): TracedRendering => {
    // What is too much for one event mostly is for all, and finding that out takes long.
    if (isTooLarge) return tooLarge(event);
    const traced = renderTasks(marked, event, budget);
    const tasks = 'tasks' in traced ? tasksOf(traced.tasks, maps, root) : undefined;
    isTooLarge = 'tasks' in traced ? tasks === undefined : traced.error === TOO_MANY_STEPS;
    if (isTooLarge) return tooLarge(event);
    const untouched = lazy(() => renderTasks(plain, event));
    const verified = (): readonly Located[] => {
      const wanted = untouched();
      if ('error' in wanted) return [];
      const same = tasks && JSON.stringify(tasks.map(({ value }) => value)) === JSON.stringify(wanted.tasks);
      if (same) return tasks;
      const { length } = wanted.tasks;
      return wanted.tasks.map((value, i) => ({ value, sources: new Map(), place: placeOfTask(root, i, length) }));
    };
    if (tasks) return { event, tasks, verified };
    const wanted = untouched();
    return 'error' in wanted
      ? { event, tasks: undefined, error: wanted.error, verified }
      : { event, tasks: verified(), verified };
  };
  const traced: TracedRendering[] = [];
  for (const event of GITHUB_EVENTS) {
    traced.push(trace(event));
    yield;
  }
  return traced;
}

function tooLarge(event: Event): TracedRendering {
  return { event, tasks: undefined, error: TOO_MANY_STEPS, verified: () => [] };
}

/** Mappings that only their operator reads: another key would be another variable, or another condition. */
const TABLES: ReadonlySet<OperandPlace> = new Set<OperandPlace>(['bindings', 'cases', 'item-cases']);

/** The mappings that can be given a key: those that are no operator and none of an operator's own tables. */
function markableMaps(root: Node): { marks: Map<MapNode, string>; maps: MapNode[] } {
  const tables = new Set<Node | undefined>();
  const maps: MapNode[] = [];
  visitNodes(root, (node) => {
    const found = node.kind === 'map' ? operatorOf(node) : undefined;
    if (!found) return;
    const table = resolveAlias(found.entry.value);
    if (found.operator === '$map' || TABLES.has(operandsOf(found.operator).own)) tables.add(table);
    if (found.operator === '$json') visitNodes(found.entry.value, (inner) => tables.add(inner));
  });
  visitNodes(root, (node) => {
    if (
      node.kind === 'map' &&
      node.entries.length > 0 && // An empty mapping is false to JSON-e, and would no longer be.
      !operatorOf(node) &&
      !tables.has(node) &&
      node.entries.every((e) => keyText(e) !== undefined)
    )
      maps.push(node);
  });
  return { marks: new Map(maps.map((map, i) => [map, markKey(i)])), maps };
}

function tasksOf(tasks: readonly unknown[], maps: readonly MapNode[], root: Node): Located[] | undefined {
  const budget = { values: MAX_VALUES };
  const located = tasks.map((task, i) => {
    const sources = new Map<object, readonly MapNode[]>();
    const value = unmark(task, maps, sources, budget);
    const place =
      (typeof value === 'object' && value !== null && sources.get(value)?.at(-1)) || placeOfTask(root, i, tasks.length);
    return { value, sources, place };
  });
  return budget.values > 0 ? located : undefined;
}

const MARK = /^__mark(\d+)$/;

/** A copy without the marks, which are noted in `sources`: in the order in which the mappings were merged. */
function unmark(
  value: unknown,
  maps: readonly MapNode[],
  sources: Map<object, readonly MapNode[]>,
  budget: { values: number },
): unknown {
  if (typeof value !== 'object' || value === null || --budget.values <= 0) return value;
  if (Array.isArray(value)) return value.map((item) => unmark(item, maps, sources, budget));
  const out: Record<string, unknown> = {};
  const from: MapNode[] = [];
  for (const [key, inner] of Object.entries(value)) {
    const map = maps[Number(MARK.exec(key)?.[1] ?? -1)];
    if (map) from.push(map);
    else setOwn(out, key, unmark(inner, maps, sources, budget));
  }
  sources.set(out, from);
  return out;
}
