import type { QueueCounts } from '../../core/deployment/knowledge.js';
import type { Answer, ApiError } from '../http/answer.js';
import { grants } from '../scopes.js';

/** The questions that may tell how many tasks a queue holds. */
export interface CountQuestions {
  /** queue.taskQueueCounts: what waits and what runs. */
  full(): Promise<Answer<QueueCounts>>;
  /** queue.pendingTasks: older, only what waits; it may be allowed where the first is forbidden. */
  lesser(): Promise<Answer<QueueCounts>>;
  /** auth.currentScopes: what whoever asks may do. */
  scopes(): Promise<Answer<readonly string[]>>;
}

/** How long it is remembered that counts are forbidden, in milliseconds: an administrator may allow them. */
const MEMORY = 60_000;

/**
 * Chooses between the two questions for each queue. On community-tc nobody who is not signed in may know what is claimed:
 * where the first is forbidden and the second is not, that is remembered, unless the first has worked for some queue: then
 * it depends on the queue. Where both are forbidden, the scopes say for which queues they are: those are asked about no
 * more. Scopes that cannot be had allow none, unless some queue could be counted.
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
