import { durationWords } from '../base/duration.js';
import type { Pool } from './knowledge.js';
import type { WorkerConfig } from './worker-config.js';

/** A payload format: docker-worker's, or that of generic-worker on one of its platforms. */
export type PayloadFormat = 'docker' | 'posix' | 'windows';

/**
 * Whether the workers of a pool take payloads in a format. `not-said`: they do if D2G is enabled, which the pool's definition
 * does not say. Undefined: not known.
 */
export type Acceptance = 'yes' | 'no' | 'not-said' | undefined;

/**
 * Whether workers take payloads in a format (workers/generic-worker, payload.go): docker-worker payloads if D2G is enabled,
 * which only exists for Linux; others unless the pool disables them. `command` differs between platforms.
 */
export function acceptanceOf(
  { platform, enableD2G, disableNativePayloads }: WorkerConfig,
  format: PayloadFormat,
): Acceptance {
  if (format === 'docker') {
    if (platform === 'windows' || enableD2G === false) return 'no';
    if (enableD2G === true) return 'yes';
    return enableD2G && platform && 'not-said';
  }
  if (disableNativePayloads === true) return 'no';
  return disableNativePayloads === undefined || !platform ? undefined : platform === format ? 'yes' : 'no';
}

const NAMES: Readonly<Record<PayloadFormat, string>> = {
  docker: 'docker-worker (D2G)',
  posix: 'generic-worker for Linux or macOS',
  windows: 'generic-worker for Windows',
};

/** What workers take, one sentence each: the payload formats and the limit of the time, as far as they are known. */
export function workerNotes({ worker }: Pick<Pool, 'worker'>): string[] {
  const limit = worker?.maxTaskRunTime;
  return [
    (worker && formatWords(worker)) ?? [],
    typeof limit === 'number' ? `Longest maxRunTime: ${durationWords(limit)}` : [],
  ].flat();
}

function formatWords(worker: WorkerConfig): string | undefined {
  const formats = (['docker', 'posix', 'windows'] as const).filter((format) => acceptanceOf(worker, format) === 'yes');
  if (formats.length === 0) return undefined;
  const names = formats.map((format) => (format === 'posix' && worker.d2gConfig ? NATIVE_LINUX : NAMES[format]));
  const rest = acceptanceOf(worker, 'docker') === 'not-said' ? '; docker-worker if the image enables D2G' : '';
  return `Payloads: ${names.join(' and ')}${rest}`;
}

/** D2G only exists for Linux. */
const NATIVE_LINUX = 'generic-worker for Linux';
