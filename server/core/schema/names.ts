/** The schemas that values are checked against. The other files in schemas/ are parts of them. The build also reads this. */
export const SCHEMA_NAMES = [
  'task',
  'payload-docker',
  'payload-posix',
  'payload-windows',
  'taskcluster-yml-v1',
  'taskcluster-yml-v0',
  'hook',
  'json-schema',
  'actions',
  'worker-pool',
  'worker-pool-config',
  'static-pool-config',
  'community-pool',
  'community-hook',
  'fxci-pool',
  'worker-lifecycle',
  'static-lifecycle',
  'launch-config-aws',
  'launch-config-azure',
  'launch-config-azure-arm',
  'launch-config-azure-resources',
  'launch-config-google',
  'settings',
  'config',
] as const;

export type SchemaName = (typeof SCHEMA_NAMES)[number];

/** Schemas that nothing is checked against: they describe what no service reads as it is. */
export type DescribedName = SchemaName | 'graph-entry' | 'fxci-pool-entry';
