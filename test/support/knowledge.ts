import type {
  Capacity,
  Knowledge,
  Known,
  Pool,
  PoolError,
  QueueCounts,
  Why,
} from '../../server/core/deployment/knowledge.js';
import { readWorkerConfig } from '../../server/core/deployment/worker-config.js';

/** When everything in `knowledgeOf` was said, if a test does not say otherwise. */
export const THEN = Date.UTC(2026, 0, 31, 12);

export interface PoolLiteral extends Partial<Omit<Pool, 'capacity' | 'lifecycle' | 'worker'>> {
  readonly capacity?: Partial<Capacity>;
  readonly lifecycle?: Partial<Pool['lifecycle']>;
  /** What the definition says about generic-worker: its `genericWorker.config`, or that of each launch config. */
  readonly worker?: object | readonly object[];
}

/** Without `claimed` the deployment does not tell it. */
export interface QueueLiteral {
  readonly pending: number;
  readonly claimed?: number;
}

export interface KnowledgeLiteral {
  readonly rootUrl?: string;
  /** By id: a pool, or why nothing is known of it. A pool that is not here is absent. */
  readonly pools?: Readonly<Record<string, PoolLiteral | Why>>;
  /** By id. A queue that is not here is unknown. */
  readonly queues?: Readonly<Record<string, QueueLiteral | Why>>;
  /** By id. Of pools that are not here no errors are known. */
  readonly errors?: Readonly<Record<string, readonly PoolError[]>>;
  /** Why the pools cannot be listed; otherwise all of `pools` are. */
  readonly list?: Why;
  /** Why nothing at all is known of pools that are not here, in place of their being absent. */
  readonly others?: Why;
  /** The ids of the providers, or why they are not known, as where this is left out. */
  readonly providers?: readonly string[] | Why;
  readonly at?: number;
  /** The pools that the file `pools.yml` in the workspace defines, each with its `genericWorker.config` (null: it has none). */
  readonly definitions?: Readonly<Record<string, object | null>>;
}

/** What is known of a deployment, from a literal. */
export function knowledgeOf(literal: KnowledgeLiteral): Knowledge {
  const { rootUrl = 'https://tc.example.com', pools = {}, queues = {}, errors = {}, list, others, at = THEN } = literal;
  const { providers = 'loading', definitions = {} } = literal;
  const known = <T>(value: T): Known<T> => ({ state: 'known', value, at });
  return {
    generation: 1,
    rootUrl,
    definitions: new Map(
      Object.entries(definitions).map(([workerPoolId, config]) => [
        workerPoolId,
        { workerPoolId, worker: config ? workerOf(config) : undefined, fileName: 'pools.yml' },
      ]),
    ),
    pool(id) {
      const pool = Object.hasOwn(pools, id) ? pools[id] : undefined;
      if (typeof pool === 'string') return { state: 'unknown', why: pool };
      if (pool) return known(poolOf(id, pool));
      return others ? { state: 'unknown', why: others } : { state: 'absent', at };
    },
    queue(id): Known<QueueCounts> {
      const counts = (Object.hasOwn(queues, id) ? queues[id] : undefined) ?? 'loading';
      return typeof counts === 'string' ? { state: 'unknown', why: counts } : known({ claimed: undefined, ...counts });
    },
    errors(id) {
      const found = Object.hasOwn(errors, id) ? errors[id] : undefined;
      return found ? known(found) : { state: 'unknown', why: 'loading' };
    },
    providers: () =>
      typeof providers === 'string' ? { state: 'unknown', why: providers } : known([...providers].sort()),
    pools: () =>
      list
        ? { state: 'unknown', why: list }
        : known(
            Object.entries(pools)
              .flatMap(([id, pool]) => (typeof pool === 'string' ? [] : [poolOf(id, pool)]))
              .sort((a, b) => (a.workerPoolId < b.workerPoolId ? -1 : 1)),
          ),
    poolIds: () => (list ? { state: 'unknown', why: list } : known(Object.keys(pools).sort())),
  };
}

/** A pool as a deployment would describe it; what the literal leaves out is usual. */
export function poolOf(workerPoolId: string, literal: PoolLiteral = {}): Pool {
  const { capacity, lifecycle, worker, ...given } = literal;
  const isStatic = given.providerType === 'static';
  return {
    workerPoolId,
    providerId: 'cloud',
    // The provider of pools that are being deleted is in no list.
    providerType: given.providerId === 'null-provider' ? undefined : 'google',
    description: '',
    owner: 'team@example.com',
    minCapacity: isStatic ? undefined : 0,
    maxCapacity: isStatic ? undefined : 50,
    launchConfigs: { all: isStatic ? 0 : 1, usable: isStatic ? 0 : 1 },
    ...given,
    // YAML has no undefined.
    ...(given.providerType === null && { providerType: undefined }),
    lifecycle: {
      registrationTimeout: undefined,
      reregistrationTimeout: undefined,
      queueInactivityTimeout: undefined,
      ...lifecycle,
    },
    worker: worker && workerOf(worker),
    capacity: { requested: 0, running: 0, stopping: 0, ...capacity },
  };
}

function workerOf(worker: object | readonly object[]): Pool['worker'] {
  return readWorkerConfig({
    launchConfigs: [worker].flat().map((config) => ({ workerConfig: { genericWorker: { config } } })),
  });
}
