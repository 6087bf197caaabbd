import type { Severity } from '../../base/finding.js';
import type { RuleId } from '../../base/rule-ids.js';
import type { Span } from '../../base/text.js';
import type { Issue } from '../issue.js';

/** A mistake that shows for some event. */
export interface Mistake {
  readonly rule: RuleId;
  readonly message: string;
  readonly span: Span;
  /** Where even a push that shows it makes no error of it. */
  readonly severity?: Severity;
  readonly fixes?: Issue['fixes'];
}
