// The keys that make a mapping a task, a hook or a worker pool: the one list. Whoever recognises a document by its keys
// reads it, down to the client, which decides by them whether to start the server.

import { IDENTIFIERS } from '../identifiers/names.js';

/** The keys of a hook besides `metadata` and `task` (create-hook-request of the hooks service). */
export const HOOK_KEYS = ['schedule', 'hookId', 'hookGroupId', 'triggerSchema', 'bindings'] as const;

/** The same where people keep several of them: as the API gives them, or as community-tc-config has them. */
export const KEPT_HOOK_KEYS = [...HOOK_KEYS, 'emailOnError'] as const;

/** The keys of an `actions.json` (action-schema of the references). */
export const ACTIONS_KEYS = ['version', 'actions', 'variables'] as const;

/** The keys of the body that worker-manager is sent of a pool, all of which it requires (create-worker-pool-request). */
export const POOL_BODY_KEYS = ['providerId', 'description', 'config', 'owner', 'emailOnError'] as const;

/** Keys of a cloud pool's config that no other tool's `config` is likely to have. */
export const CAPACITY_KEYS = ['minCapacity', 'maxCapacity'] as const;

/** The keys by which the config of a cloud provider is told. */
export const CLOUD_CONFIG_KEYS = [...CAPACITY_KEYS, 'launchConfigs', 'scalingRatio'] as const;

/** Of an entry of community-tc-config's `workerPools`: the keys one of which it must have, … */
export const COMMUNITY_POOL_KEYS = ['cloud', 'imageset', 'emailOnError'] as const;

/** … and those of which it must have two. */
export const COMMUNITY_POOL_FURTHER_KEYS = [
  ...COMMUNITY_POOL_KEYS,
  ...['owner', 'minCapacity', 'maxCapacity', 'workerConfig', 'lifecycle', 'machineTypes', 'instanceTypes', 'vmSizes'],
] as const;

/** Keys each of which makes a mapping one to be looked at as a pool, or a list of them, wherever it stands. */
export const POOL_KEYS = [
  ...['providerId', 'launchConfigs', 'workerPools', 'workerPoolId', 'pool_id'],
  ...CAPACITY_KEYS,
] as const;

/** Keys that hardly anything but a definition of worker pools has. */
export const POOL_FILE_KEYS = ['launchConfigs', 'emailOnError', 'workerPools', 'pool_id'] as const;

/** Keys at least one of which every Taskcluster file has. */
export const TELLING_KEYS = [
  ...IDENTIFIERS,
  ...['payload', 'hookPayload', 'launchConfigs', 'providerId', 'workerPools', 'pool_id'],
] as const;

/** Keys at the top of a file that is one thing, and not a collection of tasks. */
export const KEYS_OF_ONE: ReadonlySet<string> = new Set<string>([
  ...['tasks', 'task', 'payload', 'metadata', 'pools', 'workerPools', 'workers', 'lifecycle', 'providerId', 'config'],
  ...IDENTIFIERS,
  ...HOOK_KEYS,
  ...ACTIONS_KEYS,
  ...CAPACITY_KEYS,
  'launchConfigs',
]);

/** A pattern that finds one of the keys as a word of its own. */
export function anyOf(keys: readonly string[]): RegExp {
  return new RegExp(`\\b(?:${keys.join('|')})\\b`);
}
