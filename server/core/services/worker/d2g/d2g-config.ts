import { didYouMean } from '../../../base/did-you-mean.js';
import { quote } from '../../../base/quote.js';

/** What a pool allows (`d2gConfig` in the configuration of generic-worker). */
export type Allowance = (typeof ALLOWANCES)[number];
const ALLOWANCES = [
  'allowChainOfTrust',
  'allowDisableSeccomp',
  'allowGPUs',
  'allowHostSharedMemory',
  'allowInteractive',
  'allowKVM',
  'allowLoopbackAudio',
  'allowLoopbackVideo',
  'allowPrivileged',
  'allowPtrace',
  'allowTaskclusterProxy',
] as const;

/** The `d2gConfig` of a worker pool: whether and how its workers convert payloads. */
export type D2gConfig = Readonly<Record<Allowance, boolean>> & {
  /** The value of `--gpus`, if GPUs are allowed. */
  readonly gpus: string;
  /** Whether the workers convert at all; undefined if that is not said. */
  readonly enableD2G: boolean | undefined;
};

/** The defaults of d2g: everything is allowed but GPUs. */
export const DEFAULT_D2G_CONFIG: D2gConfig = {
  allowChainOfTrust: true,
  allowDisableSeccomp: true,
  allowGPUs: false,
  allowHostSharedMemory: true,
  allowInteractive: true,
  allowKVM: true,
  allowLoopbackAudio: true,
  allowLoopbackVideo: true,
  allowPrivileged: true,
  allowPtrace: true,
  allowTaskclusterProxy: true,
  gpus: 'all',
  enableD2G: undefined,
};

/** A configuration as it was read, and what is wrong with it. */
export interface ReadConfig {
  /** With the defaults for what is missing or wrong. */
  readonly config: D2gConfig;
  readonly problems: readonly string[];
}

/** Reads a `d2gConfig`, as it stands in the definition of a worker pool. */
export function readD2gConfig(data: object): ReadConfig {
  const problems: string[] = [];
  const given: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(data)) {
    const type = typeOf(key);
    if (type === undefined) problems.push(unknownKey(key));
    else if (typeof value !== type) problems.push(`${quote(key)} must be a ${type}`);
    else given[key] = value;
  }
  return { config: { ...DEFAULT_D2G_CONFIG, ...given }, problems };
}

function typeOf(key: string): 'boolean' | 'string' | undefined {
  if (key === 'gpus') return 'string';
  return key === 'enableD2G' || ALLOWANCES.some((name) => name === key) ? 'boolean' : undefined;
}

function unknownKey(key: string): string {
  const meant = didYouMean(key, Object.keys(DEFAULT_D2G_CONFIG));
  return `d2gConfig has no key ${quote(key)}${meant === undefined ? '' : `: did you mean ${quote(meant)}?`}`;
}
