import type { Lifecycle, Pool } from './knowledge.js';

/** What worker-manager uses where a pool says nothing, in seconds: 4 days and 2 hours. */
export const DEFAULT_REREGISTRATION_TIMEOUT = 345_600;
export const DEFAULT_QUEUE_INACTIVITY_TIMEOUT = 7_200;

/** Workers renew their credentials half an hour before these expire; a shorter time than this leaves no room for it. */
export const SHORTEST_REREGISTRATION_TIMEOUT = 900;

/** The provider of pools that are being deleted. */
export const NULL_PROVIDER = 'null-provider';

/** Whether the pool is being deleted: it makes no more workers and goes when its last one is gone. */
export function isBeingDeleted(pool: Pick<Pool, 'providerId'>): boolean {
  return pool.providerId === NULL_PROVIDER;
}

/** Whether workers are added to the pool by hand, so that it has no limits. */
export function isStatic({ providerId, providerType }: Pick<Pool, 'providerId' | 'providerType'>): boolean {
  return (providerType ?? providerId) === 'static';
}

/** The types of the providers that make workers from launch configs, with limits. */
const CLOUDS: readonly (string | undefined)[] = ['aws', 'azure', 'google'];

/** What keeps worker-manager from making workers for a pool that is not being deleted. */
export const STANDSTILLS = ['max-capacity', 'no-launch-config', 'initial-weight'] as const;

export type Standstill = (typeof STANDSTILLS)[number];

/** Why worker-manager makes no workers for a pool; undefined where it may, and of static pools: people make theirs. */
export function standstillOf(
  pool: Pick<Pool, 'providerId' | 'providerType' | 'maxCapacity' | 'launchConfigs'>,
): Standstill | undefined {
  const { providerType, maxCapacity, launchConfigs } = pool;
  if (isBeingDeleted(pool) || maxCapacity === undefined) return undefined;
  if (maxCapacity === 0) return 'max-capacity';
  if (launchConfigs.usable > 0 || !(providerType === undefined || CLOUDS.includes(providerType))) return undefined;
  return launchConfigs.all === 0 ? 'no-launch-config' : 'initial-weight';
}

/** Whether the workers of the pool hold credentials that they renew. Those of the testing provider get an hour, fixed. */
export function canReregister(pool: Pick<Pool, 'providerId' | 'providerType'>): boolean {
  return !isBeingDeleted(pool) && pool.providerType !== 'null' && pool.providerType !== 'testing';
}

/** Whether the pool says how long credentials last. worker-manager takes 0 for nothing said; below it none can register. */
export function isReregistrationConfigured({ reregistrationTimeout }: Lifecycle): boolean {
  return reregistrationTimeout !== undefined && reregistrationTimeout > 0;
}
