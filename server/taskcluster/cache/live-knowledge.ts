import type { Knowledge, Reason } from '../../core/deployment/knowledge.js';
import type { TaskclusterClient } from '../api/client.js';

export interface KnowledgeOptions {
  readonly client: TaskclusterClient;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Runs `action` after so many milliseconds, unless the function that it gives is called before. */
  readonly schedule: (milliseconds: number, action: () => void) => () => void;
  /** Called after answers that changed something, with the pools that they are about; none where it is the providers. */
  readonly onChange: (workerPoolIds: ReadonlySet<string>) => void;
  /** Called after every answer: `status` may say something else. */
  readonly onAnswer?: () => void;
}

/** A snapshot that fills itself. */
export interface LiveKnowledge extends Knowledge {
  /** Asks again, for some pools or for all that is known. What is known stays until the answers are there. */
  refresh(workerPoolIds?: readonly string[]): void;
  /** Whether the pool is known to be absent. Unlike reading it this asks nothing. */
  isAbsent(workerPoolId: string): boolean;
  /** For who can wait: resolves when all has been asked about these pools, or about the list of all. Never rejects. */
  wait(workerPoolIds?: readonly string[]): Promise<void>;
  /** `why`: undefined while all is well. `at`: when the newest answer came. */
  status(): { readonly rootUrl: string; readonly at?: number } & Partial<Reason>;
  /** Asks no more and tells no more. */
  dispose(): void;
}
