import type { Pool, QueueCounts } from '../../core/deployment/knowledge.js';
import {
  canReregister,
  DEFAULT_REREGISTRATION_TIMEOUT,
  isReregistrationConfigured,
} from '../../core/deployment/lifecycle.js';

/** A worker pool as reported. */
export interface PoolRow {
  readonly pool: Pool;
  /** Undefined if they are not known. */
  readonly counts: QueueCounts | undefined;
}

/** Everything reported about a deployment. */
export interface PoolsReport {
  readonly rootUrl: string;
  /** Sorted by id. */
  readonly rows: readonly PoolRow[];
  /** How many pools the deployment has, and how many of them are not configured to re-register, whether shown or not. */
  readonly total: number;
  readonly notReregistering: number;
}

/** `default`: the pool sets nothing, so the service's default applies. `degenerate`: it sets 0 or less, which is useless. */
export type ReregistrationState = 'configured' | 'default' | 'degenerate' | 'not-applicable';

export interface Reregistration {
  readonly state: ReregistrationState;
  /** The pool's own setting, or else the service's default; undefined if not applicable. */
  readonly seconds: number | undefined;
}

/** How the workers of a pool renew their credentials. */
export function reregistrationOf(pool: Pool): Reregistration {
  if (!canReregister(pool)) return { state: 'not-applicable', seconds: undefined };
  const seconds = pool.lifecycle.reregistrationTimeout;
  if (seconds === undefined) return { state: 'default', seconds: DEFAULT_REREGISTRATION_TIMEOUT };
  return { state: isReregistrationConfigured(pool.lifecycle) ? 'configured' : 'degenerate', seconds };
}

/** Whether re-registration should be configured: it is possible, but not set or set to a useless value. */
export function isNotReregistering(pool: Pool): boolean {
  const { state } = reregistrationOf(pool);
  return state === 'default' || state === 'degenerate';
}
