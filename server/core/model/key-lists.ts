// The single list of keys that identify a task, a hook or a worker pool. Everything that recognises documents by their keys
// uses it, including the client, which decides with it whether to start the server.

import { IDENTIFIERS } from '../identifiers/names.js';

/** The keys of a hook besides `metadata` and `task` (create-hook-request of the hooks service). */
export const HOOK_KEYS = ['schedule', 'hookId', 'hookGroupId', 'triggerSchema', 'bindings'] as const;

/** Keys that hardly anything but a hook has. */
export const HOOK_FILE_KEYS = ['hookGroupId', 'hookId', 'triggerSchema'] as const;

/** The same for files with several hooks: as the API returns them, or as in community-tc-config. */
export const KEPT_HOOK_KEYS = [...HOOK_KEYS, 'emailOnError'] as const;

/** The keys of an `actions.json` (action-schema of the references). */
export const ACTIONS_KEYS = ['version', 'actions', 'variables'] as const;

/** The keys in the body of a request to worker-manager, which requires all of them (create-worker-pool-request). */
export const POOL_BODY_KEYS = ['providerId', 'description', 'config', 'owner', 'emailOnError'] as const;

/** Keys of a cloud pool's config that no other tool's `config` is likely to have. */
export const CAPACITY_KEYS = ['minCapacity', 'maxCapacity'] as const;

/** The keys that identify the config of a cloud provider. */
export const CLOUD_CONFIG_KEYS = [...CAPACITY_KEYS, 'launchConfigs', 'scalingRatio'] as const;

/** For an entry of community-tc-config's `workerPools`: keys of which it must have one, … */
export const COMMUNITY_POOL_KEYS = ['cloud', 'imageset', 'emailOnError'] as const;

/** … and those of which it must have two. */
export const COMMUNITY_POOL_FURTHER_KEYS = [
  ...COMMUNITY_POOL_KEYS,
  ...['owner', 'minCapacity', 'maxCapacity', 'workerConfig', 'lifecycle', 'machineTypes', 'instanceTypes', 'vmSizes'],
] as const;

/** Any of these keys makes a mapping a possible pool, or a list of pools, wherever it is. */
export const POOL_KEYS = [
  ...['providerId', 'launchConfigs', 'workerPools', 'workerPoolId', 'pool_id'],
  ...CAPACITY_KEYS,
] as const;

/** Keys that hardly anything but a worker pool definition has. */
export const POOL_FILE_KEYS = ['launchConfigs', 'emailOnError', 'workerPools', 'pool_id'] as const;

/** Every Taskcluster file has at least one of these keys. */
export const TELLING_KEYS = [
  ...IDENTIFIERS,
  ...['payload', 'hookPayload', 'launchConfigs', 'providerId', 'workerPools', 'pool_id'],
] as const;

/** Top-level keys of a file that is a single thing, not a collection of tasks. */
export const KEYS_OF_ONE: ReadonlySet<string> = new Set<string>([
  ...['tasks', 'task', 'payload', 'metadata', 'pools', 'workerPools', 'workers', 'lifecycle', 'providerId', 'config'],
  ...IDENTIFIERS,
  ...HOOK_KEYS,
  ...ACTIONS_KEYS,
  ...CAPACITY_KEYS,
  'launchConfigs',
]);

/** The comment that says what a file is: `# taskcluster-kind: hook`, or with `//` in JSON with comments. */
export const KIND_COMMENT = 'taskcluster-kind:';

/** A pattern that finds one of the keys as a separate word. */
export function anyOf(keys: readonly string[]): RegExp {
  return new RegExp(`\\b(?:${keys.join('|')})\\b`);
}
