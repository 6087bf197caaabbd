import type { Pool } from '../../core/live/knowledge.js';
import type { Answer, ApiError } from '../../taskcluster/answer.js';
import type { TaskclusterClient } from '../../taskcluster/client.js';
import type { Progress } from '../progress.js';
import { isNotReregistering, type PoolRow, type PoolsReport } from './row.js';

/** What is missing in a report, and why. */
export interface Gap {
  readonly what: string;
  readonly scope: string;
  readonly error: ApiError;
}

export interface Gathered {
  readonly report: PoolsReport;
  readonly gaps: readonly Gap[];
}

/**
 * Asks a deployment for all that is reported of its pools: three questions for all of them, and one for each that is
 * shown. Fails only where the list of pools itself cannot be had; all else may stay unknown.
 */
export async function gatherPools(
  client: TaskclusterClient,
  onlyNotReregistering: boolean,
  progress: Progress,
): Promise<Answer<Gathered>> {
  const [definitions, capacities, providers] = await Promise.all([
    client.listWorkerPools(),
    client.listWorkerPoolsStats(),
    client.listProviders(),
  ]);
  if (!definitions.ok) return definitions;
  const pools = definitions.value
    .map(
      (definition): Pool => ({
        ...definition,
        providerType: providers.ok ? providers.value.get(definition.providerId) : undefined,
        capacity: capacities.ok ? capacities.value.get(definition.workerPoolId) : undefined,
      }),
    )
    .sort((a, b) => (a.workerPoolId < b.workerPoolId ? -1 : a.workerPoolId > b.workerPoolId ? 1 : 0));
  const wanting = pools.filter(isNotReregistering);
  const { rows, gap } = await withCounts(client, onlyNotReregistering ? wanting : pools, progress);
  const report = { rootUrl: client.rootUrl, rows, total: pools.length, notReregistering: wanting.length };
  const gaps = [
    ...gapOf('the capacity of the worker pools', 'worker-manager:list-worker-pools', capacities),
    ...gapOf('the kind of their providers', 'worker-manager:list-providers', providers),
    ...(gap ? [gap] : []),
  ];
  return { ok: true, value: { report, gaps } };
}

async function withCounts(client: TaskclusterClient, pools: readonly Pool[], progress: Progress) {
  let done = 0;
  // The client sees to it that only a few are under way at the same time.
  const answers = await Promise.all(
    pools.map(async (pool) => {
      const counts = await client.taskQueueCounts(pool.workerPoolId);
      progress.step(++done, pools.length);
      return { pool, counts };
    }),
  );
  const rows = answers.map(({ pool, counts }): PoolRow => ({ pool, counts: counts.ok ? counts.value : undefined }));
  const errors = answers.flatMap(({ counts }) => (counts.ok ? [] : [counts.error]));
  const what = `the pending tasks of ${errors.length} of ${pools.length} worker pools`;
  const gap: Gap | undefined = errors[0] && { what, scope: 'queue:pending-count:<workerPoolId>', error: errors[0] };
  return { rows, gap };
}

function gapOf(what: string, scope: string, answer: Answer<unknown>): Gap[] {
  return answer.ok ? [] : [{ what, scope, error: answer.error }];
}
