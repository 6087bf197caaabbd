import type { Lifecycle, Pool } from './knowledge.js';

/** worker-manager's defaults, in seconds: 4 days and 2 hours. */
export const DEFAULT_REREGISTRATION_TIMEOUT = 345_600;
export const DEFAULT_QUEUE_INACTIVITY_TIMEOUT = 7_200;

/** Workers renew their credentials half an hour before they expire. A shorter time leaves no room for that. */
export const SHORTEST_REREGISTRATION_TIMEOUT = 900;

/** The provider of pools that are being deleted. */
export const NULL_PROVIDER = 'null-provider';

/** Whether the pool is being deleted: it creates no more workers and disappears with its last one. */
export function isBeingDeleted(pool: Pick<Pool, 'providerId'>): boolean {
  return pool.providerId === NULL_PROVIDER;
}

/** Whether workers are added to the pool manually, so that it has no limits. */
export function isStatic({ providerId, providerType }: Pick<Pool, 'providerId' | 'providerType'>): boolean {
  return (providerType ?? providerId) === 'static';
}

/** The types of the providers that create workers from launch configs, with limits. */
const CLOUDS: readonly string[] = ['aws', 'azure', 'google'];

/** Whether worker-manager requests the workers of the pool from a cloud; undefined if its type of provider is not known. */
export function isInCloud({ providerType }: Pick<Pool, 'providerType'>): boolean | undefined {
  return providerType === undefined ? undefined : CLOUDS.includes(providerType);
}

/** What prevents worker-manager from creating workers for a pool that is not being deleted. */
export const STANDSTILLS = ['max-capacity', 'no-launch-config', 'initial-weight'] as const;

export type Standstill = (typeof STANDSTILLS)[number];

/** Why worker-manager creates no workers for a pool; undefined if it may, and for static pools, whose workers people create. */
export function standstillOf(
  pool: Pick<Pool, 'providerId' | 'providerType' | 'maxCapacity' | 'launchConfigs'>,
): Standstill | undefined {
  const { maxCapacity, launchConfigs } = pool;
  if (isBeingDeleted(pool) || maxCapacity === undefined) return undefined;
  if (maxCapacity === 0) return 'max-capacity';
  if (launchConfigs.usable > 0 || isInCloud(pool) === false) return undefined;
  return launchConfigs.all === 0 ? 'no-launch-config' : 'initial-weight';
}

/** Whether the workers of the pool renew their credentials. Those of the testing provider always get one hour. */
export function canReregister(pool: Pick<Pool, 'providerId' | 'providerType'>): boolean {
  return !isBeingDeleted(pool) && pool.providerType !== 'null' && pool.providerType !== 'testing';
}

/** Whether the pool sets how long credentials last. worker-manager treats 0 as not set; below 0 no worker can register. */
export function isReregistrationConfigured({ reregistrationTimeout }: Lifecycle): boolean {
  return reregistrationTimeout !== undefined && reregistrationTimeout > 0;
}
