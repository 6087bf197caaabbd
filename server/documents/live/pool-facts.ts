import type { Knowledge, Pool } from '../../core/deployment/knowledge.js';
import { type PoolFacts, poolFactsIn } from '../../core/services/worker/d2g/pool-facts.js';

/** What is known of worker pools for the conversion of payloads. */
export interface KnownPoolFacts {
  /** The facts in the definition of a pool; undefined if it is not known, or does not configure generic-worker. */
  of(workerPoolId: string): PoolFacts | undefined;
  /** The pools that were asked for, but whose definitions are still on the way. */
  readonly loading: ReadonlySet<string>;
}

/** Reads the facts in the definitions of pools: in the workspace, or else in the deployment. */
export function createPoolFacts(knowledge: Knowledge): KnownPoolFacts {
  const loading = new Set<string>();
  const asked = (workerPoolId: string): Pool | undefined => {
    const pool = knowledge.pool(workerPoolId);
    if (pool.state === 'unknown' && pool.why === 'loading') loading.add(workerPoolId);
    return pool.state === 'known' ? pool.value : undefined;
  };
  return {
    loading,
    of(workerPoolId) {
      const { worker } = knowledge.definitions.get(workerPoolId) ?? asked(workerPoolId) ?? {};
      return worker && poolFactsIn(worker);
    },
  };
}
