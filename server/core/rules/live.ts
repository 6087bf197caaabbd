import type { Sunset } from '../config.js';
import type { Severity } from '../finding.js';
import type { Knowledge } from '../live/knowledge.js';
import type { QueueReference } from '../live/reference.js';
import type { RuleId } from './ids.js';
import { liveReregistration } from './reregistration/live.js';
import type { RuleFinding } from './rule.js';
import { unknownProvider } from './unknown-provider/rule.js';
import { unknownWorkerPool } from './unknown-worker-pool/rule.js';
import { workerPoolDeleted } from './worker-pool-deleted/rule.js';
import { workerPoolWithoutCapacity } from './worker-pool-without-capacity/rule.js';

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
