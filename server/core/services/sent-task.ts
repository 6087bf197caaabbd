import type { DocumentKind } from '../base/document.js';
import { NOW } from '../jsone/fixed-clock.js';

/** A task id, for places where a service fills one in. */
const TASK_ID = 'AAAAAAAAQACAAAAAAAAAAA';
const DAY = 24 * 60 * 60 * 1000;

const later = (milliseconds: number): string => new Date(Date.parse(NOW) + milliseconds).toJSON();

/**
 * The task as the service that reads the file sends it to the queue. The GitHub service adds a group, a scheduler, the time of
 * creation and a route for the status to every task, and removes `taskId`; in version 0 it also adds a deadline (taskcluster
 * services/github). The hooks service fills in the times and the group (services/hooks).
 */
export function taskAsSent(kind: DocumentKind, task: Readonly<Record<string, unknown>>): Record<string, unknown> {
  switch (kind) {
    case 'taskcluster-yml-v1': {
      const { taskId: _taskId, ...rest } = task;
      return withStatusRoute({ taskGroupId: TASK_ID, created: NOW, schedulerId: 'taskcluster-github', ...rest });
    }
    case 'taskcluster-yml-v0': {
      const filled = {
        created: NOW,
        deadline: later(DAY),
        ...task,
        taskGroupId: TASK_ID,
        schedulerId: 'taskcluster-github',
      };
      return withStatusRoute(filled);
    }
    case 'hook':
      return { created: NOW, deadline: later(DAY), expires: later(30 * DAY), taskGroupId: TASK_ID, ...task };
    default:
      return { ...task };
  }
}

/**
 * A task that the reader of the file may add to, as far as it can be checked: `created` is the time at which it is sent,
 * because otherwise the queue rejects it.
 */
export function completePart(task: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { created: NOW, ...task };
}

/** Adds the service's own route, and removes duplicates, which are sent once. */
function withStatusRoute(task: Record<string, unknown>): Record<string, unknown> {
  const routes = task.routes || [];
  return Array.isArray(routes) ? { ...task, routes: [...new Set<unknown>([...routes, 'statuses'])] } : task;
}

/**
 * Whether the reader of such a file sends its content as JSON, which turns an unquoted date into a string. The GitHub service
 * keeps the dates themselves, which no schema accepts.
 */
export function isSentAsJson(kind: DocumentKind): boolean {
  return kind !== 'taskcluster-yml-v0' && kind !== 'taskcluster-yml-v1';
}

/** How many routes a task may have: the queue accepts 64, and the GitHub service adds one. */
export function mostRoutes(kind: DocumentKind): number {
  return kind === 'taskcluster-yml-v0' || kind === 'taskcluster-yml-v1' ? 63 : 64;
}
