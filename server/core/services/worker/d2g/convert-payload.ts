import type { DockerPayload } from '../docker-payload.js';
import type { Known } from '../known.js';
import { type Allowed, allowedBy } from './allowed.js';
import { DEFAULT_D2G_CONFIG } from './d2g-config.js';
import { imageMount } from './docker-image.js';
import { type Argument, dockerRun } from './docker-run.js';
import { convertEnvironment, type Environment } from './environment.js';
import { extensionOf } from './extension.js';
import { type ConvertedArtifact, convertArtifacts } from './native-artifacts.js';
import type { Mount, NativeFeatures, NativePayload } from './native-payload.js';
import { type PoolFacts, whyNotTaken } from './pool-facts.js';
import { readDockerPayload } from './read-docker-payload.js';

/** What is known of the data of a task. */
export type DataFacts = Pick<Known, 'isOpen' | 'nullIsMapping'>;

/** Plain data, as it is sent. */
export const ALL_KNOWN: DataFacts = { isOpen: () => false, nullIsMapping: false };

/** What d2g makes of a payload, and the parts of it. */
export interface Conversion {
  readonly payload: NativePayload;
  readonly docker: DockerPayload;
  readonly run: readonly Argument[];
  readonly artifacts: readonly ConvertedArtifact[];
  readonly environment: Environment;
  /** What the payload asks for and does not get. */
  readonly dropped: Allowed['dropped'];
  /** The paths of strings that are computed, which are written as in the file. */
  readonly computed: readonly string[];
}

/** Why there is no conversion, in sentences. */
export interface Unconverted {
  readonly problems: readonly string[];
}

/** What stands for the names that only the worker knows. */
const ANY_GPU_DEVICES: readonly string[] = ['nvidia*'];

/**
 * Converts a payload in the format of docker-worker as generic-worker does before it runs it (tools/d2g, v106). The result is
 * not a payload to submit: the worker itself provides the image and `env.list`, replaces `__…__`, copies the artifacts out of the
 * container and removes it, and it does that only for payloads that came in the format of docker-worker.
 */
export function convertPayload(data: object, facts: PoolFacts = {}, known = ALL_KNOWN): Conversion | Unconverted {
  const { payload: docker, problems, computed } = readDockerPayload(data, known);
  const config = facts.d2gConfig ?? DEFAULT_D2G_CONFIG;
  const whyNot = whyNotTaken(facts);
  if (whyNot !== undefined) return { problems: [whyNot] };
  if (problems.length > 0) return { problems };
  const allowed = allowedBy(config, docker);
  const artifacts = convertArtifacts(docker);
  const environment = convertEnvironment(docker, allowed);
  const gpuDevices = facts.gpuDevices ?? ANY_GPU_DEVICES;
  const run = dockerRun({ payload: docker, config, allowed, environment, artifacts, gpuDevices });
  const mounts = mountsOf(docker);
  const { retry, purgeCaches } = docker.onExitStatus;
  const payload: NativePayload = {
    ...(artifacts.length > 0 && { artifacts: artifacts.map(({ native }) => native) }),
    command: [run.flat()],
    features: featuresOf(docker, allowed),
    logs: { backing: backingLog(docker.log), live: docker.log },
    maxRunTime: docker.maxRunTime,
    ...(mounts.length > 0 && { mounts }),
    ...(retry.length + purgeCaches.length > 0 && {
      onExitStatus: { ...(purgeCaches.length > 0 && { purgeCaches }), ...(retry.length > 0 && { retry }) },
    }),
    osGroups: ['docker'],
    ...(docker.supersederUrl !== '' && { supersederUrl: docker.supersederUrl }),
    taskclusterProxyInterface: 'docker-bridge',
  };
  return { payload, docker, run, artifacts, environment, dropped: allowed.dropped, computed };
}

/** The caches, then the file of the image. d2g itself numbers several caches in an order that changes from run to run. */
function mountsOf({ cache, image }: DockerPayload): Mount[] {
  const file = imageMount(image);
  return [...cache.map(([cacheName], i) => ({ cacheName, directory: `cache${i}` })), ...(file ? [file] : [])];
}

/** The index of images is asked through the proxy, so an image of the index turns it on whatever the pool allows. */
function featuresOf({ features, image }: DockerPayload, { granted }: Allowed): NativeFeatures {
  const hasProxy = granted.has('taskclusterProxy') || image.type === 'indexed-image';
  return {
    backingLog: features.artifacts && features.bulkLog,
    ...(granted.has('chainOfTrust') && { chainOfTrust: true }),
    ...(granted.has('interactive') && { interactive: true }),
    liveLog: features.artifacts && features.localLiveLog,
    ...(granted.has('loopbackAudio') && { loopbackAudio: true }),
    ...(granted.has('loopbackVideo') && { loopbackVideo: true }),
    resourceMonitor: true,
    ...(hasProxy && { taskclusterProxy: true }),
  };
}

/** `public/logs/live.log` becomes `public/logs/live_backing.log`. */
function backingLog(log: string): string {
  const extension = extensionOf(log);
  return `${log.slice(0, log.length - extension.length)}_backing${extension}`;
}
