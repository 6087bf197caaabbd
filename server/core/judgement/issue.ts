import type { Fix } from '../finding.js';
import type { RuleId } from '../rules/ids.js';
import type { Span } from '../text.js';

/** What a judgement finds: a finding that does not know its severity yet. */
export interface Issue {
  readonly rule: RuleId;
  readonly message: string;
  readonly span: Span;
  readonly fixes: readonly Fix[];
}
