import type { Mapping } from '../../base/mapping.js';
import { quote } from '../../base/quote.js';
import type { Path } from '../../jsone/located-value.js';
import { isKnownMapping } from '../../jsone/static-value.js';
import { type DockerNeed, dockerNeeds, isRole, satisfies } from './docker-scopes.js';
import type { Known } from './known.js';
import type { PayloadError } from './payload-error.js';
import { queueOf, type WorkerFormat } from './worker-format.js';

/** Something that needs any one of several scopes. The first is suggested. */
interface Need {
  readonly path: Path;
  readonly what: string;
  readonly scopes: readonly string[];
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
  const { scopes = isOpen(task) ? undefined : [] } = task;
  if (!Array.isArray(scopes) || !scopes.every(isTelling)) return [];
  return needsOf(format, task, payload)
    .filter((need) => !isMet(need, scopes))
    .map(({ path, what, scopes: any }) => {
      const [first = ''] = any;
      return {
        path,
        severity: 'warning',
        message: `${what} needs the scope ${first}, which the task does not have.`,
        lacks: { list: 'scopes', item: first },
      };
    });
}

/** The scopes that the payload of a task needs and that the task does not have yet; of several that suffice, the best. */
export function suggestedScopes(format: WorkerFormat, task: Mapping, payload: Mapping): string[] {
  const scopes = Array.isArray(task.scopes) ? task.scopes.filter((scope) => typeof scope === 'string') : [];
  const needs = needsOf(format, task, payload).filter((need) => !isMet(need, scopes));
  return needs.flatMap(({ scopes: [first] }) => first ?? []);
}

function needsOf(format: WorkerFormat, task: Mapping, payload: Mapping): Need[] {
  return [...(format === 'docker' ? ofDocker(task, payload) : ofGeneric(format, task, payload))];
}

function isMet(need: Need, scopes: readonly string[]): boolean {
  return need.scopes.some((one) => scopes.some((scope) => satisfies(scope, one)));
}

/** Whether a scope is known and is not a role. */
function isTelling(scope: unknown): scope is string {
  return typeof scope === 'string' && !isRole(scope);
}

/** The scopes with which generic-worker itself grants a device. The rule is silent if the task has one. */
const NATIVE: Readonly<Record<string, string>> = {
  loopbackVideo: 'generic-worker:loopback-video',
  loopbackAudio: 'generic-worker:loopback-audio',
};

function* ofDocker(task: Mapping, payload: Mapping): Iterable<Need> {
  const queue = queueOf(task);
  const list: readonly unknown[] = Array.isArray(task.scopes) ? task.scopes : [];
  for (const { path, name, kind, scopes, forQueue } of dockerNeeds(payload)) {
    const native = kind === 'device' ? NATIVE[name] : undefined;
    const forAny = native === undefined ? [] : [native];
    const queueScopes = [...forQueue, ...forAny];
    // If the queue is computed, a scope for any queue may be right.
    const mayBeForQueue = queueScopes.some((scope) =>
      list.some((one) => typeof one === 'string' && one.startsWith(`${scope}:`)),
    );
    if (queue === undefined && mayBeForQueue) continue;
    const also = queue === undefined ? [] : queueScopes.map((scope) => `${scope}:${queue}`);
    yield { path: ['payload', ...path], what: WHAT[kind](name), scopes: [...scopes, ...also, ...forAny] };
  }
}

const WHAT: Readonly<Record<DockerNeed['kind'], (name: string) => string>> = {
  cache: (name) => `The cache ${quote(name)}`,
  device: (name) => `The device ${quote(name)}`,
  capability: (name) => name,
  feature: (name) => name,
};

function* ofGeneric(
  format: WorkerFormat,
  task: Mapping,
  { mounts, features, osGroups, rdpInfo }: Mapping,
): Iterable<Need> {
  const queue = queueOf(task);
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
