/**
 * Words of which every Taskcluster file holds at least one: a task has a payload or names its queue, and so have hooks,
 * task graphs and `.taskcluster.yml` files, which hold tasks.
 */
const WORDS = ['payload', 'taskQueueId', 'workerType', 'provisionerId'];

/**
 * Whether a file that a search found is worth parsing. A folder of any size has thousands of YAML and JSON files that have
 * nothing to do with Taskcluster; a look at the bytes is a thousand times cheaper than composing them. Files that are
 * Taskcluster's by their name always are.
 */
export function mayBeTaskcluster(fileName: string, bytes: Buffer): boolean {
  return /^\.taskcluster\.ya?ml$/i.test(fileName) || WORDS.some((word) => bytes.includes(word));
}
