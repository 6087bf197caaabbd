import type { LaunchConfig } from '../../core/deployment/knowledge.js';

/** A launch config in words. Foreign text, as it is. Null: it does not say. */
export interface LaunchConfigRow {
  readonly launchConfigId: string;
  readonly weight: string;
  readonly place: string | null;
  readonly machineType: string | null;
  readonly capacityPerInstance: string;
  readonly maxCapacity: string;
}

/** worker-manager's values for what a launch config does not say (`launch-config-selector.js`, `providers/*.js`). */
const DEFAULT_WEIGHT = 1;
const DEFAULT_CAPACITY = 1;

/** The launch configs that are not archived, in the order of the deployment. */
export function launchConfigRows(configs: readonly LaunchConfig[]): LaunchConfigRow[] {
  return configs
    .filter(({ isArchived }) => !isArchived)
    .map(({ launchConfigId, initialWeight, place, machineType, capacityPerInstance, maxCapacity }) => ({
      launchConfigId,
      weight: initialWeight === 0 ? '0: not used' : orDefault(initialWeight, DEFAULT_WEIGHT),
      place: place ?? null,
      machineType: machineType ?? null,
      capacityPerInstance: orDefault(capacityPerInstance, DEFAULT_CAPACITY),
      maxCapacity: maxCapacity === undefined ? 'not set' : String(maxCapacity),
    }));
}

function orDefault(value: number | undefined, usual: number): string {
  return value === undefined ? `${usual} (default)` : String(value);
}
