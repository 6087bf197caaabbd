import { RULE_IDS, type RuleId } from '../../server/core/base/rule-ids.js';
import type { Config } from '../../server/core/config/config.js';

/** The rules that look at how a task names its queue. */
export const IDENTIFIER_RULES: readonly RuleId[] = [
  'task-queue-id-format',
  'provisioner-id-format',
  'worker-type-format',
  'task-queue-id-mismatch',
  'incomplete-identifiers',
  'missing-task-queue',
  'redundant-identifiers',
  'prefer-task-queue-id',
];

/** These rules and no others. */
export function onlyRules(ids: readonly RuleId[]): Config {
  return { rules: Object.fromEntries(RULE_IDS.filter((id) => !ids.includes(id)).map((id) => [id, 'off'])) };
}
