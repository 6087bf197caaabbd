import type { Finding } from '../base/finding.js';
import type { RuleId } from '../base/rule-ids.js';

/** The rules whose safe fixes together are the migration to `taskQueueId`. */
export const MIGRATION_RULES: ReadonlySet<RuleId> = new Set<RuleId>(['prefer-task-queue-id', 'redundant-identifiers']);

/** Whether the migration of the file resolves the finding. */
export function isMigration({ rule, fixable }: Pick<Finding, 'rule' | 'fixable'>): boolean {
  return fixable && MIGRATION_RULES.has(rule);
}
