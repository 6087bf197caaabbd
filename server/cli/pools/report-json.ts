import { safeJson } from '../report/display.js';
import { type PoolRow, type PoolsReport, reregistrationOf } from './row.js';

/** The report for programs, described by schemas/report-pools.json. One pool per line; null stands for unknown. */
export function poolsJson({ rootUrl, rows, notReregistering }: PoolsReport): string {
  const lines = rows.map((row) => `\n${safeJson(poolObject(row))}`);
  return `{"version":1,"rootUrl":${safeJson(rootUrl)},"pools":[${lines.join(',')}\n],"notReregistering":${notReregistering}}\n`;
}

function poolObject({ pool, counts }: PoolRow) {
  const { state, seconds } = reregistrationOf(pool);
  return {
    workerPoolId: pool.workerPoolId,
    providerId: pool.providerId,
    providerType: pool.providerType ?? null,
    minCapacity: pool.minCapacity ?? null,
    maxCapacity: pool.maxCapacity ?? null,
    capacity: pool.capacity
      ? { running: pool.capacity.running, requested: pool.capacity.requested, stopping: pool.capacity.stopping }
      : null,
    pending: counts?.pending ?? null,
    claimed: counts?.claimed ?? null,
    reregistration: { state, seconds: seconds ?? null },
  };
}
