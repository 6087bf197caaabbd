import type { Severity } from '../base/finding.js';
import type { RuleId } from '../base/rule-ids.js';
import type { Sunset } from '../config/config.js';
import type { Knowledge } from '../deployment/knowledge.js';
import type { QueueReference } from '../references/queue-reference.js';
import { liveReregistration } from './reregistration/live-reregistration.js';
import type { RuleFinding } from './rule.js';
import { unknownProvider } from './unknown-provider/unknown-provider.js';
import { unknownWorkerPool } from './unknown-worker-pool/unknown-worker-pool.js';
import { workerPoolDeleted } from './worker-pool-deleted/worker-pool-deleted.js';
import { workerPoolWithoutCapacity } from './worker-pool-without-capacity/worker-pool-without-capacity.js';

/**
 * One thing that is looked for where a text names a queue, with what a deployment says of it. Like a rule, it lives in a
 * folder of its own. What is not known is never held against a text, and its own severity is a warning at most: a
 * deployment can change, and another one can be meant.
 */
export interface LiveRule {
  readonly id: RuleId;
  /** In one line, for lists of rules. */
  readonly summary: string;
  /** The severity of its findings where a finding does not say otherwise. */
  readonly severity: Exclude<Severity, 'error'>;
  check(reference: QueueReference, knowledge: Knowledge, sunset: Sunset | undefined): Iterable<LiveFinding>;
}

export type LiveFinding = RuleFinding & { readonly severity?: Exclude<Severity, 'error'> };

/** Every live rule. To add one: a folder beside the others, its id in ids.ts, and a line here. */
export const LIVE_RULES: readonly LiveRule[] = [
  unknownWorkerPool,
  workerPoolDeleted,
  workerPoolWithoutCapacity,
  unknownProvider,
  liveReregistration,
];
