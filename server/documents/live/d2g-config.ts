import type { Knowledge, Pool } from '../../core/deployment/knowledge.js';
import { type D2gConfig, readD2gConfig } from '../../core/services/worker/d2g/d2g-config.js';

/** The d2gConfigs of worker pools. */
export interface D2gConfigs {
  /** That of a pool; undefined if its definition has none, or is not known. */
  of(workerPoolId: string): D2gConfig | undefined;
  /** The pools that were asked for, but whose definitions are still on the way. */
  readonly loading: ReadonlySet<string>;
}

/** Reads the d2gConfigs in the definitions of pools: in the workspace, or else in the deployment. */
export function createD2gConfigs(knowledge: Knowledge): D2gConfigs {
  const loading = new Set<string>();
  const asked = (workerPoolId: string): Pool | undefined => {
    const pool = knowledge.pool(workerPoolId);
    if (pool.state === 'unknown' && pool.why === 'loading') loading.add(workerPoolId);
    return pool.state === 'known' ? pool.value : undefined;
  };
  return {
    loading,
    of(workerPoolId) {
      const given = (knowledge.definitions.get(workerPoolId) ?? asked(workerPoolId))?.worker?.d2gConfig;
      return given && readD2gConfig(given).config;
    },
  };
}
