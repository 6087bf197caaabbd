import { lazy } from '../base/lazy.js';
import type { Config } from '../config/config.js';
import { isAccepted } from '../services/queue/is-accepted.js';
import type { Foresight, PlainTask } from './rule.js';

/** Puts together what rules want to know of a plain task. What costs something is worked out when the first rule asks. */
export function plainTask(task: Omit<PlainTask, 'isAccepted'>, config: Config): PlainTask {
  return { ...task, isAccepted: lazy(() => isAccepted(task, config)) };
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
