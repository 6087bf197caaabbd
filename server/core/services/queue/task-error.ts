import type { Severity } from '../../base/finding.js';
import type { RuleId } from '../../base/rule-ids.js';
import type { Path } from '../../jsone/located-value.js';

/** Something that the queue's own code refuses, beyond the schema. */
export interface TaskError {
  readonly rule: RuleId;
  /** Where in the task; a place that the task does not have leads to what is around it. */
  readonly path: Path;
  readonly message: string;
  /** Of a deadline that lies too far ahead: how many days it may lie ahead. */
  readonly tooFar?: number;
  /** Where the rule's own does not hold. */
  readonly severity?: Severity;
  /** What to write in place of the text at that place, of which the source is given; undefined where nothing is obvious. */
  readonly mend?: (source: string) => string | undefined;
}
