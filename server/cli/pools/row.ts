import type { Pool, QueueCounts } from '../../core/deployment/knowledge.js';
import {
  canReregister,
  DEFAULT_REREGISTRATION_TIMEOUT,
  isReregistrationConfigured,
} from '../../core/deployment/lifecycle.js';

/** A worker pool as it is reported. */
export interface PoolRow {
  readonly pool: Pool;
  /** Undefined where they are not known. */
  readonly counts: QueueCounts | undefined;
}

/** All that is reported about a deployment. */
export interface PoolsReport {
  readonly rootUrl: string;
  /** Sorted by id. */
  readonly rows: readonly PoolRow[];
  /** How many pools the deployment has, and how many of them are not configured to re-register; shown or not. */
  readonly total: number;
  readonly notReregistering: number;
}

/** `default`: the pool says nothing, so the service's own time holds. `degenerate`: it says 0 or less, to no good. */
export type ReregistrationState = 'configured' | 'default' | 'degenerate' | 'not-applicable';

export interface Reregistration {
  readonly state: ReregistrationState;
  /** As the pool says; the service's default where it says nothing; undefined where it does not apply. */
  readonly seconds: number | undefined;
}

/** How the workers of a pool keep their credentials. */
export function reregistrationOf(pool: Pool): Reregistration {
  if (!canReregister(pool)) return { state: 'not-applicable', seconds: undefined };
  const seconds = pool.lifecycle.reregistrationTimeout;
  if (seconds === undefined) return { state: 'default', seconds: DEFAULT_REREGISTRATION_TIMEOUT };
  return { state: isReregistrationConfigured(pool.lifecycle) ? 'configured' : 'degenerate', seconds };
}

/** Whether somebody should configure it: it could re-register, but does not say how, or says it in vain. */
export function isNotReregistering(pool: Pool): boolean {
  const { state } = reregistrationOf(pool);
  return state === 'default' || state === 'degenerate';
}
