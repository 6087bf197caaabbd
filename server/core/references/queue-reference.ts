import type { Span, TextKind } from '../base/text.js';
import type { ValueContext } from '../edit/write-scalar.js';
import type { ScalarStyle } from '../syntax/node.js';

/**
 * A place in a document that names a queue, which is a worker pool of the same name (RFC 0145); or (`providerId`) the
 * provider of a pool, which names no queue.
 */
export interface QueueReference<In extends TextKind = 'tree'> {
  /** The value that names it; of a pair the `workerType`. */
  readonly span: Span<In>;
  /** The `provisionerId` of a pair. */
  readonly also?: Span<In>;
  /** What holds it: where a code lens stands. The first line of the task, the pool or the alias. */
  readonly holder: Span<In>;
  readonly how: 'taskQueueId' | 'pair' | 'workerPoolId' | 'alias' | 'providerId';
  /** As it is written, a pair joined with a slash. */
  readonly written: string;
  /**
   * The pools that it can name, sorted, at most `MAX_POOLS`. One for what is written out. Several for a template whose
   * interpolations can be filled in, from the pools that exist or (in taskgraph's aliases) from the levels.
   */
  readonly pools: PoolNames;
  /** Something may override what is written: nothing is held against it. */
  readonly unsure?: boolean;
  /** What is written, for who would write another id in its place; undefined where it is computed or stands elsewhere. */
  readonly source?: ReferenceSource;
}

/** How the values at `span` and `also` are written, and what may be written plainly there. */
export interface ReferenceSource {
  readonly value: WrittenValue;
  readonly also?: WrittenValue;
}

export interface WrittenValue {
  readonly text: string;
  readonly style: ScalarStyle;
  readonly context: ValueContext;
}

/**
 * `exact`: these and no others; none for what is no valid id, and for queues without a pool (`built-in/succeed`).
 * `pattern`: any pool that matches, where interpolations stand for what no one knows before a push.
 */
export type PoolNames =
  | { readonly kind: 'exact'; readonly ids: readonly string[] }
  | { readonly kind: 'pattern'; readonly pattern: RegExp };

export const MAX_POOLS = 30;
