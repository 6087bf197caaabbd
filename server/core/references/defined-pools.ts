import type { DefinedPool, Knowledge } from '../deployment/knowledge.js';
import { readWorkerConfig, type WorkerConfig } from '../deployment/worker-config.js';
import { isUnknown, staticMapping } from '../jsone/static-value.js';
import { field, mapField } from '../model/merged.js';
import type { PoolVariant } from '../model/model.js';
import type { QueueReference } from './queue-reference.js';

/** What the definition of a pool says about its workers; undefined if that is computed, or stands elsewhere. */
export function definedWorker({ layout, map }: PoolVariant): WorkerConfig | undefined {
  // fxci-config keeps the settings of workers in `worker-defaults`, by the implementation that a pool names.
  const config = layout === 'body' ? mapField(map, 'config') : layout === 'community' ? map : undefined;
  if (!config || !mayConfigureWorkers(config)) return undefined;
  const data = staticMapping(config);
  if (!data || data.open.size > 0 || hasUnknown(data.value)) return undefined;
  const worker = readWorkerConfig(data.value);
  return layout === 'community' && worker ? withImage(worker) : worker;
}

function mayConfigureWorkers(config: Parameters<typeof field>[0]): boolean {
  return field(config, 'launchConfigs') !== undefined || field(config, 'workerConfig') !== undefined;
}

/** Pools of community-tc-config have the `workerConfig` of their image set as well, so what they do not say is not known. */
function withImage(worker: WorkerConfig): WorkerConfig {
  const said = <T>(value: T | 'not-said'): T | undefined => (value === 'not-said' ? undefined : value);
  return {
    ...worker,
    enableD2G: said(worker.enableD2G),
    disableNativePayloads: said(worker.disableNativePayloads),
    maxTaskRunTime: said(worker.maxTaskRunTime),
  };
}

function hasUnknown(value: unknown): boolean {
  if (isUnknown(value)) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasUnknown);
}

/** The pools that a file defines. `references`: all of the file. */
export function definedPools(
  fileName: string,
  references: Iterable<Pick<QueueReference, 'how' | 'pools' | 'worker'>>,
): DefinedPool[] {
  const found: DefinedPool[] = [];
  for (const { how, pools, worker } of references) {
    if (how !== 'workerPoolId' || pools.kind !== 'exact') continue;
    for (const workerPoolId of pools.ids) found.push({ workerPoolId, worker, fileName });
  }
  return found;
}

/** What the files of a workspace define, by the id of the pool. Nothing is known of one that is defined more than once. */
export function joinDefinitions(files: Iterable<readonly DefinedPool[]>): ReadonlyMap<string, DefinedPool> {
  const joined = new Map<string, DefinedPool>();
  for (const pools of files)
    for (const pool of pools)
      joined.set(pool.workerPoolId, joined.has(pool.workerPoolId) ? { ...pool, worker: undefined } : pool);
  return joined;
}

/** What is known about a deployment, and what the workspace defines. */
export function withDefinitions(knowledge: Knowledge, definitions: Knowledge['definitions']): Knowledge {
  if (definitions.size === 0) return knowledge;
  return {
    generation: knowledge.generation,
    rootUrl: knowledge.rootUrl,
    definitions,
    pool: knowledge.pool,
    queue: knowledge.queue,
    errors: knowledge.errors,
    poolIds: knowledge.poolIds,
    pools: knowledge.pools,
    providers: knowledge.providers,
  };
}
