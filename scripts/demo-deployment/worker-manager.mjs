// What worker-manager answers about pools.
import { createHash } from 'node:crypto';
import { ApiFailure } from './errors.mjs';
import { PAGE_QUERY, page } from './pagination.mjs';

const MINUTE = 60_000;
const CREATED = '2026-03-02T09:00:00.000Z';
const STATES = /** @type {const} */ (['requested', 'running', 'stopping', 'stopped']);

/**
 * @typedef {import('./types.d.mts').DemoPool} DemoPool
 * @typedef {import('./types.d.mts').DemoWorkers} DemoWorkers
 * @typedef {import('./types.d.mts').DemoState} DemoState
 */

/** Workers and capacity by state; what is not stopped is current. @param {readonly DemoWorkers[]} workers */
function statistics(workers) {
  /** @type {Record<string, number>} */
  const sums = {};
  let currentCapacity = 0;
  for (const state of STATES) {
    const those = workers.filter((worker) => worker.state === state);
    const capacity = those.reduce((sum, { count, capacity: each = 1 }) => sum + count * each, 0);
    sums[`${state}Count`] = those.reduce((sum, { count }) => sum + count, 0);
    sums[`${state}Capacity`] = capacity;
    if (state !== 'stopped') currentCapacity += capacity;
  }
  return { currentCapacity, ...sums };
}

/** The id that the service gives a launch configuration without one. @param {string} id @param {object} launchConfig */
const generatedId = (id, launchConfig) =>
  `lc-${createHash('md5')
    .update(id + JSON.stringify(launchConfig))
    .digest('hex')
    .slice(0, 20)}`;

/** @param {string} id @param {any} launchConfig @returns {string} */
const idOf = (id, launchConfig) => launchConfig.workerManager?.launchConfigId ?? generatedId(id, launchConfig);

/** What the schemas of the clouds fill in when a pool with a lifecycle is stored; the one of static pools does not. */
const LIFECYCLE_DEFAULTS = { reregistrationTimeout: 345600, queueInactivityTimeout: 7200 };

/** Whether a pool is in a cloud, whose provider type is known. @param {DemoState} state @param {DemoPool} pool */
const inCloud = (state, { providerId }) =>
  state.providers.some((one) => one.providerId === providerId && ['aws', 'azure', 'google'].includes(one.providerType));

/**
 * The configuration as it is given out: with defaults, and each launch configuration with an id, for the service keeps
 * them apart. An empty list of them is lost on the way.
 * @param {DemoState} state
 * @param {DemoPool} pool
 */
function configOf(state, pool) {
  const { launchConfigs, lifecycle, ...rest } = pool.config;
  const filled = lifecycle && inCloud(state, pool) ? { ...LIFECYCLE_DEFAULTS, ...lifecycle } : lifecycle;
  const named =
    Array.isArray(launchConfigs) &&
    launchConfigs.map((one) => ({
      ...one,
      workerManager: { ...one.workerManager, launchConfigId: idOf(pool.workerPoolId, one) },
    }));
  return {
    ...(filled === undefined ? {} : { lifecycle: filled }),
    ...rest,
    ...(named && named.length > 0 ? { launchConfigs: named } : {}),
  };
}

/** @param {DemoPool} pool */
const times = ({ created = CREATED, lastModified = created }) => ({ created, lastModified });

/** @param {DemoState} state @param {DemoPool} pool @param {readonly DemoWorkers[]} workers */
const fullPool = (state, pool, workers) => ({
  workerPoolId: pool.workerPoolId,
  providerId: pool.providerId,
  description: pool.description ?? '',
  ...times(pool),
  config: configOf(state, pool),
  owner: pool.owner ?? 'lighthouse-ci@example.com',
  emailOnError: pool.emailOnError ?? false,
  ...statistics(workers),
});

/** @param {DemoState} state @param {Readonly<Record<string, string>>} params */
function find(state, params) {
  const pool = state.pools.get(params.workerPoolId ?? '');
  if (!pool) throw new ApiFailure('ResourceNotFound', 'Worker pool does not exist');
  return pool;
}

