import type { Knowledge } from '../../core/deployment/knowledge.js';
import { type PoolFacts, poolFactsIn } from '../../core/services/worker/d2g/pool-facts.js';

/** What is known of worker pools for the conversion of payloads. */
export interface KnownPoolFacts {
  /** The facts in the definition of a pool; undefined if it is not known, or does not configure generic-worker. */
  of(workerPoolId: string): PoolFacts | undefined;
  /** The pools that were asked for, but whose definitions are still on the way. */
  readonly loading: ReadonlySet<string>;
}

/** Reads the facts in the definitions of pools. */
export function createPoolFacts(knowledge: Knowledge): KnownPoolFacts {
  const loading = new Set<string>();
  return {
    loading,
    of(workerPoolId) {
      const pool = knowledge.pool(workerPoolId);
      if (pool.state === 'unknown' && pool.why === 'loading') loading.add(workerPoolId);
      const worker = pool.state === 'known' ? pool.value.worker : undefined;
      return worker && poolFactsIn(worker);
    },
  };
}
