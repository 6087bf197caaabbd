import type { Mapping } from '../../base/mapping.js';
import { quote } from '../../base/quote.js';
import type { Path } from '../../jsone/located-value.js';
import { isKnownMapping } from '../../jsone/static-value.js';
import { type DockerNeed, dockerNeeds } from './docker-scopes.js';
import { isHeld, type Sufficient, scopesOf } from './held-scopes.js';
import type { Known } from './known.js';
import type { PayloadError } from './payload-error.js';
import { queueOf, type WorkerFormat } from './worker-format.js';

/** Something in a payload that needs a scope. */
interface Need extends Sufficient {
  /** The path in the payload. */
  readonly path: Path;
  readonly name: string;
  readonly kind: DockerNeed['kind'] | 'group';
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
  const missing: PayloadError[] = [];
  // Most tasks have the scopes that they need, so nothing is put in words before one is missing.
  for (const need of needsOf(format, queue, payload))
    if (isHeld(need, held, queue) === false) missing.push(missingScope(need));
  return missing;
}

function missingScope({ path, name, kind, scopes: [first = ''] }: Need): PayloadError {
  return {
    path: ['payload', ...path],
    severity: 'warning',
    message: `${WHAT[kind](name)} needs the scope ${first}, which the task does not have.`,
    lacks: { list: 'scopes', item: first },
  };
}

/** The scopes that the payload of a task needs and that the task does not have yet; of several that suffice, the best. */
export function suggestedScopes(format: WorkerFormat, task: Mapping, payload: Mapping): string[] {
  const held = scopesOf(task, () => false) ?? [];
  const queue = queueOf(task);
  return [...needsOf(format, queue, payload)]
    .filter((need) => !isHeld(need, held, queue))
    .flatMap(({ scopes: [first] }) => first ?? []);
}

function needsOf(format: WorkerFormat, queue: string | undefined, payload: Mapping): Iterable<Need> {
  return format === 'docker' ? dockerNeeds(payload) : genericNeeds(format, queue, payload);
}

const WHAT: Readonly<Record<Need['kind'], (name: string) => string>> = {
  cache: (name) => `The cache ${quote(name)}`,
  device: (name) => `The device ${quote(name)}`,
  group: (name) => `The group ${quote(name)}`,
  capability: (name) => name,
  feature: (name) => name,
};

function* genericNeeds(
  format: WorkerFormat,
  queue: string | undefined,
  { mounts, features, osGroups, rdpInfo }: Mapping,
): Iterable<Need> {
  for (const [i, mount] of Array.isArray(mounts) ? mounts.entries() : []) {
    const name: unknown = isKnownMapping(mount) ? mount.cacheName : undefined;
    if (typeof name !== 'string') continue;
    yield { path: ['mounts', i, 'cacheName'], name, kind: 'cache', scopes: [`generic-worker:cache:${name}`] };
  }
  // All other scopes name the queue.
  if (queue === undefined) return;
  for (const [i, group] of Array.isArray(osGroups) ? osGroups.entries() : []) {
    if (typeof group !== 'string') continue;
    const scopes = [`generic-worker:os-group:${queue}/${group}`];
    yield { path: ['osGroups', i], name: group, kind: 'group', scopes };
  }
  for (const { name, scope, isFree, only = format } of FEATURES) {
    if (!isKnownMapping(features) || features[name] !== true || only !== format) continue;
    const scopes = isFree ? [scope, `${scope}:${queue}`] : [`${scope}:${queue}`];
    yield { path: ['features', name], name, kind: 'feature', scopes };
  }
  if (format === 'windows' && typeof rdpInfo === 'string' && rdpInfo !== '')
    yield { path: ['rdpInfo'], name: 'rdpInfo', kind: 'feature', scopes: [`generic-worker:allow-rdp:${queue}`] };
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
