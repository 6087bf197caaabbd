import type { Severity } from '../../base/finding.js';
import type { RuleId } from '../../base/rule-ids.js';
import type { Path } from '../../jsone/located-value.js';

/** Something that the queue's own code rejects, beyond the schema. */
export interface TaskError {
  readonly rule: RuleId;
  /** The path in the task. If the task has no such place, its parent is used. */
  readonly path: Path;
  readonly message: string;
  /** For a deadline too far ahead: how many days ahead it may be. */
  readonly tooFar?: number;
  /** Overrides the rule's default. */
  readonly severity?: Severity;
  /** The replacement for the text at that place, given its source; undefined if none is obvious. */
  readonly mend?: (source: string) => string | undefined;
}
