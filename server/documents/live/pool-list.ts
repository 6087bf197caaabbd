import type { Knowledge } from '../../core/deployment/knowledge.js';
import {
  capacityWords,
  poolUrl,
  reregistrationNotes,
  warningWords,
  whyWords,
  workersWords,
} from '../../core/deployment/text.js';
import { workerNotes } from '../../core/deployment/worker-formats.js';
import { poolsOf } from '../../core/references/queue-references.js';
import type { Snapshot } from '../snapshots.js';
import type { Live } from './access.js';
import type { PoolRow, PoolsParams, PoolsResult } from './messages.js';

/** In longer lists, tasks are only counted when a pool is viewed. */
const MOST_COUNTED = 50;

/** Answers `POOLS`. Waits for the deployment, within the time limits of requests. */
export async function listPools(
  live: Live,
  documents: () => Promise<readonly Snapshot[]>,
  params: PoolsParams,
): Promise<PoolsResult> {
  const snapshots = params.which === 'workspace' ? await documents() : [];
  const asking = live.asking();
  if (!asking) return { status: live.status(), pools: [] };
  const named = params.which === 'workspace' ? namedPools(snapshots, asking) : undefined;
  if (params.refresh) asking.refresh(named?.slice(0, MOST_COUNTED));
  await asking.wait(named?.slice(0, MOST_COUNTED));
  const ids = named ?? listedPools(asking);
  const counted = ids.slice(0, MOST_COUNTED);
  await asking.wait(counted);
  // Another deployment may have been selected in the meantime.
  if (live.asking() !== asking) return listPools(live, documents, { which: params.which });
  return { status: live.status(), pools: ids.map((id, i) => poolRow(id, asking, i < counted.length)) };
}

function listedPools(knowledge: Knowledge): readonly string[] {
  const listed = knowledge.poolIds();
  return listed.state === 'known' ? listed.value : [];
}

/** The pools that documents name, sorted. */
export function namedPools(snapshots: readonly Snapshot[], knowledge: Knowledge): string[] {
  const ids = new Set<string>();
  for (const snapshot of snapshots)
    for (const { references } of snapshot.aggregate().results)
      for (const reference of references) for (const id of poolsOf(reference, knowledge)) ids.add(id);
  return [...ids].sort();
}

/** The pools whose names are written out in documents, so that no list is needed to find them. */
export function writtenPools(snapshots: readonly Snapshot[]): string[] {
  const ids = new Set<string>();
  for (const snapshot of snapshots)
    for (const { references } of snapshot.aggregate().results)
      for (const { pools } of references) if (pools.kind === 'exact') for (const id of pools.ids) ids.add(id);
  return [...ids];
}

/** A pool as a row of a list. `counted`: with its pending tasks, which costs a request per pool. */
function poolRow(workerPoolId: string, knowledge: Knowledge, counted: boolean): PoolRow {
  const pool = knowledge.pool(workerPoolId);
  const { rootUrl } = knowledge;
  const url = rootUrl === undefined ? undefined : poolUrl(rootUrl, workerPoolId);
  const row = { workerPoolId, state: pool.state, url, warning: undefined, details: [] };
  if (pool.state === 'unknown') return { ...row, url, description: whyWords(pool) };
  if (pool.state === 'absent')
    return {
      ...row,
      url: undefined,
      description: 'does not exist',
      warning: 'There is no worker pool with this name.',
    };
  const counts = counted ? knowledge.queue(workerPoolId) : undefined;
  const { value } = pool;
  const workers = workersWords(value);
  return {
    ...row,
    description: capacityWords(value, counts?.state === 'known' ? counts.value : undefined),
    details: [
      value.description,
      `Provider: ${value.providerId}`,
      `Owner: ${value.owner}`,
      ...workerNotes(value),
      ...(workers === undefined ? [] : [workers]),
      ...reregistrationNotes(value),
    ].filter((line) => line !== ''),
    warning: warningWords(value),
  };
}
