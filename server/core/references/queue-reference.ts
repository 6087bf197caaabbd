import type { Span, TextKind } from '../base/text.js';
import type { WorkerConfig } from '../deployment/worker-config.js';
import type { ValueContext } from '../edit/write-scalar.js';
import type { TaskPayload } from '../model/task-payload.js';
import type { ScalarStyle } from '../syntax/node.js';

/**
 * A place in a document that names a queue, and so the worker pool with the same name (RFC 0145); or (`providerId`) one that
 * names the provider of a pool instead of a queue.
 */
export interface QueueReference<In extends TextKind = 'tree'> {
  /** The value that names it; for a pair, the `workerType`. */
  readonly span: Span<In>;
  /** The `provisionerId` of a pair. */
  readonly also?: Span<In>;
  /** The place for a code lens: the first line of the task, pool or alias. */
  readonly holder: Span<In>;
  readonly how: 'taskQueueId' | 'pair' | 'workerPoolId' | 'alias' | 'providerId';
  /** As written, with a pair joined by a slash. */
  readonly written: string;
  /**
   * The pools that it can name, sorted, at most `MAX_POOLS`. One if it is written out. Several for a template whose
   * interpolations can be filled in, from existing pools or (in taskgraph's aliases) from the levels.
   */
  readonly pools: PoolNames;
  /** Something may override the written value, so it causes no findings. */
  readonly unsure?: boolean;
  /** The payloads of the tasks that name the queue here, as far as they are known; different forms of a task may differ. */
  readonly payloads?: readonly TaskPayload<In>[];
  /** For a pool that is defined here, what the definition says about its workers. */
  readonly worker?: WorkerConfig;
  /** The written form, for replacing it with another id; undefined if it is computed or comes from elsewhere. */
  readonly source?: ReferenceSource;
}

/** How the values at `span` and `also` are written, and what may be written without quotes there. */
export interface ReferenceSource {
  readonly value: WrittenValue;
  readonly also?: WrittenValue;
}

export interface WrittenValue {
  readonly text: string;
  readonly style: ScalarStyle;
  readonly context: ValueContext;
  /** The comment behind the `|` or `>` of a block scalar, with a space before it; empty if there is none. */
  readonly comment: string;
}

/**
 * `exact`: these and no others; empty for an invalid id, and for queues without a pool (`built-in/succeed`).
 * `pattern`: any pool that matches, if interpolations stand for values that are unknown before a push.
 */
export type PoolNames =
  | { readonly kind: 'exact'; readonly ids: readonly string[] }
  | { readonly kind: 'pattern'; readonly pattern: RegExp };

export const MAX_POOLS = 30;
