import type {
  Capacity,
  LaunchConfig,
  PoolDefinition,
  PoolError,
  QueueCounts,
  Worker,
} from '../../server/core/deployment/knowledge.js';
import type { TaskclusterClient } from '../../server/taskcluster/api/client.js';
import type { Answer, ApiErrorKind } from '../../server/taskcluster/http/answer.js';
import { type PoolLiteral, poolOf } from './knowledge.js';

type Method = Exclude<keyof TaskclusterClient, 'rootUrl'>;

/** A deployment in memory: what its client is asked is noted, and every answer can be made a fault. */
export interface FakeDeployment {
  readonly client: TaskclusterClient;
  /** Each question, e.g. `workerPool a/b` or `listWorkerPools`, in order. */
  readonly asked: string[];
  readonly pools: Map<string, FakePool>;
  /** By method, or `method id`: the fault to answer with. `hang`: no answer until `release`. */
  readonly faults: Map<string, ApiErrorKind | 'hang'>;
  /** Answers all that hangs. */
  release(): void;
}

export interface FakePool {
  readonly definition?: Omit<PoolLiteral, 'capacity'>;
  readonly capacity?: Partial<Capacity>;
  readonly counts?: QueueCounts;
  readonly errors?: readonly PoolError[];
  readonly launchConfigs?: readonly LaunchConfig[];
  readonly workers?: readonly Worker[];
}

export function fakeDeployment(pools: Readonly<Record<string, FakePool>> = {}): FakeDeployment {
  const asked: string[] = [];
  const faults: FakeDeployment['faults'] = new Map();
  const known = new Map(Object.entries(pools));
  let hanging: (() => void)[] = [];

  async function answer<T>(method: Method, id: string | undefined, value: () => T | undefined): Promise<Answer<T>> {
    const question = id === undefined ? method : `${method} ${id}`;
    asked.push(question);
    let fault = faults.get(question) ?? faults.get(method);
    if (fault === 'hang') {
      await new Promise<void>((resolve) => hanging.push(resolve));
      fault = undefined;
    } else await Promise.resolve();
    if (fault) return { ok: false, error: { kind: fault as ApiErrorKind, message: fault } };
    const found = value();
    return found === undefined
      ? { ok: false, error: { kind: 'absent', message: 'no such' } }
      : { ok: true, value: found };
  }

  const capacityOf = (pool: FakePool): Capacity => ({ requested: 0, running: 0, stopping: 0, ...pool.capacity });
  const definitionOf = (id: string, pool: FakePool): PoolDefinition => {
    const { providerType: _, ...definition } = poolOf(id, pool.definition);
    return { ...definition, capacity: undefined };
  };
  const client: TaskclusterClient = {
    rootUrl: 'https://tc.example.com',
    workerPool: (id) =>
      answer('workerPool', id, () => {
        const pool = known.get(id);
        return pool && { ...definitionOf(id, pool), capacity: capacityOf(pool) };
      }),
    workerPoolStats: (id) =>
      answer('workerPoolStats', id, () => {
        const pool = known.get(id);
        return pool && capacityOf(pool);
      }),
    listWorkerPools: () =>
      answer('listWorkerPools', undefined, () => [...known].map(([id, pool]) => definitionOf(id, pool))),
    listWorkerPoolsStats: () =>
      answer('listWorkerPoolsStats', undefined, () => new Map([...known].map(([id, pool]) => [id, capacityOf(pool)]))),
    listWorkerPoolErrors: (id) =>
      answer('listWorkerPoolErrors', id, () => known.get(id) && (known.get(id)?.errors ?? [])),
    listWorkerPoolLaunchConfigs: (id) =>
      answer('listWorkerPoolLaunchConfigs', id, () => known.get(id) && (known.get(id)?.launchConfigs ?? [])),
    listWorkersForWorkerPool: (id) =>
      answer(
        'listWorkersForWorkerPool',
        id,
        () => known.get(id) && { listed: known.get(id)?.workers ?? [], isComplete: true },
      ),
    listProviders: () => answer('listProviders', undefined, () => new Map([['cloud', 'google']])),
    taskQueueCounts: (id) => answer('taskQueueCounts', id, () => known.get(id)?.counts ?? { pending: 0, claimed: 0 }),
    end: () => {},
  };
  return {
    client,
    asked,
    pools: known,
    faults,
    release() {
      const waiting = hanging;
      hanging = [];
      for (const go of waiting) go();
    },
  };
}

/** A clock that only advances when told how much time has passed. */
export interface FakeClock {
  now(): number;
  schedule(milliseconds: number, action: () => void): () => void;
  /** Lets time pass: runs what is due on the way, and all that follows from it. */
  pass(milliseconds: number): Promise<void>;
  /** How much is still to come. */
  pending(): number;
}

export function fakeClock(start: number): FakeClock {
  let time = start;
  let timers: { readonly at: number; readonly action: () => void }[] = [];
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 50; i++) await Promise.resolve();
  };
  return {
    now: () => time,
    schedule(milliseconds, action) {
      const timer = { at: time + milliseconds, action };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    async pass(milliseconds) {
      const end = time + milliseconds;
      await settle();
      for (;;) {
        const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers = timers.filter((other) => other !== next);
        time = Math.max(time, next.at);
        next.action();
        await settle();
      }
      time = end;
    },
    pending: () => timers.length,
  };
}
