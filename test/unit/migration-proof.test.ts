import assert from 'node:assert/strict';
import { migrate } from '../../server/core/apply-fixes.js';
import { DEFAULT_CONFIG } from '../../server/core/config/config.js';

/** Tasks of one template, each merged with something that only rendering knows. */
const template = (tasks: readonly string[]): string => `version: 1
tasks:
  $let: {a: 1}
  in:
${tasks.join('')}`;

/** What is merged in, and a pair. */
const merged = (operand: string, queue: string): string => `    - $merge:
        - {$eval: '${operand}'}
        - {provisionerId: proj-example, workerType: ${queue}}
`;

/** A mapping with a pair, merged over another by a name that is computed. */
const OVER_ANOTHER = `    - $let:
        under: {provisionerId: proj-example, workerType: under}
      in:
        $merge:
          - {$eval: '[under][0]'}
          - {provisionerId: proj-example, workerType: over}
`;

const lineOf = (text: string, offset: number): string =>
  text
    .slice(text.lastIndexOf('\n', offset) + 1)
    .split('\n')[0]
    ?.trim() ?? '';

describe('migration: changes that are proved together', () => {
  const left = (tasks: readonly string[]): string[] => {
    const text = template(tasks);
    const result = migrate({ fileName: '.taskcluster.yml', syntax: 'yaml', text, selection: 'auto' }, DEFAULT_CONFIG);
    return result.left.map(({ span, reason }) => `${lineOf(text, span.start)} | ${reason}`);
  };
  const good = [merged('{payload: {a: a}}', 'ci-1'), merged('{extra: {b: a}}', 'ci-2')];

  it('convert all where all can be shown', () => assert.deepEqual(left(good), []));

  for (const [name, bad] of [
    [
      'a task that never comes',
      merged('{payload: {}}', 'never').replace(
        '- $merge',
        '- $if: \'tasks_for == "never"\'\n      then:\n       $merge',
      ),
    ],
    ['a task that has a taskQueueId already', merged('{taskQueueId: "proj-example/other"}', 'doubled')],
    ['a mapping over another', OVER_ANOTHER],
  ] as const) {
    it(`${name} is judged as it is alone, whatever stands beside it`, () => {
      const alone = left([bad]);
      for (let at = 0; at <= good.length; at++) assert.deepEqual(left(good.toSpliced(at, 0, bad)), alone);
    });
  }
});
