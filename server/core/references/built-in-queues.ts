/**
 * Queues that Taskcluster itself processes, and the one that taskgraph gives to tasks which it never sends
 * (util/workertypes.py). They have no pool in worker-manager and need none.
 */
const POOLLESS: readonly string[] = ['built-in/succeed', 'built-in/fail', 'invalid/always-optimized'];

/** Whether the queue never has a worker pool. */
export function isPoolless(taskQueueId: string): boolean {
  return POOLLESS.includes(taskQueueId);
}
