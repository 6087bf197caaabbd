import type {
  Knowledge,
  Known,
  LaunchConfig,
  Pool,
  QueueCounts,
  Reason,
  Workers,
} from '../../core/deployment/knowledge.js';
import type { TaskclusterClient } from '../api/client.js';

export interface KnowledgeOptions {
  readonly client: TaskclusterClient;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Runs `action` after a number of milliseconds, unless the returned function is called first. */
  readonly schedule: (milliseconds: number, action: () => void) => () => void;
  /** Called after answers that changed something, with the pools they are about; none if it was the providers. */
  readonly onChange: (workerPoolIds: ReadonlySet<string>) => void;
  /** Called after every answer, because `status` may have changed. */
  readonly onAnswer?: () => void;
}

/** A snapshot that fills itself. */
export interface LiveKnowledge extends Knowledge {
  /** Asks again about some pools or about everything known. What is known stays until the answers arrive. */
  refresh(workerPoolIds?: readonly string[]): void;
  /** The launch configs of a pool, without archived ones. */
  launchConfigs(workerPoolId: string): Known<readonly LaunchConfig[]>;
  /** The workers of a pool that are listed first. */
  workers(workerPoolId: string): Known<Workers>;
  /** What is known of the numbers of a pool. Unlike reading them, this asks nothing. */
  peek(workerPoolId: string): { readonly pool: Known<Pool>; readonly queue: Known<QueueCounts> };
  /** Whether the pool is known to be absent. Unlike reading it, this asks nothing. */
  isAbsent(workerPoolId: string): boolean;
  /** For callers that can wait: resolves when everything about these pools, or the list of all, has been asked. Never rejects. */
  wait(workerPoolIds?: readonly string[]): Promise<void>;
  /** `why`: undefined while all is well. `at`: when the newest answer arrived. */
  status(): { readonly rootUrl: string; readonly at?: number } & Partial<Reason>;
  /** Stops all requests and notifications. */
  dispose(): void;
}
