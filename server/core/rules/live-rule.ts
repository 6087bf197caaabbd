import type { Severity } from '../base/finding.js';
import type { RuleId } from '../base/rule-ids.js';
import type { TextKind } from '../base/text.js';
import type { Sunset } from '../config/config.js';
import type { Knowledge } from '../deployment/knowledge.js';
import type { QueueReference } from '../references/queue-reference.js';
import type { RuleFinding } from './rule.js';

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
