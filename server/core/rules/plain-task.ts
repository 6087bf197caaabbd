import { lazy } from '../base/lazy.js';
import type { Config } from '../config/config.js';
import { isAccepted, isPayloadAccepted } from '../services/queue/is-accepted.js';
import type { Foresight, PlainTask } from './rule.js';

/** Collects what rules need to know about a plain task. Expensive parts are computed when the first rule needs them. */
export function plainTask(task: Omit<PlainTask, 'isAccepted' | 'isPayloadAccepted'>, config: Config): PlainTask {
  return {
    ...task,
    isAccepted: lazy(() => isAccepted(task, config)),
    isPayloadAccepted: lazy(() => isPayloadAccepted(task)),
  };
}

/** For a rule about templates, hooks, pools or unreadable texts, which reports nothing for plain tasks. */
export const ALWAYS_SILENT = (): Foresight => 'silent';

/** For a rule that reports nothing for some plain tasks, and has to be run on the others. */
export const silentIf =
  (isSilent: (task: PlainTask) => boolean) =>
  (task: PlainTask): Foresight =>
    isSilent(task) ? 'silent' : 'ask';

/** For a rule that reports what the queue rejects, or accepts although it never works. */
export const SILENT_IF_ACCEPTED = silentIf((task) => task.isAccepted());
