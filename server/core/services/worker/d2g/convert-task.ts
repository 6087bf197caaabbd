import type { Mapping } from '../../../base/mapping.js';
import { isKnownMapping, isUnknown } from '../../../jsone/static-value.js';
import { scopesOf } from '../held-scopes.js';
import { queueOf, workerFormat } from '../worker-format.js';
import { ALL_KNOWN, type Conversion, convertPayload, type Unconverted } from './convert-payload.js';
import { convertScopes } from './convert-scopes.js';
import { type NeededScope, neededScopes } from './needed-scopes.js';
import type { PoolFacts } from './pool-facts.js';

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
export function convertTask(
  task: Mapping,
  facts: PoolFacts = {},
  known = ALL_KNOWN,
): TaskConversion | Unconverted | Skipped {
  const skipped = whyNotDocker(task, known.isOpen);
  if (skipped !== undefined) return { skipped };
  const conversion = convertPayload(task.payload as object, facts, known);
  if ('problems' in conversion) return conversion;
  const queue = queueOf(task);
  const { scopes } = task;
  const isListed = Array.isArray(scopes) && scopes.every((scope) => typeof scope === 'string');
  // Without a list of scopes, only the payload is converted.
  if (isListed && queue === undefined && namesNoQueue(task))
    return { problems: ['The task names no queue: taskQueueId is missing.'] };
  return {
    ...conversion,
    task: {
      ...task,
      ...(isListed && queue !== undefined && { scopes: convertScopes(scopes, queue) }),
      payload: conversion.payload,
    },
    neededScopes: neededScopes(task.payload as object, conversion.docker, scopesOf(task, known.isOpen), queue),
  };
}

/** Why a task is not converted, in words that follow its name; undefined if it is. */
function whyNotDocker(task: Mapping, isOpen: (map: object) => boolean): string | undefined {
  const { payload } = task;
  if (isUnknown(payload)) return 'its payload is computed, and is not known here';
  if (!isKnownMapping(payload)) return 'it has no payload';
  if (workerFormat(task, isOpen) === 'docker') return undefined;
  if (!Object.hasOwn(payload, 'image'))
    return 'its payload has no key "image", so it is not in the format of docker-worker';
  return isUnknown(payload.image)
    ? 'the image of its payload is computed, and is not known here'
    : 'its payload is for another worker';
}

function namesNoQueue({ taskQueueId, provisionerId, workerType }: Mapping): boolean {
  return taskQueueId === '' || (taskQueueId === undefined && (provisionerId === undefined || workerType === undefined));
}
