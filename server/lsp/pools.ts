import type { Knowledge } from '../core/live/knowledge.js';
import { isBeingDeleted } from '../core/live/lifecycle.js';
import { capacityWords, poolUrl, reregistrationNotes, reregistrationWords, whyWords } from '../core/live/words.js';
import type { PoolRow } from './protocol.js';

/** A pool as a row of a list. */
export function poolRow(workerPoolId: string, knowledge: Knowledge): PoolRow {
  const pool = knowledge.pool(workerPoolId);
  const { rootUrl } = knowledge;
  const url = rootUrl === undefined ? undefined : poolUrl(rootUrl, workerPoolId);
  const row = { workerPoolId, state: pool.state, url, warning: undefined, details: [] };
  if (pool.state === 'unknown') return { ...row, url, description: whyWords(pool.why) };
  if (pool.state === 'absent')
    return { ...row, url: undefined, description: 'does not exist', warning: 'There is no worker pool of this name.' };
  const counts = knowledge.queue(workerPoolId);
  const { value } = pool;
  const reregistration = reregistrationWords(value);
  return {
    ...row,
    description: capacityWords(value, counts.state === 'known' ? counts.value : undefined),
    details: [
      value.description,
      `Provider: ${value.providerId}`,
      `Owner: ${value.owner}`,
      `Workers: ${reregistration.text}`,
      ...reregistrationNotes(value),
    ].filter((line) => line !== ''),
    warning: warningOf(value),
  };
}

function warningOf(
  pool: Parameters<typeof isBeingDeleted>[0] & { readonly maxCapacity: number | undefined },
): string | undefined {
  if (isBeingDeleted(pool)) return 'This pool is being deleted.';
  return pool.maxCapacity === 0 ? 'This pool can never run a task: its maxCapacity is 0.' : undefined;
}
