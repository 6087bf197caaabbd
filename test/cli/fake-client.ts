import type { Capacity, PoolDefinition, QueueCounts, Workers } from '../../server/core/deployment/knowledge.js';
import type { TaskclusterClient } from '../../server/taskcluster/api/client.js';
import type { Answer, ApiErrorKind } from '../../server/taskcluster/http/answer.js';
import { type PoolLiteral, poolOf } from '../support/knowledge.js';

/** A deployment as a literal. Any value can be replaced with the kind of error it gives. */
export interface DeploymentLiteral {
  /** By id. */
  readonly pools: Readonly<Record<string, PoolLiteral>> | ApiErrorKind;
  /** What `listWorkerPoolsStats` says; otherwise it tells the capacity of `pools`. */
  readonly stats?: ApiErrorKind;
  /** Type by id. */
  readonly providers?: Readonly<Record<string, string>> | ApiErrorKind;
  /** By id; a queue that is not here has nothing to do. */
  readonly queues?: Readonly<Record<string, QueueCounts | ApiErrorKind>>;
  /** What the service says along with each error. */
  readonly message?: string;
  readonly status?: number;
}

/** A client of such a deployment, which notes the questions that it is asked. */
export function fakeClient(literal: DeploymentLiteral, asked: string[] = []): TaskclusterClient {
  const { pools, stats, providers = {}, queues = {}, message = '', status } = literal;
  const fail = (kind: ApiErrorKind): Answer<never> => ({
    ok: false,
    error: { kind, message, ...(status !== undefined && { status }) },
  });
  const answer = <T>(question: string, value: T | ApiErrorKind): Promise<Answer<T>> => {
    asked.push(question);
    return Promise.resolve(typeof value === 'string' ? fail(value as ApiErrorKind) : { ok: true, value });
  };
  const all = typeof pools === 'string' ? [] : Object.entries(pools).map(([id, pool]) => poolOf(id, pool));
  const definitions = all.map(({ providerType: _, ...pool }): PoolDefinition => pool);
  const capacities = new Map(all.flatMap(({ workerPoolId, capacity }) => (capacity ? [[workerPoolId, capacity]] : [])));
  return {
    rootUrl: 'https://tc.example.com',
    workerPool: (id) =>
      answer<PoolDefinition>(
        `workerPool ${id}`,
        typeof pools === 'string' ? pools : (definitions.find((pool) => pool.workerPoolId === id) ?? 'absent'),
      ),
    workerPoolStats: (id) => answer<Capacity>(`workerPoolStats ${id}`, capacities.get(id) ?? 'absent'),
    listWorkerPools: () =>
      answer<readonly PoolDefinition[]>('listWorkerPools', typeof pools === 'string' ? pools : definitions),
    listWorkerPoolsStats: () => answer<ReadonlyMap<string, Capacity>>('listWorkerPoolsStats', stats ?? capacities),
    listWorkerPoolErrors: (id) => answer(`listWorkerPoolErrors ${id}`, []),
    listWorkerPoolLaunchConfigs: (id) => answer(`listWorkerPoolLaunchConfigs ${id}`, []),
    listWorkersForWorkerPool: (id) =>
      answer<Workers>(`listWorkersForWorkerPool ${id}`, { listed: [], isComplete: true }),
    listProviders: () =>
      answer<ReadonlyMap<string, string>>(
        'listProviders',
        typeof providers === 'string' ? providers : new Map(Object.entries(providers)),
      ),
    taskQueueCounts: (id) => answer<QueueCounts>(`taskQueueCounts ${id}`, queues[id] ?? { pending: 0, claimed: 0 }),
    end: () => {},
  };
}
