import type { Mapping } from '../../base/mapping.js';
import { isKnownMapping, isUnknown } from '../../jsone/static-value.js';
import type { Known } from './known.js';
import type { PayloadError } from './payload-error.js';

/**
 * Tasks whose artifacts the payload uses although they are not dependencies, which the worker rejects
 * (workers/generic-worker/mounts.go; d2g turns a `task-image` into a mount). An artifact from the index needs no dependency.
 */
export function dependencyErrors(task: Mapping, payload: Mapping, { isOpen }: Known): PayloadError[] {
  const { dependencies = isOpen(task) ? undefined : [] } = task;
  if (!Array.isArray(dependencies) || dependencies.some(isUnknown)) return [];
  const all = [...imageTask(payload), ...mountedTasks(payload)];
  return all
    .filter(({ taskId }) => !dependencies.includes(taskId))
    .map(({ taskId, path, what }) => ({
      path,
      message: `${what} comes from task ${taskId}, which must be one of this task's dependencies.`,
      lacks: { list: 'dependencies', item: taskId },
    }));
}

interface Source extends Pick<PayloadError, 'path'> {
  readonly taskId: string;
  readonly what: string;
}

/** The schema reports anything else, which is not a task id. */
const TASK_ID = /^[\w-]{22}$/;

function imageTask({ image }: Mapping): Source[] {
  if (!isKnownMapping(image) || image.type !== 'task-image' || typeof image.taskId !== 'string') return [];
  return TASK_ID.test(image.taskId)
    ? [{ taskId: image.taskId, path: ['payload', 'image', 'taskId'], what: 'The image' }]
    : [];
}

function mountedTasks({ image, mounts }: Mapping): Source[] {
  if (image !== undefined || !Array.isArray(mounts)) return [];
  return mounts.flatMap((mount: unknown, i): Source[] => {
    const content = isKnownMapping(mount) ? mount.content : undefined;
    const taskId = isKnownMapping(content) ? content.taskId : undefined;
    return typeof taskId === 'string' && TASK_ID.test(taskId)
      ? [{ taskId, path: ['payload', 'mounts', i, 'content', 'taskId'], what: 'The content of this mount' }]
      : [];
  });
}
