import type { WorkerConfig } from './worker-config.js';

/**
 * What is known about a deployment at one moment. Only `absent`, which the service itself has said, may lead to a finding;
 * `unknown` gives a reason and leads to none. `at`: milliseconds since 1970.
 */
export type Known<T> =
  | { readonly state: 'known'; readonly value: T; readonly at: number }
  | { readonly state: 'absent'; readonly at: number }
  | ({ readonly state: 'unknown' } & Reason);

/** Why nothing is known. */
export interface Reason {
  readonly why: Why;
  /** A short description of what happened, on one line: `status 500: Internal Server Error`. Foreign text. */
  readonly detail?: string;
}

/**
 * Why nothing is known: nothing may be asked (`disabled`, no root URL, an untrusted workspace), there is no answer yet, or the
 * answer is unusable. `bad-credentials`: nothing was sent, because the credentials are not valid.
 */
export type Why =
  | 'disabled'
  | 'no-root-url'
  | 'untrusted'
  | 'loading'
  | 'offline'
  | 'timeout'
  | 'bad-credentials'
  | 'forbidden'
  | 'unauthorized'
  | 'unusable-answer'
  | 'overloaded';

/** A worker pool as worker-manager describes it (worker-pool-full), with only the parts needed here. */
export interface Pool {
  readonly workerPoolId: string;
  /** `null-provider`: the pool is being deleted. */
  readonly providerId: string;
  /** `aws`, `azure`, `google`, `static`, `null`, …; undefined if the deployment does not list its providers. */
  readonly providerType: string | undefined;
  /** Written by people: shown as text, never as Markdown. */
  readonly description: string;
  readonly owner: string;
  /** For pools that scale; undefined for static ones, which have no limits. */
  readonly minCapacity: number | undefined;
  readonly maxCapacity: number | undefined;
  readonly launchConfigs: LaunchConfigs;
  readonly lifecycle: Lifecycle;
  /** Undefined if the definition does not configure generic-worker. */
  readonly worker: WorkerConfig | undefined;
  /** The current capacity; undefined if only the definition is known. */
  readonly capacity: Capacity | undefined;
}

/** What the definition of a pool says. Its `providerType` is the deployment's. */
export type PoolDefinition = Omit<Pool, 'providerType'>;

/** How many launch configs a pool has. Those with an `initialWeight` of 0 are not used to create workers. */
export interface LaunchConfigs {
  readonly all: number;
  readonly usable: number;
}

/** The pool's `config.lifecycle`, in seconds; undefined if not set. */
export interface Lifecycle {
  readonly registrationTimeout: number | undefined;
  readonly reregistrationTimeout: number | undefined;
  readonly queueInactivityTimeout: number | undefined;
}

/** Measured in tasks that can run at the same time. */
export interface Capacity {
  readonly requested: number;
  readonly running: number;
  readonly stopping: number;
}

/**
 * What a file in the workspace says about a worker pool that it defines. It counts like what the deployment knows, and before
 * it, because the definition is about to be applied.
 */
export interface DefinedPool {
  readonly workerPoolId: string;
  /** Undefined if the file does not configure generic-worker, or not all that matters stands there. */
  readonly worker: WorkerConfig | undefined;
  /** The name of the file, without folders. */
  readonly fileName: string;
}

/** The numbers of tasks in a queue. */
export interface QueueCounts {
  readonly pending: number;
  /** Undefined if the deployment does not reveal it. */
  readonly claimed: number | undefined;
}

/** An error from creating workers. Written by cloud providers, so shown as plain text. */
export interface PoolError {
  readonly reported: string;
  readonly title: string;
  readonly description: string;
}

/** A launch config of a pool (worker-manager.listWorkerPoolLaunchConfigs). What it does not say is undefined. */
export interface LaunchConfig {
  readonly launchConfigId: string;
  /** An update has taken it away, but workers may still run that were made from it. */
  readonly isArchived: boolean;
  /** Its share among those that workers are made from; 0: none. */
  readonly initialWeight: number | undefined;
  /** How many tasks a worker runs at the same time. */
  readonly capacityPerInstance: number | undefined;
  /** The most capacity that is made from it. */
  readonly maxCapacity: number | undefined;
  /** The region, zone or location, as the cloud calls it. */
  readonly place: string | undefined;
  /** As the cloud calls it. */
  readonly machineType: string | undefined;
}

export const WORKER_STATES = ['requested', 'running', 'stopping', 'stopped'] as const;
export type WorkerState = (typeof WORKER_STATES)[number];

/** A worker as worker-manager describes it (worker-full). Times are as of ISO 8601. */
export interface Worker {
  readonly workerGroup: string;
  readonly workerId: string;
  /** The provider that created it, which may no longer be that of the pool. */
  readonly providerId: string;
  /** When it was requested. */
  readonly created: string;
  /** When it last changed its state. It changes from `requested` to `running` when it registers. */
  readonly lastModified: string;
  readonly state: WorkerState;
  readonly capacity: number;
  /** Undefined for workers that are not made from one. */
  readonly launchConfigId: string | undefined;
}

/** The workers of a pool that its deployment lists first. */
export interface Workers {
  readonly listed: readonly Worker[];
  /** Whether these are all. */
  readonly isComplete: boolean;
}

/**
 * A snapshot of what is known about one deployment. Reading never waits. Values that are read but unknown or stale are fetched
 * in the background. `generation` grows with every answer that changes something.
 */
export interface Knowledge {
  readonly generation: number;
  /** The deployment, e.g. `https://community-tc.services.mozilla.com`; undefined if none is set. */
  readonly rootUrl: string | undefined;
  /** The pools that the workspace defines, by their ids. */
  readonly definitions: ReadonlyMap<string, DefinedPool>;
  pool(workerPoolId: string): Known<Pool>;
  /** The pending and claimed tasks of a queue. For a queue that does not exist, both are 0. */
  queue(taskQueueId: string): Known<QueueCounts>;
  /** Recent errors of a pool, the newest first. */
  errors(workerPoolId: string): Known<readonly PoolError[]>;
  /** The ids of all pools, sorted; unknown if listing is not allowed. */
  poolIds(): Known<readonly string[]>;
  /**
   * All pools as one listing defines them, without their capacity, sorted by their ids; unknown if listing is not allowed. The
   * place to look for pools to suggest, because reading them asks nothing about each.
   */
  pools(): Known<readonly PoolDefinition[]>;
  /** The ids of all providers except `null-provider`, sorted; unknown if listing is not allowed. */
  providers(): Known<readonly string[]>;
}

export const NO_DEFINITIONS: Knowledge['definitions'] = new Map();

/** Knows nothing, and why. */
export function noKnowledge(why: Why): Knowledge {
  const nothing = () => ({ state: 'unknown', why }) as const;
  return {
    generation: 0,
    rootUrl: undefined,
    definitions: NO_DEFINITIONS,
    pool: nothing,
    queue: nothing,
    errors: nothing,
    poolIds: nothing,
    pools: nothing,
    providers: nothing,
  };
}

/** Knowledge of nothing, for offline use. */
export const NO_KNOWLEDGE: Knowledge = noKnowledge('disabled');
