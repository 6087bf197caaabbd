import { canonical } from '../base/canonical.js';
import { isMapping, type Mapping } from '../base/mapping.js';

/**
 * What the definition of a worker pool says about its workers. What it says is as good as certain. What it does not say is
 * unknown, because workers also read the configuration of their image and a secret. Undefined: the launch configs differ.
 */
export interface WorkerConfig {
  readonly platform: 'posix' | 'windows' | undefined;
  /** Whether the workers convert docker-worker payloads. */
  readonly enableD2G: boolean | 'not-said' | undefined;
  /** Whether the workers reject all other payloads. */
  readonly disableNativePayloads: boolean | 'not-said' | undefined;
  /** The limit of `maxRunTime`, in seconds. */
  readonly maxTaskRunTime: number | 'not-said' | undefined;
  /** How many tasks a worker runs at the same time. */
  readonly capacity: number | undefined;
  /** Features that are off: those with an `enable…` that is false. */
  readonly disabled: readonly string[];
  /** As it is written. */
  readonly d2gConfig: Mapping | undefined;
}

/**
 * Reads the `config` of a worker pool: the `workerConfig` of each of its launch configs, or its own if the pool is static
 * (worker-manager's providers), and in that the configuration of generic-worker. Only what is the same in all of them counts.
 * @returns undefined if not all of them configure generic-worker
 */
export function readWorkerConfig(config: unknown): WorkerConfig | undefined {
  const { launchConfigs, workerConfig } = isMapping(config) ? config : {};
  const all: readonly unknown[] = Array.isArray(launchConfigs)
    ? launchConfigs.map((one: unknown) => (isMapping(one) ? one.workerConfig : undefined))
    : launchConfigs === undefined
      ? [workerConfig]
      : [];
  const read = all.map(ofWorker);
  const known = read.filter((one) => one !== undefined);
  const [first] = known;
  if (!first || known.length < read.length) return undefined;
  const shared = <K extends keyof WorkerConfig>(key: K): WorkerConfig[K] | undefined =>
    known.every((one) => isSame(one[key], first[key])) ? first[key] : undefined;
  return {
    platform: shared('platform'),
    enableD2G: shared('enableD2G'),
    disableNativePayloads: shared('disableNativePayloads'),
    maxTaskRunTime: shared('maxTaskRunTime'),
    capacity: shared('capacity'),
    disabled: first.disabled.filter((feature) => known.every(({ disabled }) => disabled.includes(feature))),
    d2gConfig: shared('d2gConfig'),
  };
}

function ofWorker(workerConfig: unknown): WorkerConfig | undefined {
  const generic = isMapping(workerConfig) ? workerConfig.genericWorker : undefined;
  const config = isMapping(generic) ? generic.config : undefined;
  if (!isMapping(config)) return undefined;
  const { d2gConfig, disableNativePayloads, maxTaskRunTime, capacity } = config;
  return {
    platform: platformOf(config),
    enableD2G: isMapping(d2gConfig) ? boolean(d2gConfig.enableD2G) : 'not-said',
    disableNativePayloads: boolean(disableNativePayloads),
    maxTaskRunTime: positive(maxTaskRunTime) ?? 'not-said',
    capacity: positive(capacity),
    disabled: FEATURES.filter((feature) => config[`enable${feature[0]?.toUpperCase()}${feature.slice(1)}`] === false),
    d2gConfig: isMapping(d2gConfig) ? d2gConfig : undefined,
  };
}

/** Features of generic-worker that a payload asks for and a pool can disable. */
const FEATURES = [
  'chainOfTrust',
  'interactive',
  'loopbackAudio',
  'loopbackVideo',
  'runTaskAsCurrentUser',
  'taskclusterProxy',
];

/** Settings of generic-worker that are paths on the machine. */
const PATHS = [
  'ed25519SigningKeyLocation',
  'cachesDir',
  'downloadsDir',
  'tasksDir',
  'livelogExecutable',
  'taskclusterProxyExecutable',
];

/** Only generic-worker for Linux has these settings. */
const OF_LINUX = ['d2gConfig', 'disableNativePayloads'];

/** The platform that the paths are for; undefined if there are none, or for several. */
function platformOf(config: Mapping): WorkerConfig['platform'] {
  const paths = PATHS.map((key) => config[key]).filter((value) => typeof value === 'string' && value !== '');
  const isPosix = OF_LINUX.some((key) => Object.hasOwn(config, key)) || paths.some((path) => /^\//.test(String(path)));
  const isWindows = paths.some((path) => /^[A-Za-z]:|\\/.test(String(path)));
  if (isPosix === isWindows) return undefined;
  return isPosix ? 'posix' : 'windows';
}

function boolean(value: unknown): boolean | 'not-said' {
  return typeof value === 'boolean' ? value : 'not-said';
}

function positive(value: unknown): number | undefined {
  return typeof value === 'number' && value > 0 ? value : undefined;
}

/** Whether two JSON values are equal. What is nested too deeply to tell is not. */
function isSame(a: unknown, b: unknown): boolean {
  try {
    return a === b || canonical(a) === canonical(b);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
