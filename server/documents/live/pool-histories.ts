import type { Known, Pool, QueueCounts } from '../../core/deployment/knowledge.js';
import { NO_HISTORY, type PoolHistory, withSample } from '../../features/pool-page/history.js';

/** What was answered about pools since the server has started: one sample for each answer, within limits. */
export interface PoolHistories {
  /** Keeps the histories of these pools from now on, those that were named last if there are too many. */
  track(workerPoolIds: readonly string[]): void;
  /** Adds what is known now. `read` must not ask anything. */
  note(read: (workerPoolId: string) => { readonly pool: Known<Pool>; readonly queue: Known<QueueCounts> }): void;
  of(workerPoolId: string): PoolHistory;
  /** Forgets everything, because another deployment is asked. */
  clear(): void;
}

/** More than are kept fresh in the background, so that the pool of an open page is not forgotten for them. */
const MOST_POOLS = 200;

/** Creates histories of no pools. */
export function createPoolHistories(): PoolHistories {
  const histories = new Map<string, PoolHistory>();
  return {
    track(ids) {
      for (const id of ids) {
        const history = histories.get(id) ?? NO_HISTORY;
        histories.delete(id);
        histories.set(id, history);
      }
      for (const id of [...histories.keys()].slice(0, -MOST_POOLS)) histories.delete(id);
    },
    note(read) {
      for (const [id, { capacity, tasks }] of histories) {
        const { pool, queue } = read(id);
        const now = pool.state === 'known' && pool.value.capacity;
        histories.set(id, {
          capacity: now ? withSample(capacity, { ...now, at: pool.at }) : capacity,
          tasks: queue.state === 'known' ? withSample(tasks, { ...queue.value, at: queue.at }) : tasks,
        });
      }
    },
    of: (id) => histories.get(id) ?? NO_HISTORY,
    clear: () => histories.clear(),
  };
}
