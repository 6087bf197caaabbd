import jsone from 'json-e';
import type { Event } from './events.js';
import { TICK } from './template.js';

/** What a template yields for an event: its tasks, or why it yields none. */
export type Rendering = { readonly tasks: readonly unknown[] } | { readonly error: string };

/** How many steps of `$map`, `$reduce` and the like one rendering may take, and how long a `range()` may be. */
const MAX_TICKS = 20_000;

const ROOT_URL = 'https://tc.example.com';
const NOW = '2024-05-06T07:08:10.000Z';

/**
 * Renders `.taskcluster.yml` of version 1 as the GitHub service does: everything but `version` and `hooks` goes through
 * JSON-e. The clock and the task ids are fixed, so equal templates give equal results. Never throws.
 */
export function renderTasks(template: unknown, { tasksFor, event }: Event): Rendering {
  if (typeof template !== 'object' || template === null) return { error: 'the file is no mapping' };
  const { version: _version, hooks: _hooks, ...body } = template as Record<string, unknown>;
  try {
    const rendered: unknown = jsone(body, context(tasksFor, event));
    const tasks = (rendered as { tasks?: unknown } | null)?.tasks ?? [];
    return Array.isArray(tasks) ? { tasks } : { error: 'tasks does not become a list' };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

function context(tasksFor: string, event: Event['event']): Record<string, unknown> {
  let ticks = 0;
  const slugids = new Map<string, string>();
  return {
    tasks_for: tasksFor,
    event,
    taskcluster_root_url: ROOT_URL,
    now: NOW,
    as_slugid: (label: string): string => {
      const slugid =
        slugids.get(label) ?? `AAAAAAAA${'QAAAAAAAAAAAA'.slice(0, 10)}${String(slugids.size).padStart(3, '0')}A`;
      slugids.set(label, slugid);
      return slugid;
    },
    range: (start: number, end: number, step = 1): number[] => {
      const length = Math.ceil((end - start) / step);
      if (!Number.isFinite(length) || length > MAX_TICKS) throw new Error('range() is too long');
      return Array.from({ length: Math.max(0, length) }, (_, i) => start + i * step);
    },
    [TICK]: (): number => {
      if (++ticks > MAX_TICKS) throw new Error('the template takes too many steps');
      return ticks;
    },
  };
}
