import type { Severity } from '../base/finding.js';
import type { RuleId } from '../base/rule-ids.js';
import type { TextKind } from '../base/text.js';
import type { Sunset } from '../config/config.js';
import type { Knowledge } from '../deployment/knowledge.js';
import type { QueueReference } from '../references/queue-reference.js';
import type { RuleFinding } from './rule.js';

/**
 * A check of references to queues against what a deployment says about them. Like a rule, it has its own folder. Anything
 * unknown causes no findings, and its default severity is at most a warning, because a deployment can change, and the author
 * may mean another one.
 */
export interface LiveRule {
  readonly id: RuleId;
  /** A one-line description, for lists of rules. */
  readonly summary: string;
  /** The default severity of its findings. */
  readonly severity: Exclude<Severity, 'error'>;
  /** What it finds counts in the same text as the reference. */
  check<In extends TextKind>(
    reference: QueueReference<In>,
    knowledge: Knowledge,
    sunset: Sunset | undefined,
  ): Iterable<LiveFinding<In>>;
}

export type LiveFinding<In extends TextKind = 'tree'> = RuleFinding<In> & {
  readonly severity?: Exclude<Severity, 'error'>;
};
