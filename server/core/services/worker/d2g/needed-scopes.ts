import type { DockerPayload } from './docker-payload.js';

/** Something that needs a scope. */
export interface NeededScope {
  /** The key of the payload that asks for it: `cache "x"`, `privileged`. */
  readonly what: string;
  /** Any one of them is enough. */
  readonly anyOf: readonly string[];
  /** Whether the task has one; undefined if that is not known, because of a role or a computed scope. */
  readonly held: boolean | undefined;
  /** Who asks: the worker before it starts the task, or the queue when the worker downloads the image. */
  readonly askedBy: 'worker' | 'queue';
}

/**
 * The scopes that a task needs for its payload in the format of docker-worker (tools/d2g: the scopes that it requires;
 * workers/generic-worker: mounts). An artifact that is not public needs a scope for the download.
 * @param scopes undefined if they are not known
 */
export function neededScopes(
  payload: DockerPayload,
  scopes: readonly unknown[] | undefined,
  taskQueueId: string | undefined,
): NeededScope[] {
  const has = (anyOf: readonly string[]): boolean | undefined => {
    const known = scopes?.filter((scope) => typeof scope === 'string') ?? [];
    if (anyOf.some((one) => known.some((scope) => satisfies(scope, one)))) return true;
    const isSure = scopes !== undefined && known.length === scopes.length && !known.some(isRole);
    return isSure && taskQueueId !== undefined ? false : undefined;
  };
  const need = (what: string, anyOf: readonly string[], askedBy: NeededScope['askedBy'] = 'worker'): NeededScope => ({
    what,
    anyOf,
    held: has(anyOf),
    askedBy,
  });
  /** The scope for any queue, and for the queue of the task. */
  const perQueue = (scope: string): string[] => [scope, `${scope}:${taskQueueId ?? '<taskQueueId>'}`];
  const { capabilities, devices, features, cache, image } = payload;
  return [
    ...cache.map(([name]) => need(`cache "${name}"`, [`docker-worker:cache:${name}`, `generic-worker:cache:${name}`])),
    ...(capabilities.privileged ? [need('privileged', perQueue('docker-worker:capability:privileged'))] : []),
    ...(capabilities.disableSeccomp ? [need('disableSeccomp', ['docker-worker:capability:disableSeccomp'])] : []),
    ...(['hostSharedMemory', 'kvm', 'loopbackAudio', 'loopbackVideo'] as const)
      .filter((device) => devices[device])
      .map((device) => need(device, perQueue(`docker-worker:capability:device:${device}`))),
    ...(features.allowPtrace ? [need('allowPtrace', ['docker-worker:feature:allowPtrace'])] : []),
    ...(image.type !== 'docker-image' && !image.path.startsWith('public/')
      ? [need('image', [`queue:get-artifact:${image.path}`], 'queue')]
      : []),
  ];
}

/** The auth service knows what a role stands for. */
function isRole(scope: string): boolean {
  return scope.startsWith('assume:');
}

function satisfies(scope: string, needed: string): boolean {
  return scope === needed || (scope.endsWith('*') && needed.startsWith(scope.slice(0, -1)));
}
