import { IDENTIFIERS } from '../server/core/identifiers/names.js';
import { kindOfPlace } from '../server/core/model/file-places.js';
import { anyOf, HOOK_FILE_KEYS, KIND_COMMENT, POOL_FILE_KEYS } from '../server/core/model/key-lists.js';
import { CONFIG_FILE_NAME } from '../server/lsp/protocol.js';

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
    path.endsWith(`/${CONFIG_FILE_NAME}`) ||
    namesQueue(text) ||
    POOL.test(text) ||
    HOOK.test(text) ||
    text.includes(KIND_COMMENT) ||
    (TASKGRAPH.test(path) && text.includes('worker-type')) ||
    (text.includes('payload') && text.includes('metadata')) ||
    isBegun(path, text)
  );
}

/** A text that is longer has telling keys by now, if it is a Taskcluster file. */
const LONGEST_BEGUN = 200;

/** Whether a file in a place for Taskcluster files has only been begun. */
function isBegun(path: string, text: string): boolean {
  const at = path.lastIndexOf('/') + 1;
  return text.length <= LONGEST_BEGUN && kindOfPlace(path.slice(at), path.slice(0, at)) !== undefined;
}

/** Whether a piece of text, such as a line that is being typed, belongs to a Taskcluster file. */
export function isTelling(line: string): boolean {
  return namesQueue(line) || POOL.test(line) || HOOK.test(line) || line.includes(KIND_COMMENT);
}

/** Whether a text names a task queue. */
function namesQueue(text: string): boolean {
  return QUEUE.test(text);
}
