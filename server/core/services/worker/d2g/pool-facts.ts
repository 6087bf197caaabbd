import type { Mapping } from '../../../base/mapping.js';
import { type D2gConfig, readD2gConfig } from './d2g-config.js';

/** What is known of a worker pool. */
export interface PoolFacts {
  /** Undefined: d2g's defaults. */
  readonly d2gConfig?: D2gConfig | undefined;
  /** Undefined: unknown. */
  readonly platform?: 'posix' | 'windows' | undefined;
  /** The entries of the worker's `/dev` that begin with `nvidia`; undefined if they are not known. */
  readonly gpuDevices?: readonly string[];
}

/** What the definition of a worker pool says about its workers, as far as it matters for d2g. */
export interface DefinedWorker {
  readonly platform: 'posix' | 'windows' | undefined;
  /** As it is written. */
  readonly d2gConfig: Mapping | undefined;
}

/** The facts in the definition of a worker pool. What is wrong in its d2gConfig has no effect. */
export function poolFactsIn({ platform, d2gConfig }: DefinedWorker): PoolFacts {
  return { platform, d2gConfig: d2gConfig && readD2gConfig(d2gConfig).config };
}

/** Why a pool takes no docker-worker payloads, in a sentence; undefined if it may (workers/generic-worker, payload.go). */
export function whyNotTaken({ platform, d2gConfig }: PoolFacts): string | undefined {
  if (platform === 'windows')
    return 'The worker pool runs Windows, where generic-worker does not take docker-worker payloads.';
  return d2gConfig?.enableD2G === false
    ? 'The worker pool does not take docker-worker payloads: enableD2G is false in its d2gConfig.'
    : undefined;
}
