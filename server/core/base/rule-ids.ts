/** Every rule by its id, in the order of the documentation. Ids are stable: settings, CI and suppressions name them. */
export const RULE_IDS = [
  'syntax',
  'limits',
  'schema',
  'template',
  'task-queue-id-format',
  'provisioner-id-format',
  'worker-type-format',
  'task-queue-id-mismatch',
  'incomplete-identifiers',
  'missing-task-queue',
  'redundant-identifiers',
  'prefer-task-queue-id',
  'time-order',
  'scope-format',
  'routes',
  'index-route',
  'create-task-scope',
  'payload',
  'unfilled-placeholder',
  'hidden-variable',
  'other-version',
  'untrusted-pull-request',
  'dropped-task',
  'hook-schedule',
  'hook-binding',
  'worker-pool-id-format',
  'worker-pool-capacity',
  'deprecated-pool-key',
  'reregistration',
  'config-file',
  'unused-suppression',
  'unknown-worker-pool',
  'worker-pool-deleted',
  'worker-pool-without-capacity',
  'payload-worker-pool',
  'dropped-capability',
  'unknown-provider',
] as const;

export type RuleId = (typeof RULE_IDS)[number];

export function isRuleId(value: string): value is RuleId {
  return (RULE_IDS as readonly string[]).includes(value);
}
