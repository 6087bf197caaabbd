import type { Pool } from '../../deployment/knowledge.js';
import { STANDSTILLS, type Standstill, standstillOf } from '../../deployment/lifecycle.js';
import { standstillWords } from '../../deployment/text.js';
import type { LiveRule } from '../live-rule.js';
import { deploymentName, placeOf, poolsThat, poolWords } from '../live-support.js';

export const workerPoolWithoutCapacity: LiveRule = {
  id: 'worker-pool-without-capacity',
  summary: 'A task for a worker pool that may not have any workers.',
  severity: 'warning',
  *check(reference, knowledge) {
    for (const standstill of STANDSTILLS) {
      const pools = poolsThat(reference, knowledge, (pool) => standstillOf(pool) === standstill);
      if (pools.length === 0) continue;
      const message = `On ${deploymentName(knowledge)} the ${says(pools, standstill)} ${advice(standstill)}`;
      yield { ...placeOf(reference), message };
    }
  },
};

function says(pools: readonly Pool[], standstill: Standstill): string {
  const names = poolWords(pools.map((pool) => pool.workerPoolId));
  const [have, they] = pools.length === 1 ? ['has', 'it starts'] : ['have', 'they start'];
  const running = pools.reduce((sum, { capacity }) => sum + (capacity?.running ?? 0), 0);
  const rest = running > 0 ? `; only the workers still running (${running}) can take tasks` : '';
  return `${names} ${have} ${standstillWords(standstill)}: ${they} no workers${rest}.`;
}

function advice(standstill: Standstill): string {
  const wish = standstill === 'max-capacity' ? 'ask for a higher maxCapacity' : 'tell the owner';
  return `Choose another pool, or ${wish}.`;
}
