import type { DockerPayload } from '../docker-payload.js';
import type { Allowed } from './allowed.js';
import type { D2gConfig } from './d2g-config.js';
import { imageArgument } from './docker-image.js';
import type { Environment } from './environment.js';
import type { ConvertedArtifact } from './native-artifacts.js';

/** An option with its value, or one argument. */
export type Argument = readonly string[];

/** What `docker run` depends on. */
export interface Run {
  readonly payload: DockerPayload;
  readonly config: D2gConfig;
  readonly allowed: Allowed;
  readonly environment: Environment;
  readonly artifacts: readonly ConvertedArtifact[];
  /** The entries of the worker's `/dev` that begin with `nvidia`. */
  readonly gpuDevices: readonly string[];
}

/**
 * The command line that the worker runs, in the order of its arguments (tools/d2g: command). The name of the container is
 * followed by a random suffix at run time, and the worker replaces `__…__`.
 */
export function dockerRun({ payload, config, allowed, environment, artifacts, gpuDevices }: Run): Argument[] {
  const { granted } = allowed;
  const given = (what: Parameters<typeof granted.has>[0], ...args: Argument[]): Argument[] =>
    granted.has(what) ? args : [];
  return [
    ['docker'],
    ['run'],
    ['-t'],
    ['--name', 'taskcontainer'],
    ['--memory-swap', '-1'],
    ['--pids-limit', '-1'],
    ['--pull=never'],
    ['--log-driver=none'],
    // A privileged container may do that anyway.
    ...(granted.has('privileged') ? [['--privileged']] : given('allowPtrace', ['--cap-add=SYS_PTRACE'])),
    ...given('disableSeccomp', ['--security-opt=seccomp=unconfined']),
    ['--add-host=localhost.localdomain:127.0.0.1'],
    ...payload.cache.map(([, mountPoint], i) => ['-v', `__TASK_DIR__/cache${i}:${mountPoint}`]),
    ...artifacts
      .filter(({ isVolume }) => isVolume)
      .map(({ native, pathInContainer }) => ['-v', `__TASK_DIR__/${native.path}:${pathInContainer}`]),
    ...given('kvm', ['--device=/dev/kvm']),
    ...given('hostSharedMemory', ['-v', '/dev/shm:/dev/shm']),
    ...given('loopbackVideo', ['--device=__TASKCLUSTER_VIDEO_DEVICE__']),
    ...given('loopbackAudio', ['--device=/dev/snd']),
    ...given(
      'taskclusterProxy',
      ['--network', '__TASKCLUSTER_DOCKER_NETWORK__'],
      ['--add-host=taskcluster:__TASKCLUSTER_PROXY_GATEWAY__'],
    ),
    ...(config.allowGPUs ? [['--gpus', config.gpus], ...gpuDevices.map((name) => [`--device=/dev/${name}`])] : []),
    ...environment.asArguments.map((variable) => ['-e', variable]),
    ['--env-file', 'env.list'],
    ['--'],
    [imageArgument(payload.image)],
    ...payload.command.map((argument) => [argument]),
  ];
}
