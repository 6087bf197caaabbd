import { quote } from '../../../base/quote.js';
import { dockerNeeds, isRole, satisfies } from '../docker-scopes.js';
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
 * The scopes that a task needs for its docker-worker payload. An artifact that is not public needs a scope for the download.
 * @param data the payload as it is written
 * @param scopes undefined if they are not known
 */
export function neededScopes(
  data: object,
  { image }: Pick<DockerPayload, 'image'>,
  scopes: readonly unknown[] | undefined,
  taskQueueId: string | undefined,
): NeededScope[] {
  const has = (anyOf: readonly string[]): boolean | undefined => {
    const known = scopes?.filter((scope) => typeof scope === 'string') ?? [];
    if (anyOf.some((one) => known.some((scope) => satisfies(scope, one)))) return true;
    const isSure = scopes !== undefined && known.length === scopes.length && !known.some(isRole);
    return isSure && taskQueueId !== undefined ? false : undefined;
  };
  const needs = [...dockerNeeds(data as Readonly<Record<string, unknown>>)].map(
    ({ name, kind, scopes: forAny, forQueue }): NeededScope => {
      const anyOf = [...forAny, ...forQueue.map((scope) => `${scope}:${taskQueueId ?? '<taskQueueId>'}`)];
      return { what: kind === 'cache' ? `cache ${quote(name)}` : name, anyOf, held: has(anyOf), askedBy: 'worker' };
    },
  );
  if (image.type === 'docker-image' || image.path.startsWith('public/')) return needs;
  const anyOf = [`queue:get-artifact:${image.path}`];
  return [...needs, { what: 'image', anyOf, held: has(anyOf), askedBy: 'queue' }];
}
