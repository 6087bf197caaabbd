import type { Mapping } from '../../base/mapping.js';
import { isKnownMapping, Unknown } from '../../jsone/static-value.js';
import type { SchemaName } from '../../schema/names.js';
import { keysAt } from '../../schema/schemas.js';

/** The payload formats that are checked, named after the worker that reads them. */
export type WorkerFormat = SchemaFormat | 'built-in';
/** Those with a schema. The built-in queues have none, because they only accept an empty payload. */
export type SchemaFormat = 'docker' | 'posix' | 'windows';

/** The schema of each format. */
export const PAYLOAD_SCHEMAS = {
  docker: 'payload-docker',
  posix: 'payload-posix',
  windows: 'payload-windows',
} as const satisfies Readonly<Record<SchemaFormat, SchemaName>>;

/** What messages call a payload in each format. */
export const PAYLOAD_NAMES: Readonly<Record<SchemaFormat, string>> = {
  docker: 'docker-worker payload',
  posix: 'generic-worker payload',
  windows: 'generic-worker payload for Windows',
};

/** Queues of scriptworkers (scriptworker-scripts). Each script has its own schema, and the payload does not say which. */
const SCRIPTWORKER_QUEUE = /^scriptworker-(?:k8s|prov-v\d+)\//;
/** Keys that only scriptworker payloads have. */
const SCRIPTWORKER_KEYS = ['upstreamArtifacts', 'releaseProperties', 'artifactMap', 'behavior', 'actions'];
/** What taskgraph writes into `tags.worker-implementation` for these workers. */
const IMPLEMENTATIONS: readonly unknown[] = ['docker-worker', 'generic-worker'];

/**
 * The format of a task's payload. generic-worker recognises the docker-worker format by the key `image`. Otherwise `command`
 * gives the platform: it is a list of lists, or on Windows a list of strings (its payload schemas). Undefined for other workers,
 * and if the deciding value is computed.
 * @param isOpen whether a mapping may have more keys than are known
 */
export function workerFormat(task: Mapping, isOpen: (map: object) => boolean): WorkerFormat | undefined {
  const { payload } = task;
  const queue = queueOf(task);
  if (!isKnownMapping(payload)) return undefined;
  if (queue === 'built-in/succeed' || queue === 'built-in/fail') return 'built-in';
  if (isForOther(task)) return undefined;
  if (Object.hasOwn(payload, 'image')) return isSurelyThere(payload.image) ? 'docker' : undefined;
  if (!Object.hasOwn(payload, 'command') || isOpen(payload)) return undefined;
  return formatOfCommand(payload.command, queue);
}

/** Whether a task is certainly for a worker whose payloads are not checked. */
export function isForOther(task: Mapping): boolean {
  const { payload, tags } = task;
  const queue = queueOf(task);
  if (queue !== undefined && SCRIPTWORKER_QUEUE.test(queue)) return true;
  if (isKnownMapping(payload) && SCRIPTWORKER_KEYS.some((key) => Object.hasOwn(payload, key))) return true;
  const implementation = isKnownMapping(tags) ? tags['worker-implementation'] : undefined;
  return typeof implementation === 'string' && !IMPLEMENTATIONS.includes(implementation);
}

/** A computed value may be left out. A text with placeholders is a text. */
function isSurelyThere(value: unknown): boolean {
  return !(value instanceof Unknown) || value.parts.length > 0;
}

function formatOfCommand(command: unknown, queue: string | undefined): 'posix' | 'windows' | undefined {
  if (command instanceof Unknown && command.parts.length === 0) return undefined;
  const known: readonly unknown[] = Array.isArray(command) ? command.filter(isSurelyThere) : [];
  if (known.some(Array.isArray)) return 'posix';
  if (known.some(isText)) return 'windows';
  // Both schemas reject it.
  const isBroken = !Array.isArray(command) || command.length === known.length;
  return isBroken ? (/win/i.test(queue ?? '') ? 'windows' : 'posix') : undefined;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' || value instanceof Unknown;
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

/** Keys that any worker that runs commands may have. */
const COMMON_KEYS: readonly string[] = ['command', 'env'];

/**
 * Whether more than the shape of `command` points to a format. If not, it may be the payload of another worker, and a mistake is
 * at most a warning.
 */
export function isCertain(format: WorkerFormat, { payload, tags }: Mapping): boolean {
  if (format === 'built-in' || format === 'docker') return true;
  // Only taskgraph sets it, and workerFormat() has checked its value.
  if (isKnownMapping(tags) && typeof tags['worker-implementation'] === 'string') return true;
  const keys = keysAt(PAYLOAD_SCHEMAS[format], []);
  return isKnownMapping(payload) && Object.keys(payload).some((key) => !COMMON_KEYS.includes(key) && keys.has(key));
}
