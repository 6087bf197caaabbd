import type { Mapping } from '../../base/mapping.js';
import { grants } from '../../identifiers/grants.js';

/** Scopes of which any one is enough. */
export interface Sufficient {
  /** The first is suggested. */
  readonly scopes: readonly string[];
  /** Scopes that are sufficient for one queue, whose name follows them and a colon. */
  readonly forQueue?: readonly string[];
}

/** The scopes of a task; undefined if they are computed. A task without scopes has none. */
export function scopesOf(task: Mapping, isOpen: (map: object) => boolean): readonly unknown[] | undefined {
  const { scopes = isOpen(task) ? undefined : [] } = task;
  return Array.isArray(scopes) ? scopes : undefined;
}

/** The same with the name of the queue. */
export function sufficientFor({ scopes, forQueue = [] }: Sufficient, queue: string | undefined): readonly string[] {
  return queue === undefined ? scopes : [...scopes, ...forQueue.map((scope) => `${scope}:${queue}`)];
}

/**
 * Whether one of the scopes of a task is sufficient. Undefined: not known, because one is a role or computed, or because it may
 * be for the queue, which is not known.
 */
export function isHeld(
  needed: Sufficient,
  scopes: readonly unknown[] | undefined,
  queue: string | undefined,
): boolean | undefined {
  const known = scopes?.filter((scope) => typeof scope === 'string') ?? [];
  if (sufficientFor(needed, queue).some((one) => grants(known, one))) return true;
  if (scopes === undefined || known.length < scopes.length || known.some(isRole)) return undefined;
  const isForSome = needed.forQueue?.some((one) => known.some((scope) => scope.startsWith(`${one}:`)));
  return queue === undefined && isForSome ? undefined : false;
}

/** Whether a scope is a role, whose own scopes only the auth service knows. `assume:*` and the like are roles, too. */
function isRole(scope: string): boolean {
  return scope.startsWith('assume:');
}
