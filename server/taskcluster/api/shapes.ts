// The parts of the services' answers that are used. Source: the API references of worker-manager and queue, as of v106.
import {
  type Capacity,
  type LaunchConfig,
  type LaunchConfigs,
  type PoolDefinition,
  type PoolError,
  type QueueCounts,
  WORKER_STATES,
  type Worker,
  type WorkerState,
} from '../../core/deployment/knowledge.js';
import { readLaunchConfig } from '../../core/deployment/launch-config.js';
import { readWorkerConfig } from '../../core/deployment/worker-config.js';
import {
  bool,
  count,
  type Decode,
  decodeWith,
  list,
  mapped,
  number,
  object,
  oneOf,
  optional,
  text,
} from '../http/decode.js';

/** One page of a listing. */
export interface Page<T> {
  readonly items: readonly T[];
  /** The token of the next page; undefined on the last page. */
  readonly next: string | undefined;
}

const lifecycle = object<PoolDefinition['lifecycle']>({
  registrationTimeout: optional(number),
  reregistrationTimeout: optional(number),
  queueInactivityTimeout: optional(number),
});

const capacity: Decode<Capacity> = mapped(
  object({ requestedCapacity: count, runningCapacity: count, stoppingCapacity: count }),
  (now) => ({ requested: now.requestedCapacity, running: now.runningCapacity, stopping: now.stoppingCapacity }),
);

/**
 * The launch configs of a pool's config. worker-manager omits an empty list, and uses an `initialWeight` of 1 if there is
 * none. A list of another shape, e.g. from an unknown provider, counts as in use.
 */
const launchConfigs: Decode<LaunchConfigs> = (value) => {
  const items: readonly unknown[] = value === undefined ? [] : Array.isArray(value) ? value : [value];
  const unused = items.filter((item) => {
    const read = decodeWith(object({ workerManager: object({ initialWeight: number }) }), item);
    return 'value' in read && read.value.workerManager.initialWeight === 0;
  });
  return { all: items.length, usable: items.length - unused.length };
};

const config = object({
  minCapacity: optional(number),
  maxCapacity: optional(number),
  lifecycle: optional(lifecycle),
  launchConfigs,
});

const definition: Decode<PoolDefinition> = mapped(
  object({
    workerPoolId: text,
    providerId: text,
    description: text,
    owner: text,
    config: (value, path) => ({ ...config(value, path), worker: readWorkerConfig(value) }),
  }),
  ({ config, ...pool }) => ({
    ...pool,
    minCapacity: config.minCapacity,
    maxCapacity: config.maxCapacity,
    launchConfigs: config.launchConfigs,
    lifecycle: config.lifecycle ?? lifecycle({}, ''),
    worker: config.worker,
    capacity: undefined,
  }),
);

/** A pool with its current capacity. Those fields are deprecated: once they are gone, only the definition is known. */
export const workerPool: Decode<PoolDefinition> = (value, path) => {
  const pool = definition(value, path);
  const { runningCapacity } = object({ runningCapacity: optional(count) })(value, path);
  return runningCapacity === undefined ? pool : { ...pool, capacity: capacity(value, path) };
};

/** Pools without their capacity, which is always 0 in a listing. */
export const workerPools: Decode<Page<PoolDefinition>> = page('workerPools', definition);

/** The capacity of a pool, which is reported per launch configuration. */
export const workerPoolStats: Decode<Capacity> = mapped(object({ launchConfigStats: list(capacity) }), (answer) =>
  answer.launchConfigStats.reduce(sum, { requested: 0, running: 0, stopping: 0 }),
);

/** Capacities with the ids of their pools. */
export const workerPoolsStats: Decode<Page<readonly [string, Capacity]>> = page('workerPoolsStats', (value, path) => [
  object({ workerPoolId: text })(value, path).workerPoolId,
  capacity(value, path),
]);

export const workerPoolErrors: Decode<Page<PoolError>> = page(
  'workerPoolErrors',
  object<PoolError>({ reported: text, title: text, description: text }),
);

export const poolLaunchConfigs: Decode<Page<LaunchConfig>> = page(
  'workerPoolLaunchConfigs',
  mapped(
    object({ launchConfigId: text, isArchived: bool, configuration: (value: unknown) => readLaunchConfig(value) }),
    ({ configuration, ...config }): LaunchConfig => ({ ...config, ...configuration }),
  ),
);

/** Workers, the newest first. */
export const workers: Decode<Page<Worker>> = page(
  'workers',
  object<Worker>({
    workerGroup: text,
    workerId: text,
    providerId: text,
    created: text,
    lastModified: text,
    state: oneOf<WorkerState>(WORKER_STATES),
    capacity: count,
    launchConfigId: optional(text),
  }),
);

/** Ids of providers with their types. */
export const providers: Decode<Page<readonly [string, string]>> = page(
  'providers',
  mapped(object({ providerId: text, providerType: text }), (provider) => [provider.providerId, provider.providerType]),
);

export const counts: Decode<QueueCounts> = mapped(object({ pendingTasks: count, claimedTasks: count }), (now) => ({
  pending: now.pendingTasks,
  claimed: now.claimedTasks,
}));

export const pending: Decode<QueueCounts> = mapped(object({ pendingTasks: count }), (now) => ({
  pending: now.pendingTasks,
  claimed: undefined,
}));

/** The scopes of the client that asks, with roles expanded. */
export const scopes: Decode<readonly string[]> = mapped(object({ scopes: list(text) }), (answer) => answer.scopes);

function page<T>(key: string, item: Decode<T>): Decode<Page<T>> {
  return (value, path) => {
    const answer = object<Record<string, unknown>>({ [key]: list(item), continuationToken: optional(text) })(
      value,
      path,
    );
    return { items: answer[key] as readonly T[], next: (answer.continuationToken as string | undefined) || undefined };
  };
}

function sum(a: Capacity, b: Capacity): Capacity {
  return {
    requested: a.requested + b.requested,
    running: a.running + b.running,
    stopping: a.stopping + b.stopping,
  };
}
