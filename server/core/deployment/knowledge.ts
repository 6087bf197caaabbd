/**
 * What is known of a deployment at one moment. Only `absent`, which is the service's own word, may ever be held against a
 * text; `unknown` says why nothing is known and stays silent. `at`: milliseconds since 1970.
 */
export type Known<T> =
  | { readonly state: 'known'; readonly value: T; readonly at: number }
  | { readonly state: 'absent'; readonly at: number }
  | ({ readonly state: 'unknown' } & Reason);

/** Why nothing is known. */
export interface Reason {
  readonly why: Why;
  /** What happened, in a few words on one line: `status 500: Internal Server Error`. Text from afar. */
  readonly detail?: string;
}

/**
 * Why nothing is known: nothing may be asked (`disabled`, no root URL, a workspace that is not trusted), nothing has come
 * back yet, or what came back is no answer. `bad-credentials`: nothing was sent, for they are none.
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

/** A worker pool, as worker-manager describes it (worker-pool-full), less what nobody here needs. */
export interface Pool {
  readonly workerPoolId: string;
  /** `null-provider`: the pool is being deleted. */
  readonly providerId: string;
  /** `aws`, `azure`, `google`, `static`, `null`, …; undefined where the deployment does not list its providers. */
  readonly providerType: string | undefined;
  /** Written by people: shown as text, never as Markdown. */
  readonly description: string;
  readonly owner: string;
  /** Of pools that are made to measure; undefined of static ones, which have no limits. */
  readonly minCapacity: number | undefined;
  readonly maxCapacity: number | undefined;
  readonly launchConfigs: LaunchConfigs;
  readonly lifecycle: Lifecycle;
  /** What is there now; undefined where only the definition is known. */
  readonly capacity: Capacity | undefined;
}

/** How many launch configs a pool has; those of which workers can be made have no `initialWeight` of 0. */
export interface LaunchConfigs {
  readonly all: number;
  readonly usable: number;
}

/** The pool's `config.lifecycle`, in seconds; undefined where it says nothing. */
export interface Lifecycle {
  readonly registrationTimeout: number | undefined;
  readonly reregistrationTimeout: number | undefined;
  readonly queueInactivityTimeout: number | undefined;
}

/** Counted in tasks that can run at the same time. */
export interface Capacity {
  readonly requested: number;
  readonly running: number;
  readonly stopping: number;
}

/** How many tasks a queue holds. */
export interface QueueCounts {
  readonly pending: number;
  /** Undefined where the deployment does not tell. */
  readonly claimed: number | undefined;
}

/** What went wrong when workers were to be made. Written by cloud providers: shown as text. */
export interface PoolError {
  readonly reported: string;
  readonly title: string;
  readonly description: string;
}

/**
 * A snapshot of what is known, for one root URL. Reading never waits. What is asked for and not known, or old, is
 * fetched behind the scenes; `generation` grows with every answer that changed something.
 */
export interface Knowledge {
  readonly generation: number;
  /** The deployment, e.g. `https://community-tc.services.mozilla.com`; undefined where none is named. */
  readonly rootUrl: string | undefined;
  pool(workerPoolId: string): Known<Pool>;
  /** What waits and what runs in a queue. A queue that does not exist has zeros. */
  queue(taskQueueId: string): Known<QueueCounts>;
  /** Recent errors of a pool, the newest first. */
  errors(workerPoolId: string): Known<readonly PoolError[]>;
  /** The ids of all pools, sorted; unknown where listing is not allowed. */
  poolIds(): Known<readonly string[]>;
  /** The ids of all providers but `null-provider`, sorted; unknown where listing is not allowed. */
  providers(): Known<readonly string[]>;
}

/** Knows nothing, and why. */
export function noKnowledge(why: Why): Knowledge {
  const nothing = () => ({ state: 'unknown', why }) as const;
  return {
    generation: 0,
    rootUrl: undefined,
    pool: nothing,
    queue: nothing,
    errors: nothing,
    poolIds: nothing,
    providers: nothing,
  };
}

/** For whoever works offline. */
export const NO_KNOWLEDGE: Knowledge = noKnowledge('disabled');
