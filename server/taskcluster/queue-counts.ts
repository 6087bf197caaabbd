import type { QueueCounts } from '../core/live/knowledge.js';
import type { Answer } from './answer.js';

type Ask = () => Promise<Answer<QueueCounts>>;

/**
 * Chooses between two methods for each queue: `full` tells all, `lesser` is an older one that may be allowed where the
 * first is forbidden. On community-tc nobody who is not signed in may know what is claimed. Where the first is forbidden
 * and the second is not, that is remembered, unless the first has worked for some queue: then it depends on the queue.
 */
export function countsMethod(): (full: Ask, lesser: Ask) => Promise<Answer<QueueCounts>> {
  let works: 'full' | 'lesser' | undefined;
  return async (full, lesser) => {
    if (works !== 'lesser') {
      const answer = await full();
      if (answer.ok) works = 'full';
      if (answer.ok || answer.error.kind !== 'forbidden') return answer;
    }
    const answer = await lesser();
    if (answer.ok) works ??= 'lesser';
    return answer;
  };
}