/** By name as the services' database sorts names: without regard to case and punctuation. @param {DemoState} state */
const sorted = (state) => {
  const collator = new Intl.Collator('en', { ignorePunctuation: true });
  return [...state.pools.values()].sort((a, b) => collator.compare(a.workerPoolId, b.workerPoolId));
};

/** Capacity of one launch configuration after the other; one row `unknown` where there are no workers. @param {DemoPool} pool */
function launchConfigStats({ workerPoolId, workers = [] }) {
  const ids = [...new Set(workers.map(({ launchConfigId = 'unknown' }) => launchConfigId))].sort();
  return (ids.length > 0 ? ids : ['unknown']).map((id) => {
    const those = workers.filter(({ launchConfigId = 'unknown' }) => launchConfigId === id);
    return { workerPoolId, launchConfigId: id, ...statistics(those) };
  });
}

/** @param {DemoPool} pool @param {boolean} withArchived */
function launchConfigs(pool, withArchived) {
  const { workerPoolId, config, archivedLaunchConfigs = [] } = pool;
  const current = Array.isArray(config.launchConfigs) ? config.launchConfigs : [];
  const { created, lastModified } = times(pool);
  /** @param {boolean} isArchived */
  const row = (isArchived) => (/** @type {object} */ configuration) => {
    const launchConfigId = idOf(workerPoolId, configuration);
    return { launchConfigId, workerPoolId, isArchived, configuration, created, lastModified };
  };
  const rows = [...current.map(row(false)), ...(withArchived ? archivedLaunchConfigs.map(row(true)) : [])];
  return rows.sort((a, b) => (a.launchConfigId < b.launchConfigId ? -1 : 1));
}

/** The newest first. @param {DemoState} state @param {string} workerPoolId @param {URLSearchParams} query */
function errorsOf(state, workerPoolId, query) {
  const wanted = ['launchConfigId', 'errorId'].filter((key) => query.has(key));
  return [...(state.pools.get(workerPoolId)?.errors ?? [])]
    .filter((error) => wanted.every((key) => /** @type {any} */ (error)[key] === query.get(key)))
    .sort((a, b) => (a.reported < b.reported ? 1 : -1))
    .map((error) => ({ workerPoolId, extra: {}, ...error }));
}

/**
 * Each worker of a pool, the newest first: requested one every seven minutes, and registered after one to four
 * minutes. Those of a static pool are running from the start, because people create them.
 * @param {DemoState} state @param {DemoPool} pool @param {URLSearchParams} query
 */
function workersOf(state, pool, query) {
  const [wanted, launchConfig] = [query.get('state'), query.get('launchConfigId')];
  const now = state.now().getTime();
  const each = (pool.workers ?? []).flatMap(({ count, ...worker }) => Array.from({ length: count }, () => worker));
  return each
    .map(({ state: workerState, capacity = 1, launchConfigId }, index) => {
      const created = now - (5 + 7 * index) * MINUTE;
      const isStatic = pool.providerId === 'static';
      // The time of the last change of state.
      const modified = isStatic || workerState === 'requested' ? created : created + (50 + ((index * 37) % 180)) * 1000;
      return {
        workerPoolId: pool.workerPoolId,
        workerGroup: isStatic ? 'basement' : 'us-east-1',
        workerId: `i-${String(index).padStart(4, '0')}`,
        providerId: pool.providerId,
        created: new Date(created).toISOString(),
        expires: new Date(created + 7 * 24 * 60 * MINUTE).toISOString(),
        lastModified: new Date(modified).toISOString(),
        lastChecked: new Date(Math.max(now - MINUTE, modified)).toISOString(),
        state: workerState,
        capacity,
        ...(launchConfigId === undefined ? {} : { launchConfigId }),
      };
    })
    .filter((worker) => wanted === null || worker.state === wanted)
    .filter((worker) => launchConfig === null || worker.launchConfigId === launchConfig);
}

const service = 'worker-manager';
const poolParams = ['workerPoolId'];
/** @param {string} action */
const poolScope =
  (action) =>
  (/** @type {Readonly<Record<string, string>>} */ { workerPoolId }) =>
    `worker-manager:${action}:${workerPoolId}`;

