/** What every task has besides its queue. */
export const REST = `created: {$fromNow: ''}
deadline: {$fromNow: 1 hour}
payload: {}
metadata:
  name: build
  description: Builds it
  owner: someone@example.com
  source: https://example.com/repo
`;

/** The same in one line, for a mapping in braces of YAML or JSON. */
export const REST_IN_FLOW = `"created": {"$fromNow": ""}, "deadline": {"$fromNow": "1 hour"}, "payload": {}, "metadata": {"name": "build", "description": "Builds it", "owner": "someone@example.com", "source": "https://example.com/repo"}`;

/** A task definition in YAML that begins with the given lines. */
export function task(...lines: string[]): string {
  return [...lines, REST].join('\n');
}

/** A task with a pair to migrate, and nothing else to say about it. */
export const PAIR = task('provisionerId: proj-test', 'workerType: linux');

/** The same after the migration: nothing to say. */
export const MIGRATED = task('taskQueueId: proj-test/linux');

/** A task whose worker type is not a worker type, and could be spelled right. */
export const BAD = task('taskQueueId: proj-test/B_Linux');

/** A `.taskcluster.yml` with a pair in each of its two tasks. */
export const TWO_PAIRS = `version: 1
policy:
  pullRequests: public
tasks:
${indent(PAIR)}
${indent(PAIR.replace('linux', 'windows'))}
`;

function indent(text: string): string {
  return text.trimEnd().replace(/^/gm, '    ').replace('    ', '  - ');
}
