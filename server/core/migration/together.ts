import { mergeEditGroups } from '../edit.js';
import type { DocumentModel } from '../model/model.js';
import { GITHUB_EVENTS } from '../render/events.js';
import { renderTasks } from '../render/render.js';
import { markKey, toTemplate } from '../render/template.js';
import type { MapNode } from '../syntax/node.js';
import { type Change, canonical, changedTemplate, NOT_SEEN, proveAlone } from './proof.js';

/** What a template yields before any change, for every event. */
interface Before {
  /** The tasks for each event, in canonical form. */
  readonly tasks: readonly string[];
  /** The changes that have mappings in the same task. */
  readonly tangled: readonly ReadonlySet<number>[];
  /** Of each change, whether its mappings were seen in as many tasks as it needs. */
  readonly seen: readonly boolean[];
}

/** Where one try in so many changes fails, it takes longer to look for those at fault than to prove each alone. */
const WORTH = 8;

/**
 * Why each change could not be shown to keep the tasks, or undefined where it could. To render a template for every change
 * anew takes long, so many changes are tried at once, and fewer where that fails. What holds for all of them holds for each
 * alone, as long as no two meet in a task and nothing but the tasks depends on what mappings hold (`Before` makes sure);
 * the others are proved one by one.
 */
export function proveChanges(model: DocumentModel, changes: readonly Change[]): (string | undefined)[] {
  const reasons: (string | undefined)[] = changes.map(() => undefined);
  const alone = (index: number): void => {
    const change = changes[index];
    if (change) reasons[index] = proveAlone(model, change);
  };
  const before = changes.length > 1 ? renderBefore(model, changes) : undefined;
  const indices = changes.map((_, index) => index);
  if (!before) {
    indices.forEach(alone);
    return reasons;
  }
  let patience = changes.length / WORTH;
  const prove = (some: readonly number[]): void => {
    if (some.length < 2 || patience <= 0) some.forEach(alone);
    else if (keepsTasks(model, changes, some, before)) {
      for (const index of some) if (!before.seen[index]) reasons[index] = NOT_SEEN;
    } else {
      patience--;
      const half = some.length >> 1;
      prove(some.slice(0, half));
      prove(some.slice(half));
    }
  };
  const isTangled = (index: number): boolean => before.tangled.some((together) => together.has(index));
  indices.filter(isTangled).forEach(alone);
  prove(indices.filter((index) => !isTangled(index)));
  return reasons;
}

/** Undefined if it cannot be rendered, or if its tasks depend on more than on what goes into them: marks change them. */
function renderBefore({ tree }: DocumentModel, changes: readonly Change[]): Before | undefined {
  const [root] = tree.roots;
  const marks = new Map<MapNode, string>();
  const owners = new Map<string, number>();
  for (const [index, { maps }] of changes.entries()) {
    for (const map of maps) {
      const mark = markKey(owners.size);
      marks.set(map, mark);
      owners.set(mark, index);
    }
  }
  const plain = root && toTemplate(root, { ticks: true });
  const marked = root && toTemplate(root, { ticks: true, markOf: (map) => marks.get(map) });
  if (plain === undefined || marked === undefined) return undefined;
  const tasks: string[] = [];
  const tangled: Set<number>[] = [];
  const seen = new Set<string>();
  for (const event of GITHUB_EVENTS) {
    const inTask = new Map<number, Set<number>>();
    const untouched = canonical(renderTasks(plain, event));
    const traced = canonical(renderTasks(marked, event), (mark, task) => {
      seen.add(mark);
      const owner = owners.get(mark);
      if (owner !== undefined) inTask.set(task, (inTask.get(task) ?? new Set()).add(owner));
    });
    if (traced !== untouched) return undefined;
    tasks.push(untouched);
    tangled.push(...[...inTask.values()].filter(({ size }) => size > 1));
  }
  const isSeen = (map: MapNode): boolean => seen.has(marks.get(map) ?? '');
  return {
    tasks,
    tangled,
    seen: changes.map(({ maps, ofAll }) => (ofAll ? maps.every(isSeen) : maps.some(isSeen))),
  };
}

/** Whether a template yields the same tasks for every event after some of the changes together. */
function keepsTasks(
  model: DocumentModel,
  changes: readonly Change[],
  some: readonly number[],
  before: Before,
): boolean {
  const edits = some.flatMap((index) => changes[index]?.edits ?? []);
  const merged = mergeEditGroups(some.map((index) => changes[index]?.edits ?? []));
  const template = merged.length === edits.length ? changedTemplate(model, merged)?.template : undefined;
  return (
    template !== undefined &&
    GITHUB_EVENTS.every((event, i) => canonical(renderTasks(template, event)) === before.tasks[i])
  );
}
