import { lazy } from '../base/lazy.js';
import type { Config } from '../config/config.js';
import { SENT_TASK } from '../schema/schema-map.js';
import { validate } from '../schema/validate.js';
import { isErrorInPart, isWrongInPart } from '../services/queue/check-task.js';
import { createTaskErrors } from '../services/queue/create-task.js';
import { mayBeUnstorable, unstorable } from '../services/queue/unstorable.js';
import { completePart, taskAsSent } from '../services/sent-task.js';
import type { Foresight, PlainTask } from './rule.js';

/** Puts together what rules want to know of a plain task. What costs something is worked out when the first rule asks. */
export function plainTask(task: Omit<PlainTask, 'isAccepted'>, limits: Pick<Config, 'maxTaskDeadlineDays'>): PlainTask {
  return { ...task, isAccepted: lazy(() => isAccepted(task, limits)) };
}

function isAccepted(
  { kind, role, value, text }: Omit<PlainTask, 'isAccepted'>,
  limits: Pick<Config, 'maxTaskDeadlineDays'>,
): boolean {
  const isPart = role === 'likely';
  const task = isPart ? completePart(value) : taskAsSent(kind, value);
  return (
    !validate(SENT_TASK, task).some((violation) => !isPart || isWrongInPart(violation)) &&
    !createTaskErrors(kind, value, task, limits).some((error) => !isPart || isErrorInPart(error)) &&
    !(mayBeUnstorable(text) && unstorable(task).length > 0)
  );
}

/** Of a rule about templates, hooks or pools, or about what cannot be read: it has nothing to say of plain tasks. */
export const ALWAYS_SILENT = (): Foresight => 'silent';

/** Of a rule that is silent on some plain tasks, and is to be asked of the others. */
export const silentIf =
  (isSilent: (task: PlainTask) => boolean) =>
  (task: PlainTask): Foresight =>
    isSilent(task) ? 'silent' : 'ask';

/** Of a rule that reports what the queue refuses, or takes in vain. */
export const SILENT_IF_ACCEPTED = silentIf((task) => task.isAccepted());
