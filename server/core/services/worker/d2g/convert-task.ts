import { isUnknown, Unknown } from '../../../jsone/static-value.js';
import { type Conversion, convertPayload, type PoolFacts, type Refusal } from './convert-payload.js';
import { convertScopes } from './convert-scopes.js';
import { type NeededScope, neededScopes } from './needed-scopes.js';

type Mapping = Readonly<Record<string, unknown>>;

/** What d2g makes of a task. */
export interface TaskConversion extends Conversion {
  /** The definition with the payload and the scopes that the worker goes on with. */
  readonly task: Mapping;
  readonly neededScopes: readonly NeededScope[];
}

/** A task that d2g leaves alone, or of which it is not known whether it does. */
export interface Skipped {
  readonly skipped: string;
}

/** Converts a definition of a task (tools/d2g: ConvertTaskDefinition). Everything but payload and scopes stays. */
export function convertTask(task: Mapping, facts: PoolFacts = {}): TaskConversion | Refusal | Skipped {
  const skipped = whyNotDocker(task);
  if (skipped !== undefined) return { skipped };
  const conversion = convertPayload(task.payload as object, facts);
  if ('problems' in conversion) return conversion;
  const queue = queueOf(task);
  const { scopes } = task;
  const isListed = Array.isArray(scopes) && scopes.every((scope) => typeof scope === 'string');
  // Without a list of scopes, only the payload is converted.
  if (isListed && queue === undefined && namesNoQueue(task))
    return { problems: ['the task names no queue: taskQueueId is missing'] };
  return {
    ...conversion,
    task: {
      ...task,
      ...(isListed && queue !== undefined && { scopes: convertScopes(scopes, queue) }),
      payload: conversion.payload,
    },
    neededScopes: neededScopes(conversion.docker, scopesIn(scopes), queue),
  };
}

/** A task without scopes has none. */
function scopesIn(scopes: unknown): readonly unknown[] | undefined {
  if (scopes === undefined) return [];
  return Array.isArray(scopes) ? scopes : undefined;
}

/**
 * Why a task is not converted, in words that follow its name; undefined if it is. generic-worker tells the format by the key
 * `image` (workers/generic-worker, payload.go).
 */
export function whyNotDocker({ payload }: Mapping): string | undefined {
  if (isUnknown(payload)) return 'its payload is computed, and is not known here';
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return 'it has no payload';
  if (!Object.hasOwn(payload, 'image'))
    return 'its payload has no key "image", so it is not in the format of docker-worker';
  const { image } = payload as Mapping;
  return image instanceof Unknown && image.parts.length === 0
    ? 'the image of its payload is computed, and is not known here'
    : undefined;
}

/** The queue of a task; undefined if it is computed, or there is none. */
export function queueOf({ taskQueueId, provisionerId, workerType }: Mapping): string | undefined {
  if (taskQueueId !== undefined) return textOf(taskQueueId);
  const [left, right] = [textOf(provisionerId), textOf(workerType)];
  return left === undefined || right === undefined ? undefined : `${left}/${right}`;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function namesNoQueue({ taskQueueId, provisionerId, workerType }: Mapping): boolean {
  return taskQueueId === '' || (taskQueueId === undefined && (provisionerId === undefined || workerType === undefined));
}
