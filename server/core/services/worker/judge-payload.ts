import { isUnknown, Unknown } from '../../jsone/static-value.js';
import { schemaAt } from '../../schema/schemas.js';
import { type SchemaError, validate } from '../../schema/validate.js';
import { artifactErrors } from './artifacts.js';
import { dependencyErrors } from './dependencies.js';
import { hostErrors } from './host.js';
import { imageErrors } from './image.js';
import { withIndentation } from './indentation.js';
import type { Known } from './known.js';
import type { PayloadError } from './payload-error.js';
import { missingScopes } from './scopes.js';
import { isMapping, PAYLOAD_SCHEMAS, queueOf, WORKER_NAMES, type WorkerFormat, workerFormat } from './worker-format.js';

/** What a worker refuses of a task: what the schema of its payload says, with paths in the task, and everything else. */
export interface Judgement {
  readonly schemaErrors: readonly SchemaError[];
  readonly others: readonly PayloadError[];
}

const NOTHING: Judgement = { schemaErrors: [], others: [] };

/**
 * Judges the payload of a task, complete as it is sent, as the worker does that its shape is for. What is computed or unknown
 * is not judged, and a payload of a worker that is not known here is not judged at all. The order and the rules are those of
 * generic-worker (workers/generic-worker: payload.go, mounts.go, artifacts.go, and tools/d2g).
 */
export function judgePayload(task: Readonly<Record<string, unknown>>, known: Known): Judgement {
  const format = workerFormat(task, known.isOpen);
  const { payload } = task;
  if (!format || !isMapping(payload)) return NOTHING;
  if (format === 'built-in') return { schemaErrors: [], others: builtInErrors(payload, queueOf(task) ?? '') };
  const found = schemaErrors(format, payload, known);
  const refused = format === 'docker' ? withIndentation(found, payload) : found;
  const strays = refused.filter(isOfTask);
  const others = [
    ...strays.map((error) => strayError(error, task, format)),
    ...(format === 'docker' ? imageErrors(payload) : hostErrors(format, payload)),
    ...artifactErrors(format, task, payload, known),
    ...(known.isPart
      ? []
      : [...dependencyErrors(task, payload, known), ...missingScopes(format, task, payload, known)]),
  ];
  return {
    schemaErrors: refused.filter((error) => !strays.includes(error)).map((error) => inTask(error, format)),
    others: others.map((error) => ({ ...error, message: withName(error.message, format) })),
  };
}

function schemaErrors(
  format: Exclude<WorkerFormat, 'built-in'>,
  payload: Readonly<Record<string, unknown>>,
  { isOpen, nullIsMapping }: Known,
): SchemaError[] {
  const isNotJudged = (value: unknown): boolean => isUnsure(value) || (nullIsMapping && value === null);
  return validate(PAYLOAD_SCHEMAS[format], payload, isNotJudged).filter((error) => {
    const at = valueAt(payload, error.path);
    if (DEPENDS_ON_KEYS.has(error.keyword)) return !(typeof at === 'object' && at !== null && isOpen(at));
    // A key whose value is computed may be left out.
    return !(error.keyword === 'additionalProperties' && isComputed(valueAt(at, [error.key ?? ''])));
  });
}

const DEPENDS_ON_KEYS: ReadonlySet<string> = new Set(['required', 'anyOf']);

/** A date without quotes is a string once it is sent, and not in every service the same. */
function isUnsure(value: unknown): boolean {
  return isUnknown(value) || value instanceof Date;
}

function isComputed(value: unknown): boolean {
  return value instanceof Unknown && value.parts.length === 0;
}

function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null ? Reflect.get(at, step) : undefined),
    value,
  );
}

/** Whether it is a key of the payload that belongs to the task. */
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
  format: WorkerFormat,
): PayloadError {
  const has = Object.hasOwn(task, key);
  const where = has ? 'which has one: remove it here' : 'one level up, beside "payload"';
  const message = `The payload of ${WORKER_NAMES[format]} has no key "${key}". It belongs to the task, ${where}.`;
  return { path: ['payload', key], message, isOfTask: true };
}

/** The same with its path in the task, and the worker's name. */
function inTask(error: SchemaError, format: WorkerFormat): SchemaError {
  const isNamed = withName(error.subject, format) === error.subject;
  const subject = isNamed ? error.subject : `${WORKER_NAMES[format]}: ${error.subject}`;
  return { ...error, path: ['payload', ...error.path], subject, message: withName(error.message, format) };
}

/** A message that says which worker it is about. */
function withName(message: string, format: WorkerFormat): string {
  return /docker-worker|generic-worker/.test(message) ? message : `${WORKER_NAMES[format]}: ${message}`;
}

/** The queue service takes no key at all in these payloads (services/built-in-workers). */
function builtInErrors(payload: Readonly<Record<string, unknown>>, queue: string): PayloadError[] {
  const [key] = Object.entries(payload).flatMap(([name, value]) => (isComputed(value) ? [] : [name]));
  if (key === undefined) return [];
  return [
    {
      path: ['payload', key],
      message: `${queue} runs nothing and refuses every payload but an empty one. Write payload: {}.`,
    },
  ];
}
