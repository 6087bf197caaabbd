import { type Mapping, valueAt } from '../base/mapping.js';
import type { LaunchConfig } from './knowledge.js';

type Configuration = Omit<LaunchConfig, 'launchConfigId' | 'isArchived'>;

/** Where AWS, Google and Azure keep the place of a machine, the narrowest first. */
const PLACES = [['launchConfig', 'Placement', 'AvailabilityZone'], ['zone'], ['location'], ['region']];
/** Where they keep its type. */
const MACHINE_TYPES = [['launchConfig', 'InstanceType'], ['machineType'], ['hardwareProfile', 'vmSize']];
/** Older definitions have it beside `workerManager`. */
const CAPACITIES = [['workerManager', 'capacityPerInstance'], ['capacityPerInstance']];

/** Reads a launch config of any cloud (config-aws, config-google, config-azure). What it does not say is undefined. */
export function readLaunchConfig(configuration: unknown): Configuration {
  const { workerManager } = (configuration ?? {}) as Mapping;
  return {
    initialWeight: first([['initialWeight']], workerManager, isNumber),
    capacityPerInstance: first(CAPACITIES, configuration, isNumber),
    maxCapacity: first([['maxCapacity']], workerManager, isNumber),
    place: first(PLACES, configuration, isText),
    // Google's is a path: `zones/us-central1-a/machineTypes/n2-standard-4`.
    machineType: first(MACHINE_TYPES, configuration, isText)?.replace(/^.*\//, ''),
  };
}

function first<T>(
  paths: readonly (readonly string[])[],
  from: unknown,
  is: (value: unknown) => value is T,
): T | undefined {
  return paths.map((path) => valueAt(from, path)).find(is);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}
