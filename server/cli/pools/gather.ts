import type { Pool } from '../../core/deployment/knowledge.js';
import type { TaskclusterClient } from '../../taskcluster/api/client.js';
import { providerTypeOf } from '../../taskcluster/cache/pools.js';
import type { Answer, ApiError } from '../../taskcluster/http/answer.js';
import type { Progress } from '../progress.js';
import { isNotReregistering, type PoolRow, type PoolsReport } from './row.js';

/** What is missing from a report, and why. */
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
 * Asks a deployment for everything in the report: three requests for all pools together, and one for each pool shown. Only
 * fails if it cannot get the list of pools itself; everything else may stay unknown.
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
        providerType: providerTypeOf(definition, providers.ok ? providers.value : undefined),
        capacity: capacities.ok ? capacities.value.get(definition.workerPoolId) : undefined,
      }),
    )
    .sort((a, b) => (a.workerPoolId < b.workerPoolId ? -1 : a.workerPoolId > b.workerPoolId ? 1 : 0));
  const wanting = pools.filter(isNotReregistering);
  const { rows, gaps: uncounted } = await withCounts(client, onlyNotReregistering ? wanting : pools, progress);
  const report = { rootUrl: client.rootUrl, rows, total: pools.length, notReregistering: wanting.length };
  const gaps = [
    ...gapOf('the capacity of the worker pools', 'worker-manager:list-worker-pools', capacities),
    ...gapOf('the types of their providers', 'worker-manager:list-providers', providers),
    ...uncounted,
  ];
  return { ok: true, value: { report, gaps } };
}

async function withCounts(client: TaskclusterClient, pools: readonly Pool[], progress: Progress) {
  let done = 0;
  // The client limits how many of these run at the same time.
  const answers = await Promise.all(
    pools.map(async (pool) => {
      const counts = await client.taskQueueCounts(pool.workerPoolId);
      progress.step(++done, pools.length);
      return { pool, counts };
    }),
  );
  const rows = answers.map(({ pool, counts }): PoolRow => ({ pool, counts: counts.ok ? counts.value : undefined }));
  const gaps: Gap[] = [];
  /** Reports once why something is missing for a number of pools. */
  const lack = (tasks: string, scope: string, errors: readonly ApiError[]): void => {
    for (const kind of new Set(errors.map((error) => error.kind))) {
      const alike = errors.filter((error) => error.kind === kind);
      const what = `the number of ${tasks} tasks for ${alike.length} of ${pools.length} worker pools`;
      if (alike[0]) gaps.push({ what, scope: `queue:${scope}:<workerPoolId>`, error: alike[0] });
    }
  };
  lack(
    'pending',
    'pending-count',
    answers.flatMap(({ counts }) => (counts.ok ? [] : [counts.error])),
  );
  lack(
    'claimed',
    'claimed-count',
    answers.flatMap(({ counts }) => (counts.ok && counts.value.claimed === undefined ? [CLAIMED_HIDDEN] : [])),
  );
  return { rows, gaps };
}

/** The client leaves out claimed tasks once it knows that it may not ask for them. */
const CLAIMED_HIDDEN: ApiError = { kind: 'forbidden', message: '' };

function gapOf(what: string, scope: string, answer: Answer<unknown>): Gap[] {
  return answer.ok ? [] : [{ what, scope, error: answer.error }];
}
