import type { Mapping } from '../../../base/mapping.js';
import { quote } from '../../../base/quote.js';
import type { DockerPayload } from '../docker-payload.js';
import { dockerNeeds } from '../docker-scopes.js';
import { isHeld, type Sufficient, sufficientFor } from '../held-scopes.js';

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
 * @param scopes those of the task; undefined if they are not known
 */
export function neededScopes(
  data: object,
  { image }: Pick<DockerPayload, 'image'>,
  scopes: readonly unknown[] | undefined,
  taskQueueId: string | undefined,
): NeededScope[] {
  const needed = (what: string, need: Sufficient, askedBy: NeededScope['askedBy']): NeededScope => ({
    what,
    anyOf: sufficientFor(need, taskQueueId ?? '<taskQueueId>'),
    held: isHeld(need, scopes, taskQueueId),
    askedBy,
  });
  const needs = [...dockerNeeds(data as Mapping)].map((need) =>
    needed(need.kind === 'cache' ? `cache ${quote(need.name)}` : need.name, need, 'worker'),
  );
  if (image.type === 'docker-image' || image.path.startsWith('public/')) return needs;
  return [...needs, needed('image', { scopes: [`queue:get-artifact:${image.path}`] }, 'queue')];
}
