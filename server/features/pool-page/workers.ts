import { durationWords } from '../../core/base/duration.js';
import {
  type Pool,
  WORKER_STATES,
  type Worker,
  type WorkerState,
  type Workers,
} from '../../core/deployment/knowledge.js';
import { isInCloud, isStatic } from '../../core/deployment/lifecycle.js';
import { ageWords } from '../../core/deployment/text.js';
import type { Told } from './told.js';

/** What is known of the workers of a pool. */
export interface WorkersPart {
  /** How many are in each state, of those that are listed. */
  readonly counts: readonly { readonly state: WorkerState; readonly count: number }[];
  /** Whether these are all workers. */
  readonly isComplete: boolean;
  /** The newest. */
  readonly newest: readonly WorkerRow[];
  readonly provisioning: Told<Provisioning>;
}

/** A worker in words. Foreign text, as it is. Null: not known. */
export interface WorkerRow {
  readonly workerId: string;
  readonly workerGroup: string;
  readonly state: WorkerState;
  readonly requested: string | null;
  /** How long after its request it registered. */
  readonly registeredAfter: string | null;
  readonly capacity: number;
  readonly launchConfigId: string | null;
}

/** From the request of a worker until it registers, in words. */
export interface Provisioning {
  /** How many workers tell it. */
  readonly workers: number;
  readonly median: string;
  /** Half of the workers take as long as between these two. */
  readonly quarter: string;
  readonly threeQuarters: string;
  readonly shortest: string;
  readonly longest: string;
}

const MOST_SHOWN = 20;

/** The workers of a pool. `now`: milliseconds since 1970. */
export function workersPart({ listed, isComplete }: Workers, pool: Pool, now: number): WorkersPart {
  const newest = listed.toSorted((a, b) => (Date.parse(b.created) || 0) - (Date.parse(a.created) || 0));
  return {
    counts: WORKER_STATES.map((state) => ({ state, count: listed.filter((worker) => worker.state === state).length })),
    isComplete,
    newest: newest.slice(0, MOST_SHOWN).map((worker) => workerRow(worker, pool, now)),
    provisioning: provisioning(listed, pool),
  };
}

function workerRow(worker: Worker, pool: Pool, now: number): WorkerRow {
  const { workerId, workerGroup, state, created, capacity, launchConfigId } = worker;
  const time = Date.parse(created);
  const seconds = secondsToRegister(worker, pool);
  return {
    workerId,
    workerGroup,
    state,
    requested: Number.isNaN(time) ? null : ageWords(now - time),
    registeredAfter: state === 'requested' ? 'not yet' : seconds === undefined ? null : durationWords(seconds),
    capacity,
    launchConfigId: launchConfigId ?? null,
  };
}

/**
 * How long a worker took from its request until it registered; undefined if the API does not tell. `lastModified` is when a
 * worker last changed its state, and a worker of a cloud becomes `running` when it registers (worker-full.json). So it tells as
 * long as the worker is running. Re-registration does not change it. People create the workers of a static pool as running.
 */
function secondsToRegister(worker: Worker, pool: Pool): number | undefined {
  if (worker.state !== 'running' || worker.providerId !== pool.providerId || !isInCloud(pool)) return undefined;
  const seconds = (Date.parse(worker.lastModified) - Date.parse(worker.created)) / 1000;
  return seconds > 0 ? seconds : undefined;
}

function provisioning(workers: readonly Worker[], pool: Pool): Told<Provisioning> {
  if (isStatic(pool)) return { unknown: 'people create the workers of a static pool' };
  if (isInCloud(pool) === undefined)
    return { unknown: 'the deployment does not say what type of provider the pool has' };
  if (!isInCloud(pool)) return { unknown: 'worker-manager does not request the workers of this pool from a cloud' };
  const seconds = workers.flatMap((worker) => secondsToRegister(worker, pool) ?? []).sort((a, b) => a - b);
  if (seconds.length === 0) return { unknown: 'no listed worker tells when it registered, as only running ones do' };
  const share = (part: number): string => durationWords(quantile(seconds, part));
  return {
    value: {
      workers: seconds.length,
      median: share(0.5),
      quarter: share(0.25),
      threeQuarters: share(0.75),
      shortest: share(0),
      longest: share(1),
    },
  };
}

/** A quantile of sorted numbers, between the two nearest ones. */
function quantile(sorted: readonly number[], part: number): number {
  const place = part * (sorted.length - 1);
  const lower = sorted[Math.floor(place)] ?? 0;
  const upper = sorted[Math.ceil(place)] ?? lower;
  return lower + (upper - lower) * (place - Math.floor(place));
}
