import assert from 'node:assert/strict';
import type { TaskclusterClient } from '../../server/taskcluster/api/client.js';
import type { Answer } from '../../server/taskcluster/http/answer.js';
import { POOL, type Reply } from './fake-deployment.js';

/** What a transport says when there is no connection. */
export const NETWORK = { error: 'network', message: 'connection reset' } as const;

/** A page for people, where an answer of the service is expected. */
export const html = (status: number): Reply => ({ status, headers: {}, body: '<html><h1>Sign in</h1></html>' });

/** A pool of that id as worker-manager answers it. */
export const pool = (id: string) => ({ ...POOL, workerPoolId: id });

/** `kind`, or `ok`. */
export const outcome = (answer: Answer<unknown>): string => (answer.ok ? 'ok' : answer.error.kind);

/** The error of an answer, which must be one. */
export function errorOf(answer: Answer<unknown>) {
  assert.ok(!answer.ok, 'an error is expected');
  return answer.error;
}

/** A question by each method of the client. */
export const METHODS: Readonly<
  Record<Exclude<keyof TaskclusterClient, 'rootUrl' | 'end'>, (client: TaskclusterClient) => Promise<Answer<unknown>>>
> = {
  workerPool: (client) => client.workerPool('proj/ci'),
  workerPoolStats: (client) => client.workerPoolStats('proj/ci'),
  listWorkerPools: (client) => client.listWorkerPools(),
  listWorkerPoolsStats: (client) => client.listWorkerPoolsStats(),
  listWorkerPoolErrors: (client) => client.listWorkerPoolErrors('proj/ci'),
  listWorkerPoolLaunchConfigs: (client) => client.listWorkerPoolLaunchConfigs('proj/ci'),
  listWorkersForWorkerPool: (client) => client.listWorkersForWorkerPool('proj/ci'),
  listProviders: (client) => client.listProviders(),
  taskQueueCounts: (client) => client.taskQueueCounts('proj/ci'),
};
