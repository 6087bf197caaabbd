import { isBeingDeleted } from '../../deployment/lifecycle.js';
import type { LiveRule } from '../live-rule.js';
import { deploymentName, placeOf, poolsThat, poolWords } from '../live-support.js';

export const workerPoolDeleted: LiveRule = {
  id: 'worker-pool-deleted',
  summary: 'A task for a worker pool that is being deleted.',
  severity: 'warning',
  *check(reference, knowledge) {
    const pools = poolsThat(reference, knowledge, isBeingDeleted);
    if (pools.length === 0) return;
    const names = poolWords(pools.map((pool) => pool.workerPoolId));
    const [are, they] = pools.length === 1 ? ['is', 'it starts'] : ['are', 'they start'];
    yield {
      ...placeOf(reference),
      message: `On ${deploymentName(knowledge)} the ${names} ${are} being deleted (null-provider): ${they} no more workers. Choose another pool.`,
    };
  },
};
