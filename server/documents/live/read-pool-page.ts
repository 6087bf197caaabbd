import type { DefinedPool } from '../../core/deployment/knowledge.js';
import { poolPage } from '../../features/pool-page/pool-page.js';
import type { LiveKnowledge } from '../../taskcluster/cache/live-knowledge.js';
import type { Live } from './access.js';
import type { PoolPageParams, PoolPageResult } from './messages.js';
import type { PoolHistories } from './pool-histories.js';

/** What the page of a pool is made of, besides what the deployment says. */
export interface PoolPageSources {
  readonly histories: PoolHistories;
  /** The worker pools that the workspace defines. */
  readonly definitions: () => ReadonlyMap<string, DefinedPool>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Answers `POOL_PAGE`. Waits for the deployment, within the time limits of requests. */
export async function readPoolPage(
  live: Live,
  { histories, definitions, now }: PoolPageSources,
  params: PoolPageParams,
): Promise<PoolPageResult> {
  const { workerPoolId, refresh } = params;
  const asking = live.asking();
  if (!asking) return { status: live.status(), page: null };
  histories.track([workerPoolId]);
  if (refresh) asking.refresh([workerPoolId]);
  read(workerPoolId, asking);
  await asking.wait([workerPoolId]);
  // Another deployment may have been selected in the meantime.
  if (live.asking() !== asking) return readPoolPage(live, { histories, definitions, now }, { workerPoolId });
  histories.note(asking.peek);
  const facts = {
    workerPoolId,
    rootUrl: asking.rootUrl ?? '',
    ...read(workerPoolId, asking),
    defined: definitions().get(workerPoolId),
    history: histories.of(workerPoolId),
  };
  return { status: live.status(), page: poolPage(facts, now()) };
}

function read(id: string, asking: LiveKnowledge) {
  return {
    pool: asking.pool(id),
    queue: asking.queue(id),
    errors: asking.errors(id),
    launchConfigs: asking.launchConfigs(id),
    workers: asking.workers(id),
  };
}
