import type { Path } from '../../jsone/located-value.js';
import { isKnownMapping } from '../../jsone/static-value.js';

/** Something in a docker-worker payload that needs any one of several scopes. */
export interface DockerNeed {
  /** The path in the payload. */
  readonly path: Path;
  /** The name of the cache or the key. */
  readonly name: string;
  readonly kind: 'cache' | 'device' | 'capability' | 'feature';
  /** The first is suggested. */
  readonly scopes: readonly string[];
  /** Scopes that are sufficient for one queue, whose name follows them and a colon. */
  readonly forQueue: readonly string[];
}

/** The devices of a docker-worker payload that need a scope. */
export const DEVICES: readonly string[] = ['loopbackVideo', 'loopbackAudio', 'hostSharedMemory', 'kvm'];

/**
 * What needs a scope before the worker starts a task (tools/d2g: the scopes that it requires; workers/generic-worker/mounts.go:
 * those of caches). Computed values need none.
 */
export function* dockerNeeds({
  cache,
  capabilities,
  features,
}: Readonly<Record<string, unknown>>): Iterable<DockerNeed> {
  for (const name of isKnownMapping(cache) ? Object.keys(cache) : []) {
    const scopes = [`docker-worker:cache:${name}`, `generic-worker:cache:${name}`];
    yield { path: ['cache', name], name, kind: 'cache', scopes, forQueue: [] };
  }
  const { privileged, disableSeccomp, devices } = isKnownMapping(capabilities) ? capabilities : {};
  const capability = (name: string, forQueue: string[]): DockerNeed => ({
    path: ['capabilities', name],
    name,
    kind: 'capability',
    scopes: [`docker-worker:capability:${name}`],
    forQueue,
  });
  if (privileged === true) yield capability('privileged', ['docker-worker:capability:privileged']);
  if (disableSeccomp === true) yield capability('disableSeccomp', []);
  for (const [name, isOn] of isKnownMapping(devices) ? Object.entries(devices) : []) {
    if (isOn !== true || !DEVICES.includes(name)) continue;
    const scope = `docker-worker:capability:device:${name}`;
    yield { path: ['capabilities', 'devices', name], name, kind: 'device', scopes: [scope], forQueue: [scope] };
  }
  if (isKnownMapping(features) && features.allowPtrace === true) {
    const scopes = ['docker-worker:feature:allowPtrace'];
    yield { path: ['features', 'allowPtrace'], name: 'allowPtrace', kind: 'feature', scopes, forQueue: [] };
  }
}

/** Whether one of the scopes of a task includes another. */
export function satisfies(scope: string, needed: string): boolean {
  return scope === needed || (scope.endsWith('*') && needed.startsWith(scope.slice(0, -1)));
}

/** Whether a scope is a role, whose own scopes only the auth service knows. `assume:*` and the like are roles, too. */
export function isRole(scope: string): boolean {
  return scope.startsWith('assume:');
}
