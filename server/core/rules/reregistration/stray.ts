import { keySpan, locate } from '../../jsone/located-value.js';
import { isKnownMapping } from '../../jsone/static-value.js';
import type { Path } from '../../schema/validate.js';
import type { PoolData, PoolReading } from '../../services/worker-manager/read-pool.js';
import type { RuleFinding } from '../rule.js';

/**
 * A lifecycle in a place where the service accepts it silently and never reads it: in a launch config, in the worker's config,
 * or, in a custom format, next to the key that is read. If the schema rejects it, that has already been reported.
 */
export function strayLifecycle({ variant, whole, config }: PoolReading): RuleFinding[] {
  if (!config) return [];
  const found: RuleFinding[] = [];
  const look = (data: PoolData, path: Path, keys: readonly string[], where: string): void => {
    const place = locate(data, path);
    const value = path.reduce<unknown>((at, step) => (isStep(at) ? Reflect.get(at, step) : undefined), data.value);
    if (!place.exact || !isKnownMapping(value)) return;
    for (const key of keys) {
      const span = key in value ? keySpan(place.maps, key) : undefined;
      if (!span) continue;
      const message = `${key} has no effect ${where}. It belongs ${belongs(key, variant.layout)}.`;
      found.push({ message, span, severity: 'warning' });
    }
  };
  const { launchConfigs } = config.value;
  for (const index of Array.isArray(launchConfigs) ? launchConfigs.keys() : []) {
    look(config, ['launchConfigs', index], STRAY, 'in a launch config');
    look(config, ['launchConfigs', index, 'workerConfig'], STRAY, 'in workerConfig');
  }
  for (const key of ['workerConfig', 'launchConfig', 'workerManager', 'worker-config']) {
    look(config, [key], STRAY, `in ${key}`);
  }
  if (variant.layout === 'community' || variant.layout === 'fxci')
    look(config, [], STRAY.slice(1), 'outside lifecycle');
  if (variant.layout === 'fxci') look(whole, [], STRAY, 'outside config');
  return found;
}

const STRAY = ['lifecycle', 'reregistrationTimeout', 'registrationTimeout', 'queueInactivityTimeout'];

function belongs(key: string, variant: PoolReading['variant']['layout']): string {
  const inside = variant === 'community' ? 'the pool' : 'config';
  return key === 'lifecycle' ? `directly in ${inside}` : `in the lifecycle of ${inside}`;
}

function isStep(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
