import type { DocumentKind } from '../../base/document.js';
import type { Config } from '../../config/config.js';
import { PATTERNS } from '../../identifiers/patterns.js';
import { isUnknown } from '../../jsone/static-value.js';
import { mostRoutes } from '../sent-task.js';
import { comparable, duration, isPast, timeOf } from '../times.js';
import { neverWorks } from './never-works.js';
import type { TaskError } from './task-error.js';

const MINUTE = 60 * 1000;
const DAY = 24 * 60 * MINUTE;
/** How many days ahead a deadline may be by default (MAX_TASK_DEADLINE_DAYS of the queue). */
const USUAL_DEADLINE_DAYS = 5;
/** How far the clocks may differ (queue.createTask). */
const DRIFT = 15 * MINUTE;

/** The user's settings that affect the checks of the queue. */
export type Limits = Pick<Config, 'maxTaskDeadlineDays'>;

/**
 * The checks of queue.createTask that need neither its clock nor its database, on a task as the service sends it, and checks for
 * what it accepts but never works. Unknown values (e.g. a time that is not a text) are skipped.
 */
export function createTaskErrors(
  kind: DocumentKind,
  own: Readonly<Record<string, unknown>>,
  task: Readonly<Record<string, unknown>>,
  limits: Limits,
): TaskError[] {
  return [...timeOrder(own, task, limits), ...scopes(task), ...routes(kind, own), ...neverWorks(kind, own)];
}

function* timeOrder(
  own: Readonly<Record<string, unknown>>,
  task: Readonly<Record<string, unknown>>,
  { maxTaskDeadlineDays }: Limits,
): Iterable<TaskError> {
  const [created, deadline] = [timeOf(task.created), timeOf(task.deadline)];
  // An expiry that the service fills in is late enough for every possible deadline.
  const expires = timeOf(own.expires);
  if (comparable(created, deadline) && deadline < created) {
    yield {
      rule: 'time-order',
      path: ['deadline'],
      message: `The deadline is ${duration(created - deadline)} before created. It must not be earlier.`,
    };
  }
  if (isPast(deadline, created)) {
    const message = 'The deadline has already passed when the task is created. It must not be earlier than created.';
    yield { rule: 'time-order', path: ['deadline'], message };
  }
  const most = maxTaskDeadlineDays ?? USUAL_DEADLINE_DAYS;
  if (comparable(created, deadline) && deadline - created > most * DAY + DRIFT) {
    const [ahead, limit] = [duration(deadline - created), duration(most * DAY)];
    const says = `The deadline is ${ahead === limit ? `more than ${ahead}` : ahead} after created.`;
    yield {
      rule: 'time-order',
      path: ['deadline'],
      tooFar: most,
      ...(maxTaskDeadlineDays === undefined
        ? {
            message: `${says} Most deployments allow at most 5 days. If yours allows more, set taskcluster.maxTaskDeadlineDays.`,
            severity: 'warning',
          }
        : { message: `${says} The deployment allows at most ${limit} (taskcluster.maxTaskDeadlineDays).` }),
    };
  }
  if (isPast(expires, deadline)) {
    const message = 'The task has already expired when it is created. expires must not be earlier than deadline.';
    yield { rule: 'time-order', path: ['expires'], message };
  }
  if (comparable(deadline, expires) && expires < deadline) {
    yield {
      rule: 'time-order',
      path: ['expires'],
      message: `The task expires ${duration(deadline - expires)} before its deadline. expires must not be earlier than deadline.`,
    };
  }
}

/**
 * How the three identifiers can be combined: both halves or the whole, and all three only if they agree. A half next to the
 * whole is accepted and overwritten.
 */
export function identifierErrors(task: Readonly<Record<string, unknown>>): TaskError[] {
  const { provisionerId, workerType, taskQueueId } = task;
  // A missing value, or one that is not a string, is reported by the schema, and the queue checks nothing further.
  if ([provisionerId, workerType, taskQueueId].some((id) => id !== undefined && (typeof id !== 'string' || id === '')))
    return [];
  if (provisionerId && workerType && taskQueueId) {
    const pair = `${String(provisionerId)}/${String(workerType)}`;
    if (pair === taskQueueId) return [];
    // The schema reports a value that is not a text, because the queue checks that first.
    if ([provisionerId, workerType, taskQueueId].some((value) => typeof value !== 'string')) return [];
    const message = `taskQueueId is "${String(taskQueueId)}", but provisionerId and workerType make "${pair}". The queue rejects a task whose identifiers disagree.`;
    return [{ rule: 'task-queue-id-mismatch', path: ['taskQueueId'], message }];
  }
  if (taskQueueId || (provisionerId && workerType)) return [];
  if (!provisionerId && !workerType) {
    return [
      {
        rule: 'missing-task-queue',
        path: [],
        message:
          'The task names no queue, so the queue service rejects it. Add taskQueueId: "provisioner/worker-type".',
      },
    ];
  }
  // The format rules report a whole queue id in a half.
  if (PATTERNS.taskQueueId.test(String(provisionerId || workerType))) return [];
  const [has, lacks] = provisionerId ? ['provisionerId', 'workerType'] : ['workerType', 'provisionerId'];
  const message = `The task has a ${has} but no ${lacks}, so the queue rejects it. Add the ${lacks}, or write both as taskQueueId: "provisioner/worker-type".`;
  return [{ rule: 'incomplete-identifiers', path: [has], message }];
}

function* scopes(task: Readonly<Record<string, unknown>>): Iterable<TaskError> {
  const { scopes: list } = task;
  if (!Array.isArray(list)) return;
  for (const [i, scope] of list.entries()) {
    if (typeof scope === 'string' && scope.endsWith('**')) {
      yield {
        rule: 'scope-format',
        path: ['scopes', i],
        message: `The scope "${scope}" ends with more than one "*". A single "*" already matches everything that starts this way.`,
      };
    }
  }
}

function* routes(kind: DocumentKind, own: Readonly<Record<string, unknown>>): Iterable<TaskError> {
  const most = mostRoutes(kind);
  if (most === 64 || !Array.isArray(own.routes)) return;
  // A route that is unknown before rendering may be left out, or may be a duplicate.
  const count = new Set<unknown>(own.routes.filter((route) => !isUnknown(route))).size;
  if (count > most) {
    yield {
      rule: 'routes',
      path: ['routes'],
      message: `The task has ${count} routes. At most ${most} are allowed here: the queue takes 64, and the GitHub service adds one.`,
    };
  }
}
