import type { TextKind } from '../base/text.js';
import type { Knowledge, PoolDefinition } from '../deployment/knowledge.js';
import type { WorkerConfig } from '../deployment/worker-config.js';
import { acceptanceOf } from '../deployment/worker-formats.js';
import type { PayloadSummary } from '../model/task-payload.js';
import type { QueueReference } from '../references/queue-reference.js';
import { ALLOWED_BY, type Grant, isDropped } from '../services/worker/d2g/allowed.js';
import { surePools } from './live-support.js';

/**
 * Why the workers of a pool reject a payload (workers/generic-worker: payload.go, max_run_time.go, the features):
 * - `not-taken`: they do not take the format. `perhaps-not-taken`: its definition does not say that they do.
 * - `too-long`: `maxRunTime` is above `limit`.
 * - `not-enabled`: a feature is off. `shared`: it needs workers that run one task at a time.
 */
export type PoolRejection =
  | { readonly why: 'not-taken' | 'perhaps-not-taken' }
  | { readonly why: 'too-long'; readonly limit: number }
  | { readonly why: 'not-enabled'; readonly feature: string }
  | { readonly why: 'shared'; readonly feature: string; readonly capacity: number };

/** Everything for which workers reject a payload, as far as it is known. If it is the format, nothing else matters. */
export function rejectionsOf(worker: WorkerConfig, payload: PayloadSummary): PoolRejection[] {
  const accepted = acceptanceOf(worker, payload.format);
  if (accepted === 'no') return [{ why: 'not-taken' }];
  if (accepted === 'not-said') return [{ why: 'perhaps-not-taken' }];
  const { maxTaskRunTime: limit, capacity = 1 } = worker;
  const { maxRunTime = 0 } = payload;
  const dropped = droppedFrom(worker, payload);
  return [
    ...(typeof limit === 'number' && maxRunTime > limit ? [{ why: 'too-long', limit } as const] : []),
    ...payload.asks.flatMap((feature): PoolRejection[] => {
      if (worker.disabled.includes(feature) && !dropped.includes(feature)) return [{ why: 'not-enabled', feature }];
      return capacity > 1 && ALONE.includes(feature) ? [{ why: 'shared', feature, capacity }] : [];
    }),
  ];
}

/** Features that would expose the other tasks of the same worker. */
const ALONE: readonly string[] = ['runAsAdministrator', 'runTaskAsCurrentUser'];

/** What a docker-worker payload asks for and the d2gConfig of the pool forbids. The task runs without it. */
export function droppedFrom({ d2gConfig = {} }: WorkerConfig, { format, asks }: PayloadSummary): string[] {
  if (format !== 'docker') return [];
  const isAsked = (what: Grant): boolean => asks.includes(what);
  // What the definition does not say may be allowed by the image.
  return asks.filter((name) => isGrant(name) && isDropped(name, isAsked, (key) => d2gConfig[key] !== false));
}

function isGrant(name: string): name is Grant {
  return Object.hasOwn(ALLOWED_BY, name);
}

/** A pool whose definition configures generic-worker. */
export interface KnownPool {
  readonly workerPoolId: string;
  readonly worker: WorkerConfig;
  /** The file in the workspace that defines it; undefined if the deployment has said so. */
  readonly fileName?: string;
}

/**
 * The pools that a place can name, if it is known how the workers of each are configured; else none. Only one of them may be
 * meant for each branch, so a finding must be true of all.
 */
export function knownPools(reference: QueueReference<TextKind>, knowledge: Knowledge): readonly KnownPool[] {
  const ids = surePools(reference);
  const known = ids.flatMap((id) => knownPool(id, knowledge) ?? []);
  return known.length === ids.length ? known : [];
}

function knownPool(workerPoolId: string, knowledge: Knowledge): KnownPool | undefined {
  const defined = knowledge.definitions.get(workerPoolId);
  if (defined?.worker) return { workerPoolId, worker: defined.worker, fileName: defined.fileName };
  // Even if it is not known what the definition means for the workers, it may change them.
  const pool = defined ? undefined : knowledge.pool(workerPoolId);
  if (pool?.state !== 'known' || !pool.value.worker) return undefined;
  return { workerPoolId, worker: pool.value.worker };
}

/** Whether a pool that a place names may reject one of its payloads, or not give it everything. */
export function hasMisfit(reference: QueueReference<TextKind>, knowledge: Knowledge): boolean {
  const payloads = reference.payloads ?? [];
  return knownPools(reference, knowledge).some(({ worker }) =>
    payloads.some(({ summary }) => rejectionsOf(worker, summary).length > 0 || droppedFrom(worker, summary).length > 0),
  );
}

/** generic-worker's default for `maxTaskRunTime`, in seconds: a day. */
const DEFAULT_LIMIT = 86_400;

/** Whether a pool is known to take a payload, with everything that it asks for. */
export function takes({ worker }: PoolDefinition, payload: PayloadSummary): boolean {
  const { maxTaskRunTime: limit } = worker ?? {};
  return (
    worker !== undefined &&
    limit !== undefined &&
    (limit !== 'not-said' || (payload.maxRunTime ?? 0) <= DEFAULT_LIMIT) &&
    acceptanceOf(worker, payload.format) === 'yes' &&
    rejectionsOf(worker, payload).length === 0 &&
    droppedFrom(worker, payload).length === 0
  );
}
