import { hostOf } from '../../core/deployment/host.js';
import type {
  Capacity,
  DefinedPool,
  Known,
  LaunchConfig,
  Pool,
  PoolError,
  QueueCounts,
  Workers,
} from '../../core/deployment/knowledge.js';
import { ageWords, poolUrl, warningWords, whyWords } from '../../core/deployment/text.js';
import { workerNotes } from '../../core/deployment/worker-formats.js';
import { type ErrorKind, errorKinds } from './errors.js';
import type { PoolHistory, Sample } from './history.js';
import { type LaunchConfigRow, launchConfigRows } from './launch-configs.js';
import { type LifecycleWords, lifecycleWords } from './lifecycle-rows.js';
import { type Told, told } from './told.js';
import { type WorkersPart, workersPart } from './workers.js';

/** What is known of a pool, and what was. */
export interface PoolFacts {
  readonly workerPoolId: string;
  readonly rootUrl: string;
  readonly pool: Known<Pool>;
  readonly queue: Known<QueueCounts>;
  readonly errors: Known<readonly PoolError[]>;
  readonly launchConfigs: Known<readonly LaunchConfig[]>;
  readonly workers: Known<Workers>;
  /** What a file of the workspace says; undefined if none defines the pool. */
  readonly defined: DefinedPool | undefined;
  readonly history: PoolHistory;
}

/** The page of a pool. Names, descriptions and what clouds say are foreign text. Null: there is none. */
export interface PoolPage {
  readonly workerPoolId: string;
  readonly host: string;
  readonly body: Told<PoolBody>;
  /** What a file of the workspace says, in sentences. */
  readonly defined: readonly string[];
}

/** What is shown of a pool that there is. */
export interface PoolBody {
  /** The deployment's own page. */
  readonly url: string;
  readonly warning: string | null;
  readonly description: string;
  /** Names and values. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly maxCapacity: number | null;
  readonly capacity: readonly Shown<Capacity>[];
  readonly tasks: Told<readonly Shown<QueueCounts>[]>;
  readonly errors: Told<readonly ErrorKind[]>;
  readonly launchConfigs: Told<readonly LaunchConfigRow[]>;
  readonly lifecycle: LifecycleWords;
  /** What the workers take, in sentences; empty if the definition does not say. */
  readonly takes: readonly string[];
  readonly workers: Told<WorkersPart>;
}

/** A sample, with its age in words. */
export type Shown<T> = Sample<T> & { readonly ago: string };

/** Everything that the page of a pool shows. `now`: milliseconds since 1970. */
export function poolPage(facts: PoolFacts, now: number): PoolPage {
  const { workerPoolId, rootUrl, pool, defined } = facts;
  return {
    workerPoolId,
    host: hostOf(rootUrl),
    body: told(pool, (value) => poolBody(value, facts, now)),
    defined: defined ? [`Defined in ${defined.fileName}`, ...workerNotes(defined)] : [],
  };
}

function poolBody(pool: Pool, facts: PoolFacts, now: number): PoolBody {
  const { queue, errors, launchConfigs, workers, history } = facts;
  const shown = <T>(samples: readonly Sample<T>[]): Shown<T>[] =>
    samples.map((sample) => ({ ...sample, ago: ageWords(now - sample.at) }));
  return {
    url: poolUrl(facts.rootUrl, pool.workerPoolId),
    warning: warningWords(pool) ?? null,
    description: pool.description,
    facts: factsOf(pool, queue),
    maxCapacity: pool.maxCapacity ?? null,
    capacity: shown(history.capacity),
    tasks: told(queue, () => shown(history.tasks)),
    errors: told(errors, (value) => errorKinds(value, now)),
    launchConfigs: told(launchConfigs, launchConfigRows),
    lifecycle: lifecycleWords(pool),
    takes: workerNotes(pool),
    workers: told(workers, (value) => workersPart(value, pool, now)),
  };
}

function factsOf(pool: Pool, queue: Known<QueueCounts>): PoolBody['facts'] {
  const { providerId, providerType, owner, minCapacity, maxCapacity, capacity } = pool;
  const provider = providerType && providerType !== providerId ? `${providerId} (${providerType})` : providerId;
  const limits = minCapacity === undefined ? [] : [`at least ${minCapacity}`];
  return [
    ['Provider', provider],
    ['Owner', owner],
    ['Capacity', capacity ? stateWords(capacity) : 'unknown'],
    ['Limits', maxCapacity === undefined ? 'none' : [...limits, `at most ${maxCapacity}`].join(', ')],
    ['Tasks', taskWords(queue)],
  ];
}

function stateWords({ requested, running, stopping }: Capacity): string {
  return `${running} running, ${requested} requested, ${stopping} stopping`;
}

function taskWords(queue: Known<QueueCounts>): string {
  if (queue.state === 'unknown') return `unknown: ${whyWords(queue)}`;
  if (queue.state === 'absent') return 'none';
  const { pending, claimed } = queue.value;
  return `${pending} pending, ${claimed === undefined ? 'claimed unknown: the deployment does not reveal it' : `${claimed} claimed`}`;
}
