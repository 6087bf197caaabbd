import jsone from 'json-e';
import { NOW } from '../../jsone/fixed-clock.js';
import {
  type Budget,
  budgetForAllEvents,
  countingFunctions,
  TOO_MANY_STEPS,
  weighed,
} from '../../jsone/step-budget.js';
import type { Event } from './events.js';

/** What a template yields for an event: its tasks, or why it yields none. */
export type Rendering = { readonly tasks: readonly unknown[] } | { readonly error: string };

/** What an engine says when a text, a list or the stack has become too large. */
const EXPLODES = /too many steps|invalid (?:string|array) length|call stack|out of memory/i;

/** The error of a template whose `tasks` is rendered to something else than a list. */
export const NO_LIST = 'tasks does not become a list';

const ROOT_URL = 'https://tc.example.com';
/**
 * Renders `.taskcluster.yml` of version 1 as the GitHub service does: everything but `version` and `hooks` goes through
 * JSON-e. The clock and the task ids are fixed, so equal templates give equal results. Never throws. `budget`: what this
 * and other renderings may take together.
 */
export function renderTasks(template: unknown, event: Event, budget = budgetForAllEvents()): Rendering {
  if (typeof template !== 'object' || template === null) return { error: 'the file is not a mapping' };
  const { version: _version, hooks: _hooks, ...body } = template as Record<string, unknown>;
  try {
    const rendered: unknown = jsone(weighed(body) as object, context(event, budget));
    const tasks = (rendered as { tasks?: unknown } | null)?.tasks ?? [];
    return Array.isArray(tasks) ? { tasks } : { error: NO_LIST };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { error: EXPLODES.test(message) ? TOO_MANY_STEPS : message };
  }
}

function context({ tasksFor, event, variables }: Event, budget: Budget): Record<string, unknown> {
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
    ...variables,
    ...countingFunctions(budget),
  };
}
