// What the services answer, as far as it is used. Facts: the references of worker-manager and queue, as of v106.
import type { Capacity, LaunchConfigs, PoolError, QueueCounts } from '../../core/deployment/knowledge.js';
import { bool, count, type Decode, decodeWith, list, mapped, number, object, optional, text } from '../http/decode.js';
import type { LaunchConfig, PoolDefinition } from './client.js';

/** One page of a listing. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Where the next page begins; undefined on the last one. */
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
 * The launch configs of a pool's config. worker-manager leaves out an empty list, and takes an `initialWeight` that is not
 * given for 1. A list of another shape, as of a provider that nobody here knows, is one in use.
 */
const launchConfigs: Decode<LaunchConfigs> = (value) => {
  const items: readonly unknown[] = value === undefined ? [] : Array.isArray(value) ? value : [value];
  const unused = items.filter((item) => {
    const read = decodeWith(object({ workerManager: object({ initialWeight: number }) }), item);
    return 'value' in read && read.value.workerManager.initialWeight === 0;
  });
  return { all: items.length, usable: items.length - unused.length };
};

const definition: Decode<PoolDefinition> = mapped(
  object({
    workerPoolId: text,
    providerId: text,
    description: text,
    owner: text,
    config: object({
      minCapacity: optional(number),
      maxCapacity: optional(number),
      lifecycle: optional(lifecycle),
      launchConfigs,
    }),
  }),
  ({ config, ...pool }) => ({
    ...pool,
    minCapacity: config.minCapacity,
    maxCapacity: config.maxCapacity,
    launchConfigs: config.launchConfigs,
    lifecycle: config.lifecycle ?? lifecycle({}, ''),
    capacity: undefined,
  }),
);

/** A pool with its capacity now. Those fields are deprecated: once they are gone, only the definition is known. */
export const workerPool: Decode<PoolDefinition> = (value, path) => {
  const pool = definition(value, path);
  const { runningCapacity } = object({ runningCapacity: optional(count) })(value, path);
  return runningCapacity === undefined ? pool : { ...pool, capacity: capacity(value, path) };
};

/** Pools without their capacity: whatever a listing says of it is 0. */
export const workerPools: Decode<Page<PoolDefinition>> = page('workerPools', definition);

/** The capacity of a pool, which is told for each of its launch configurations. */
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
  object<LaunchConfig>({ launchConfigId: text, isArchived: bool }),
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

/** The scopes of whoever asks, roles expanded. */
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
