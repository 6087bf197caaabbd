import { IDENTIFIERS } from '../server/core/identifiers/names.js';
import { anyOf, HOOK_FILE_KEYS, KIND_COMMENT, POOL_FILE_KEYS } from '../server/core/model/key-lists.js';

/** The file name that taskcluster-github looks for. */
const FILE_NAME = /(^|\/)\.taskcluster\.ya?ml$/;

/** The files of a taskgraph that name worker types: those of its kinds, and its configuration. */
const TASKGRAPH = /(?:^|\/)(?:(?:kinds|ci)\/[^/]+\/[^/]+|config)\.ya?ml$/;

/** Hardly anything but a task has these keys … */
const QUEUE = anyOf(IDENTIFIERS);

/** … and hardly anything but a worker pool definition has these. */
const POOL = anyOf(POOL_FILE_KEYS);

/** … and a hook. */
const HOOK = anyOf(HOOK_FILE_KEYS);

/**
 * Whether a file may be a Taskcluster file. This is enough to start the language server, which then checks properly. Most
 * YAML and JSON files are not, so this check must cost next to nothing.
 */
export function mayConcernTaskcluster(path: string, text: string): boolean {
  return (
    FILE_NAME.test(path) ||
    namesQueue(text) ||
    POOL.test(text) ||
    HOOK.test(text) ||
    text.includes(KIND_COMMENT) ||
    (TASKGRAPH.test(path) && text.includes('worker-type')) ||
    (text.includes('payload') && text.includes('metadata'))
  );
}

/** Whether a piece of text, such as a line that is being typed, belongs to a Taskcluster file. */
export function isTelling(line: string): boolean {
  return namesQueue(line) || HOOK.test(line) || line.includes(KIND_COMMENT);
}

/** Whether a text names a task queue. */
function namesQueue(text: string): boolean {
  return QUEUE.test(text);
}
