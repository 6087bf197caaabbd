/**
 * Queues that Taskcluster itself works off, and the one that taskgraph gives to tasks which it never sends
 * (util/workertypes.py). worker-manager knows no pool for them, and they need none.
 */
const POOLLESS: readonly string[] = ['built-in/succeed', 'built-in/fail', 'invalid/always-optimized'];

/** Whether the queue has no worker pool by its nature. */
export function isPoolless(taskQueueId: string): boolean {
  return POOLLESS.includes(taskQueueId);
}
