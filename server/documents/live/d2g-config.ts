import type { Knowledge } from '../../core/deployment/knowledge.js';
import { type D2gConfig, readD2gConfig } from '../../core/services/worker/d2g/d2g-config.js';

/** The d2gConfig in the definition of a worker pool; undefined if it has none, or the pool is not known. */
export function d2gConfigOf(workerPoolId: string, knowledge: Knowledge): D2gConfig | undefined {
  const pool = knowledge.pool(workerPoolId);
  const given = pool.state === 'known' ? pool.value.worker?.d2gConfig : undefined;
  return given && readD2gConfig(given).config;
}