/** The first that fits answers. Some routes take a slash as it is (`.*`), some only as `%2F`. @type {import('./types.d.mts').Operation[]} */
export const workerManager = [
  {
    name: 'listProviders',
    service,
    path: /^\/providers\/?$/,
    params: [],
    query: { continuationToken: /^[0-9]+$/, limit: /^[0-9]+$/ },
    scopes: () => 'worker-manager:list-providers',
    answer: ({ state, query }) => {
      const offset = Number(query.get('continuationToken') ?? 0);
      const end = offset + Number(query.get('limit') ?? 100);
      const providers = state.providers.slice(offset, end);
      return end < state.providers.length ? { providers, continuationToken: String(end) } : { providers };
    },
  },
  {
    name: 'listWorkerPoolsStats',
    service,
    path: /^\/worker-pools\/stats\/?$/,
    params: [],
    query: PAGE_QUERY,
    scopes: () => 'worker-manager:list-worker-pools',
    answer: ({ state, query }) => {
      const rows = sorted(state).map(({ workerPoolId, workers = [] }) => ({ workerPoolId, ...statistics(workers) }));
      return page('workerPoolsStats', rows, query);
    },
  },
  {
    name: 'listWorkerPools',
    service,
    path: /^\/worker-pools\/?$/,
    params: [],
    query: PAGE_QUERY,
    scopes: () => 'worker-manager:list-worker-pools',
    // The list knows no workers: all its numbers are 0.
    answer: ({ state, query }) =>
      page(
        'workerPools',
        sorted(state).map((pool) => fullPool(state, pool, [])),
        query,
      ),
  },
  {
    name: 'listWorkerPoolErrors',
    service,
    path: /^\/worker-pool-errors\/(.*)$/,
    params: poolParams,
    query: { ...PAGE_QUERY, launchConfigId: /^[a-zA-Z0-9-]{1,38}$/, errorId: /^[a-zA-Z0-9_-]{22}$/ },
    scopes: poolScope('list-worker-pool-errors'),
    answer: ({ state, params, query }) =>
      page('workerPoolErrors', errorsOf(state, params.workerPoolId ?? '', query), query),
  },
  {
    name: 'listWorkerPoolLaunchConfigs',
    service,
    path: /^\/worker-pool\/([^/]+)\/launch-configs\/?$/,
    params: poolParams,
    query: { ...PAGE_QUERY, includeArchived: /^(true|false)$/ },
    scopes: poolScope('get-worker-pool'),
    answer: ({ state, params, query }) => {
      const rows = launchConfigs(find(state, params), query.get('includeArchived') === 'true');
      return page('workerPoolLaunchConfigs', rows, query);
    },
  },
  {
    name: 'listWorkersForWorkerPool',
    service,
    path: /^\/workers\/(.*)$/,
    params: poolParams,
    query: {
      ...PAGE_QUERY,
      launchConfigId: /^[a-zA-Z0-9-]{1,38}$/,
      state: /^(requested|running|stopping|stopped|standalone)$/,
    },
    scopes: poolScope('list-workers'),
    answer: ({ state, params, query }) => {
      const pool = state.pools.get(params.workerPoolId ?? '');
      if (!pool) throw new ApiFailure('ResourceNotFound', 'Worker Pool does not exist');
      return page('workers', workersOf(state, pool, query), query);
    },
  },
  {
    name: 'workerPoolStats',
    service,
    path: /^\/worker-pool\/(.+)\/stats\/?$/,
    params: poolParams,
    query: {},
    scopes: poolScope('get-worker-pool'),
    answer: ({ state, params }) => ({ launchConfigStats: launchConfigStats(find(state, params)) }),
  },
  {
    name: 'workerPool',
    service,
    path: /^\/worker-pool\/(.*)$/,
    params: poolParams,
    query: {},
    scopes: poolScope('get-worker-pool'),
    answer: ({ state, params }) => {
      const pool = find(state, params);
      return fullPool(state, pool, pool.workers ?? []);
    },
  },
];
