import type { RuleId } from '../base/rule-ids.js';
import { LIVE_RULES } from './live-registry.js';
import { RULES } from './registry.js';
import type { Rule } from './rule.js';
import { unusedSuppression } from './unused-suppression/unused-suppression.js';

/** The name and summary of every rule, in the order of the documentation. A rule with a live part is listed once. */
export const ALL_RULES: readonly Omit<Rule, 'check'>[] = [
  ...RULES,
  unusedSuppression,
  ...LIVE_RULES.filter(({ id }) => !RULES.some((rule) => rule.id === id)),
];

/** Whether a rule finds something only with what is known of worker pools outside the document. */
export function isLiveOnly(rule: RuleId): boolean {
  return LIVE_RULES.some(({ id }) => id === rule) && !RULES.some(({ id }) => id === rule);
}
