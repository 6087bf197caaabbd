import { LIVE_RULES } from './live-registry.js';
import { RULES } from './registry.js';
import type { Rule } from './rule.js';

/** What every rule is called and says of itself, in the order of the documentation. A rule with a live half is one. */
export const ALL_RULES: readonly Omit<Rule, 'check'>[] = [
  ...RULES,
  ...LIVE_RULES.filter(({ id }) => !RULES.some((rule) => rule.id === id)),
];
