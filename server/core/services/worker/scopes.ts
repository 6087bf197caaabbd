import type { Mapping } from '../../base/mapping.js';
import { quote } from '../../base/quote.js';
import type { Path } from '../../jsone/located-value.js';
import { isKnownMapping } from '../../jsone/static-value.js';
import { type DockerNeed, dockerNeeds } from './docker-scopes.js';
import { isHeld, type Sufficient, scopesOf } from './held-scopes.js';
import type { Known } from './known.js';
import type { PayloadError } from './payload-error.js';
import { queueOf, type WorkerFormat } from './worker-format.js';

/** Something that needs a scope. */
interface Need extends Sufficient {
  /** The path in the task. */
  readonly path: Path;
  readonly what: string;
}

/**
 * What a payload uses without the scope for it (workers/generic-worker: RequiredScopes of each feature; tools/d2g for the
 * docker-worker format). Silent unless all scopes are known: one may be computed, or be a role (`assume:`) with scopes of its own.
 */
export function missingScopes(
  format: WorkerFormat,
  task: Mapping,
  payload: Mapping,
  { isOpen }: Known,
): PayloadError[] {
  const held = scopesOf(task, isOpen);
  const queue = queueOf(task);
  return needsOf(format, queue, payload)
    .filter((need) => isHeld(need, held, queue) === false)
    .map(({ path, what, scopes: [first = ''] }) => ({
      path,
      severity: 'warning',
      message: `${what} needs the scope ${first}, which the task does not have.`,
      lacks: { list: 'scopes', item: first },
    }));
}

/** The scopes that the payload of a task needs and that the task does not have yet; of several that suffice, the best. */
export function suggestedScopes(format: WorkerFormat, task: Mapping, payload: Mapping): string[] {
  const held = scopesOf(task, () => false) ?? [];
  const queue = queueOf(task);
  return needsOf(format, queue, payload)
    .filter((need) => !isHeld(need, held, queue))
    .flatMap(({ scopes: [first] }) => first ?? []);
}

function needsOf(format: WorkerFormat, queue: string | undefined, payload: Mapping): Need[] {
  return [...(format === 'docker' ? ofDocker(payload) : ofGeneric(format, queue, payload))];
}

function ofDocker(payload: Mapping): Need[] {
  return [...dockerNeeds(payload)].map(({ path, name, kind, ...sufficient }) => ({
    ...sufficient,
    path: ['payload', ...path],
    what: WHAT[kind](name),
  }));
}

const WHAT: Readonly<Record<DockerNeed['kind'], (name: string) => string>> = {
  cache: (name) => `The cache ${quote(name)}`,
  device: (name) => `The device ${quote(name)}`,
  capability: (name) => name,
  feature: (name) => name,
};

function* ofGeneric(
  format: WorkerFormat,
  queue: string | undefined,
  { mounts, features, osGroups, rdpInfo }: Mapping,
): Iterable<Need> {
  for (const [i, mount] of Array.isArray(mounts) ? mounts.entries() : []) {
    const name: unknown = isKnownMapping(mount) ? mount.cacheName : undefined;
    if (typeof name !== 'string') continue;
    const path = ['payload', 'mounts', i, 'cacheName'];
    yield { path, what: `The cache ${quote(name)}`, scopes: [`generic-worker:cache:${name}`] };
  }
  // All other scopes name the queue.
  if (queue === undefined) return;
  for (const [i, group] of Array.isArray(osGroups) ? osGroups.entries() : []) {
    if (typeof group !== 'string') continue;
    const scopes = [`generic-worker:os-group:${queue}/${group}`];
    yield { path: ['payload', 'osGroups', i], what: `The group ${quote(group)}`, scopes };
  }
  for (const { name, scope, isFree, only = format } of FEATURES) {
    if (!isKnownMapping(features) || features[name] !== true || only !== format) continue;
    const scopes = isFree ? [scope, `${scope}:${queue}`] : [`${scope}:${queue}`];
    yield { path: ['payload', 'features', name], what: name, scopes };
  }
  if (format === 'windows' && typeof rdpInfo === 'string' && rdpInfo !== '')
    yield { path: ['payload', 'rdpInfo'], what: 'rdpInfo', scopes: [`generic-worker:allow-rdp:${queue}`] };
}

interface FeatureScope {
  readonly name: string;
  readonly scope: string;
  /** Whether the scope without a queue is sufficient, too. */
  readonly isFree: boolean;
  /** The only format that has the feature. */
  readonly only?: WorkerFormat;
}

const FEATURES: readonly FeatureScope[] = [
  { name: 'runAsAdministrator', scope: 'generic-worker:run-as-administrator', isFree: false, only: 'windows' },
  { name: 'runTaskAsCurrentUser', scope: 'generic-worker:run-task-as-current-user', isFree: false },
  { name: 'loopbackVideo', scope: 'generic-worker:loopback-video', isFree: true, only: 'posix' },
  { name: 'loopbackAudio', scope: 'generic-worker:loopback-audio', isFree: true, only: 'posix' },
];
