import type { Path } from '../../jsone/located-value.js';
import { isKnownMapping } from '../../jsone/static-value.js';
import { type Capability, DEVICES } from './docker-payload.js';
import type { Sufficient } from './held-scopes.js';

/** Something in a docker-worker payload that needs any one of several scopes. */
export interface DockerNeed extends Sufficient {
  /** The path in the payload. */
  readonly path: Path;
  /** The name of the cache or the key. */
  readonly name: string;
  readonly kind: 'cache' | 'device' | 'capability' | 'feature';
}

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
    yield { path: ['cache', name], name, kind: 'cache', scopes };
  }
  const { privileged, disableSeccomp, devices } = isKnownMapping(capabilities) ? capabilities : {};
  const capability = (name: Capability, forQueue: string[]): DockerNeed => ({
    path: ['capabilities', name],
    name,
    kind: 'capability',
    scopes: [`docker-worker:capability:${name}`],
    forQueue,
  });
  if (privileged === true) yield capability('privileged', ['docker-worker:capability:privileged']);
  if (disableSeccomp === true) yield capability('disableSeccomp', []);
  for (const [name, isOn] of isKnownMapping(devices) ? Object.entries(devices) : []) {
    if (isOn !== true || !Object.hasOwn(DEVICES, name)) continue;
    const scope = `docker-worker:capability:device:${name}`;
    yield { path: ['capabilities', 'devices', name], name, kind: 'device', scopes: [scope], forQueue: [scope] };
  }
  if (isKnownMapping(features) && features.allowPtrace === true) {
    const scopes = ['docker-worker:feature:allowPtrace'];
    yield { path: ['features', 'allowPtrace'], name: 'allowPtrace', kind: 'feature', scopes };
  }
}
