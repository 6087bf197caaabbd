import { isKnownMapping } from '../../jsone/static-value.js';
import { schemaAt } from '../../schema/schemas.js';
import type { SchemaError } from '../../schema/validate.js';
import { artifactErrors } from './artifacts.js';
import { dependencyErrors } from './dependencies.js';
import { hostErrors } from './host.js';
import { imageErrors } from './image.js';
import type { Known } from './known.js';
import type { PayloadError } from './payload-error.js';
import { isComputed, payloadSchemaErrors } from './payload-schema-errors.js';
import { missingScopes } from './scopes.js';
import {
  isCertain,
  PAYLOAD_NAMES,
  queueOf,
  type SchemaFormat,
  type WorkerFormat,
  workerFormat,
} from './worker-format.js';

/** What a worker rejects in a task: violations of its payload's schema, with paths in the task, and everything else. */
export interface Judgement {
  /** Undefined if the payload is not checked. */
  readonly format: WorkerFormat | undefined;
  /** Whether the payload certainly has this format. */
  readonly isCertain: boolean;
  readonly schemaErrors: readonly SchemaError[];
  readonly others: readonly PayloadError[];
}

const NOTHING: Judgement = { format: undefined, isCertain: false, schemaErrors: [], others: [] };

/**
 * Checks the payload of a task, complete as it is sent, as the worker for its format does. Computed and unknown values are not
 * checked, and neither are payloads in other formats. The rules are those of generic-worker (workers/generic-worker: payload.go,
 * mounts.go, artifacts.go, and tools/d2g).
 */
export function judgePayload(task: Readonly<Record<string, unknown>>, known: Known): Judgement {
  const format = workerFormat(task, known.isOpen);
  const { payload } = task;
  if (!format || !isKnownMapping(payload)) return NOTHING;
  const judged = { format, isCertain: isCertain(format, task) };
  if (format === 'built-in')
    return { ...judged, schemaErrors: [], others: builtInErrors(payload, queueOf(task) ?? '') };
  const rejected = payloadSchemaErrors(format, payload, known);
  const strays = rejected.filter(isOfTask);
  const others = [
    ...strays.map((error) => strayError(error, task, format)),
    ...(format === 'docker' ? imageErrors(payload) : hostErrors(format, payload)),
    ...artifactErrors(format, task, payload, known),
    ...(known.isPart
      ? []
      : [...dependencyErrors(task, payload, known), ...missingScopes(format, task, payload, known)]),
  ];
  const ofPayload = rejected.filter((error) => !strays.includes(error));
  return {
    ...judged,
    schemaErrors: ofPayload.map((error) => ({ ...error, path: ['payload', ...error.path] })),
    others,
  };
}

/** Whether it is about a key that belongs to the task. */
function isOfTask({ keyword, path, key = '', meant }: SchemaError): boolean {
  return (
    keyword === 'additionalProperties' &&
    path.length === 0 &&
    meant === undefined &&
    schemaAt('task', [key]) !== undefined
  );
}

function strayError(
  { key = '' }: SchemaError,
  task: Readonly<Record<string, unknown>>,
  format: SchemaFormat,
): PayloadError {
  const advice = Object.hasOwn(task, key)
    ? 'It belongs to the task, which already has it. Remove it here.'
    : 'It belongs to the task, beside "payload", one level up.';
  const message = `A ${PAYLOAD_NAMES[format]} has no key "${key}". ${advice}`;
  return { path: ['payload', key], message, isOfTask: true };
}

/** These queues reject any key in the payload (services/built-in-workers). */
function builtInErrors(payload: Readonly<Record<string, unknown>>, queue: string): PayloadError[] {
  const [key] = Object.entries(payload).flatMap(([name, value]) => (isComputed(value) ? [] : [name]));
  if (key === undefined) return [];
  return [{ path: ['payload', key], message: `${queue} only accepts an empty payload. Write payload: {}.` }];
}
