import type { Capacity, QueueCounts } from '../../core/deployment/knowledge.js';

/** What one answer said. `at`: milliseconds since 1970. */
export type Sample<T> = T & { readonly at: number };

/** What was answered about a pool since the editor was opened, the oldest first. */
export interface PoolHistory {
  readonly capacity: readonly Sample<Capacity>[];
  readonly tasks: readonly Sample<QueueCounts>[];
}

export const NO_HISTORY: PoolHistory = { capacity: [], tasks: [] };

/** At one answer a minute, four hours. */
const MOST_SAMPLES = 240;

/** The samples with a further one. Without a change if it is not newer than all of them. */
export function withSample<T>(samples: readonly Sample<T>[], sample: Sample<T>): readonly Sample<T>[] {
  const last = samples.at(-1);
  return last && last.at >= sample.at ? samples : [...samples.slice(1 - MOST_SAMPLES), sample];
}
