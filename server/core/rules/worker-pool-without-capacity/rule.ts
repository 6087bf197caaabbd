import type { Pool } from '../../live/knowledge.js';
import { isBeingDeleted } from '../../live/lifecycle.js';
import { deploymentName, placeOf, poolsThat, poolWords } from '../../live/verdict.js';
import type { LiveRule } from '../live.js';

export const workerPoolWithoutCapacity: LiveRule = {
  id: 'worker-pool-without-capacity',
  summary: 'A task for a worker pool that may not have any workers.',
  severity: 'warning',
  *check(reference, knowledge) {
    const pools = poolsThat(reference, knowledge, isWithoutCapacity);
    if (pools.length === 0) return;
    const names = poolWords(pools.map((pool) => pool.workerPoolId));
    const [have, they] = pools.length === 1 ? ['has', 'it starts'] : ['have', 'they start'];
    const running = pools.reduce((sum, { capacity }) => sum + (capacity?.running ?? 0), 0);
    const rest = running > 0 ? `; only what still runs (${running}) can take tasks` : '';
    yield {
      ...placeOf(reference),
      message: `On ${deploymentName(knowledge)} the ${names} ${have} a maxCapacity of 0: ${they} no workers${rest}. Choose another pool, or ask for a higher maxCapacity.`,
    };
  },
};

/** Static pools have no limit. */
function isWithoutCapacity(pool: Pool): boolean {
  return pool.maxCapacity === 0 && !isBeingDeleted(pool);
}
