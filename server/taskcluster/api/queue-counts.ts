import type { QueueCounts } from '../../core/deployment/knowledge.js';
import { grants } from '../../core/identifiers/grants.js';
import type { Answer, ApiError } from '../http/answer.js';

/** The questions that may say how many tasks a queue has. */
export interface CountQuestions {
  /** queue.taskQueueCounts: pending and claimed tasks. */
  full(): Promise<Answer<QueueCounts>>;
  /** queue.pendingTasks: older, pending tasks only; may be allowed even if the first is forbidden. */
  lesser(): Promise<Answer<QueueCounts>>;
  /** auth.currentScopes: the scopes of the client that asks. */
  scopes(): Promise<Answer<readonly string[]>>;
}

/** How long to remember that counts are forbidden, in milliseconds. An administrator may allow them later. */
const MEMORY = 60_000;

/**
 * Chooses between the two questions for each queue. On community-tc only signed-in users may see claimed tasks. If the first
 * question is forbidden and the second is not, that is remembered, unless the first has worked for some queue, because then it
 * depends on the queue. If both are forbidden, the scopes say for which queues, and those are not asked about again. If the
 * scopes cannot be read, no queue is allowed, unless some queue could be counted.
 */
export function countsMethod(
  now: () => number,
): (taskQueueId: string, ask: CountQuestions) => Promise<Answer<QueueCounts>> {
  let works: 'full' | 'lesser' | undefined;
  let refusal: { readonly error: ApiError; readonly scopes: readonly string[]; readonly until: number } | undefined;

  return async (id, { full, lesser, scopes }) => {
    const refused = refusal && now() < refusal.until ? refusal : undefined;
    if (refused && !grants(refused.scopes, `queue:pending-count:${id}`)) return { ok: false, error: refused.error };
    if (works !== 'lesser' && (!refused || grants(refused.scopes, `queue:claimed-count:${id}`))) {
      const answer = await full();
      if (answer.ok) works = 'full';
      if (answer.ok || answer.error.kind !== 'forbidden') return answer;
    }
    const answer = await lesser();
    if (answer.ok) works ??= 'lesser';
    else if (answer.error.kind === 'forbidden' && !refused) {
      const held = await scopes();
      if (held.ok || works === undefined)
        refusal = { error: answer.error, scopes: held.ok ? held.value : [], until: now() + MEMORY };
    }
    return answer;
  };
}
