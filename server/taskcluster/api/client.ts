import type {
  Capacity,
  LaunchConfig,
  PoolDefinition,
  PoolError,
  QueueCounts,
  Workers,
} from '../../core/deployment/knowledge.js';
import type { Answer } from '../http/answer.js';

/** A client for one deployment. Calls never throw, are safe at any time, and are limited in time, size and number. */
export interface TaskclusterClient {
  readonly rootUrl: string;
  /** workerManager.workerPool: the definition and the capacity now. */
  workerPool(workerPoolId: string): Promise<Answer<PoolDefinition>>;
  /** workerManager.workerPoolStats: the capacity now, over all launch configurations. */
  workerPoolStats(workerPoolId: string): Promise<Answer<Capacity>>;
  /** workerManager.listWorkerPools, all pages. Its capacities are always 0, so they are left out. */
  listWorkerPools(): Promise<Answer<readonly PoolDefinition[]>>;
  /** workerManager.listWorkerPoolsStats, all pages: capacity by workerPoolId. */
  listWorkerPoolsStats(): Promise<Answer<ReadonlyMap<string, Capacity>>>;
  /** workerManager.listWorkerPoolErrors, the newest first, the first page. */
  listWorkerPoolErrors(workerPoolId: string): Promise<Answer<readonly PoolError[]>>;
  /** workerManager.listWorkerPoolLaunchConfigs. */
  listWorkerPoolLaunchConfigs(workerPoolId: string): Promise<Answer<readonly LaunchConfig[]>>;
  /** workerManager.listWorkersForWorkerPool, the first page. Stopped workers are listed until they expire. */
  listWorkersForWorkerPool(workerPoolId: string): Promise<Answer<Workers>>;
  /** workerManager.listProviders: providerType by providerId. */
  listProviders(): Promise<Answer<ReadonlyMap<string, string>>>;
  /** queue.taskQueueCounts; if that is forbidden, queue.pendingTasks. */
  taskQueueCounts(taskQueueId: string): Promise<Answer<QueueCounts>>;
  /** Sends no more requests, not even for questions that wait for their turn: they fail. */
  end(): void;
}
