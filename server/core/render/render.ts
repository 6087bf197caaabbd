import jsone from 'json-e';
import type { Event } from './events.js';
import { TICK } from './template.js';

/** What a template yields for an event: its tasks, or why it yields none. */
export type Rendering = { readonly tasks: readonly unknown[] } | { readonly error: string };

/** The error of a rendering that was stopped. */
export const TOO_MANY_STEPS = 'the template takes too many steps';

/** What an engine says when a text, a list or the stack has become too large. */
const EXPLODES = /too many steps|invalid (?:string|array) length|call stack|out of memory/i;

/** The error of a template whose `tasks` is rendered to something else than a list. */
export const NO_LIST = 'tasks does not become a list';

/** How many steps of `$map`, `$reduce` and the like one rendering may take, and how long a `range()` may be. */
const MAX_TICKS = 4_000;

/** How many values weigh as much as a step. */
const WEIGHT_OF_TICK = 20;

const ROOT_URL = 'https://tc.example.com';
/**
 * The time at which everything is rendered: fixed, so that equal templates give equal results, and so far ahead that a
 * time which is counted from it is told from one that is written out (`isCounted`).
 */
export const NOW = '3024-05-06T07:08:10.000Z';

/** Whether a time (in milliseconds) is counted from `NOW`. How it lies to a written-out one, only the real clock tells. */
export function isCounted(time: number): boolean {
  return time > Date.UTC(2900, 0);
}

/**
 * Renders `.taskcluster.yml` of version 1 as the GitHub service does: everything but `version` and `hooks` goes through
 * JSON-e. The clock and the task ids are fixed, so equal templates give equal results. Never throws.
 */
export function renderTasks(template: unknown, { tasksFor, event }: Event): Rendering {
  if (typeof template !== 'object' || template === null) return { error: 'the file is not a mapping' };
  const { version: _version, hooks: _hooks, ...body } = template as Record<string, unknown>;
  try {
    const rendered: unknown = jsone(body, context(tasksFor, event));
    const tasks = (rendered as { tasks?: unknown } | null)?.tasks ?? [];
    return Array.isArray(tasks) ? { tasks } : { error: NO_LIST };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { error: EXPLODES.test(message) ? TOO_MANY_STEPS : message };
  }
}

function context(tasksFor: string, event: Event['event']): Record<string, unknown> {
  const slugids = new Map<string, string>();
  return {
    tasks_for: tasksFor,
    event,
    taskcluster_root_url: ROOT_URL,
    now: NOW,
    as_slugid: (label: string): string => {
      const slugid = slugids.get(label) ?? `AAAAAAAAQAC${String(slugids.size).padStart(10, 'A')}A`;
      slugids.set(label, slugid);
      return slugid;
    },
    range: (start: number, end: number, step = 1): number[] => {
      const length = Math.ceil((end - start) / step);
      if (!Number.isFinite(length) || length > MAX_TICKS) throw new Error(TOO_MANY_STEPS);
      return Array.from({ length: Math.max(0, length) }, (_, i) => start + i * step);
    },
    [TICK]: counter(),
  };
}

/** Counts its calls, and the size of the variables that it is given the names of; throws when it becomes too much. */
function counter(): unknown {
  let ticks = 0;
  const tick = (scope: Record<string, unknown>, ...names: string[]): null => {
    ticks +=
      1 +
      weigh(
        names.map((name) => scope[name]),
        MAX_TICKS - ticks,
      ) /
        WEIGHT_OF_TICK;
    if (ticks > MAX_TICKS) throw new Error(TOO_MANY_STEPS);
    return null;
  };
  // json-e hands its builtins the context as their first argument.
  return Object.assign(tick, { jsone_builtin: true });
}

/** How many values something holds, long strings counting for several; counted up to the weight of `most` ticks. */
function weigh(value: unknown, most: number): number {
  let weight = 0;
  const stack = [value];
  while (stack.length > 0 && weight / WEIGHT_OF_TICK <= most) {
    const next = stack.pop();
    weight += typeof next === 'string' ? next.length / 10 : 1;
    if (typeof next === 'object' && next !== null) for (const inner of Object.values(next)) stack.push(inner);
  }
  return weight;
}
