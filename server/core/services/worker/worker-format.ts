import { Unknown } from '../../jsone/static-value.js';
import type { SchemaName } from '../../schema/names.js';

/** The formats of payloads that are judged, each by the worker that reads it. */
export type WorkerFormat = 'docker' | 'posix' | 'windows' | 'built-in';

type Mapping = Readonly<Record<string, unknown>>;

/** The schema of a format. The queues that Taskcluster processes itself have none: they take nothing at all. */
export const PAYLOAD_SCHEMAS = {
  docker: 'payload-docker',
  posix: 'payload-posix',
  windows: 'payload-windows',
} as const satisfies Readonly<Record<Exclude<WorkerFormat, 'built-in'>, SchemaName>>;

/** What messages call the worker that reads a format. */
export const WORKER_NAMES: Readonly<Record<WorkerFormat, string>> = {
  docker: 'docker-worker',
  posix: 'generic-worker',
  windows: 'generic-worker on Windows',
  'built-in': 'the queue',
};

/** Queues of scriptworkers (scriptworker-scripts). Each script has a schema of its own, which the payload does not tell. */
const SCRIPTWORKER_QUEUE = /^scriptworker-(?:k8s|prov-v\d+)\//;
/** Keys that only payloads of scriptworkers have. */
const SCRIPTWORKER_KEYS = ['upstreamArtifacts', 'releaseProperties', 'artifactMap', 'behavior', 'actions'];
/** What taskgraph writes into `tags.worker-implementation` for the workers judged here. */
const IMPLEMENTATIONS: readonly unknown[] = ['docker-worker', 'generic-worker'];

/**
 * Which worker reads the payload of a task. generic-worker tells the docker-worker format by the key `image`, and a command
 * tells the platform: a list of lists, or on Windows a list of lines (its payload schemas). Undefined for payloads of other
 * workers, and where what decides is computed.
 * @param isOpen whether a mapping may have more keys than are known
 */
export function workerFormat(task: Mapping, isOpen: (map: object) => boolean): WorkerFormat | undefined {
  const { payload, tags } = task;
  const queue = queueOf(task);
  if (!isMapping(payload)) return undefined;
  if (queue === 'built-in/succeed' || queue === 'built-in/fail') return 'built-in';
  if (queue !== undefined && SCRIPTWORKER_QUEUE.test(queue)) return undefined;
  if (SCRIPTWORKER_KEYS.some((key) => Object.hasOwn(payload, key))) return undefined;
  const implementation = isMapping(tags) ? tags['worker-implementation'] : undefined;
  if (typeof implementation === 'string' && !IMPLEMENTATIONS.includes(implementation)) return undefined;
  if (Object.hasOwn(payload, 'image')) return isSurelyThere(payload.image) ? 'docker' : undefined;
  if (!Object.hasOwn(payload, 'command') || isOpen(payload)) return undefined;
  return formatOfCommand(payload.command, queue);
}

/** What is computed may be left out; a text with placeholders is a text. */
function isSurelyThere(value: unknown): boolean {
  return !(value instanceof Unknown) || value.parts.length > 0;
}

function formatOfCommand(command: unknown, queue: string | undefined): 'posix' | 'windows' | undefined {
  if (command instanceof Unknown && command.parts.length === 0) return undefined;
  const known: readonly unknown[] = Array.isArray(command) ? command.filter(isSurelyThere) : [];
  if (known.some(Array.isArray)) return 'posix';
  if (known.some(isText)) return 'windows';
  // A mistake under either schema.
  const isBroken = !Array.isArray(command) || command.length === known.length;
  return isBroken ? (/win/i.test(queue ?? '') ? 'windows' : 'posix') : undefined;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' || value instanceof Unknown;
}

/** The queue of a task; undefined if it is computed, or there is none. */
export function queueOf({ taskQueueId, provisionerId, workerType }: Mapping): string | undefined {
  if (taskQueueId !== undefined) return typeof taskQueueId === 'string' ? taskQueueId : undefined;
  return typeof provisionerId === 'string' && typeof workerType === 'string'
    ? `${provisionerId}/${workerType}`
    : undefined;
}

/** Whether a value is a mapping of which something is known. */
export function isMapping(value: unknown): value is Mapping {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Unknown) &&
    !(value instanceof Date)
  );
}
