import assert from 'node:assert/strict';
import { analyze } from '../../server/core/analyze.js';
import { DEFAULT_CONFIG } from '../../server/core/config/config.js';
import { MIN_LENGTH, splitDocument } from '../../server/core/incremental/split.js';

/** A plain task among 300, which long documents judge by their values and not through every rule. */
const taskWith = (fields: string): string => `- taskQueueId: proj-example/ci
  created: '2024-05-06T07:08:09Z'
  deadline: '2024-05-07T07:08:09Z'
  payload: {}
  metadata: {name: n, description: d, owner: o, source: 'https://example.com/'}
${fields}`;

const COUNT = 300;
const ODD = 200;

const listWith = (fields: string): string =>
  Array.from({ length: COUNT }, (_, i) => taskWith(i === ODD ? fields : '')).join('');

const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ');

function findingsIn(fileName: string, text: string): string[] {
  const document = { fileName, syntax: 'yaml', text, selection: 'auto' } as const;
  assert.ok(text.length > MIN_LENGTH);
  return analyze(document, DEFAULT_CONFIG).findings.map(
    ({ rule, severity, span }) => `${severity} ${rule} ${text.slice(span.start, span.end)}`,
  );
}

describe('rules see every task of a long document', () => {
  for (const [fields, finding] of [
    ["  routes: ['index.a/b']\n", "warning index-route 'index.a/b'"],
    ["  scopes: ['queue:create-task:a/b']\n", "warning create-task-scope 'queue:create-task:a/b'"],
    ['  tags: {a: "x\\0"}\n', 'error schema "x\\0"'],
    ["  expires: '2024-05-07T07:08:08'\n", "error time-order '2024-05-07T07:08:08'"],
  ] as const) {
    it(`in a list: ${finding}`, () => {
      const text = listWith(fields);
      assert.ok(
        splitDocument({ fileName: 'tasks.yml', syntax: 'yaml', text, selection: 'auto' }).segments.length === COUNT,
      );
      assert.deepEqual(findingsIn('tasks.yml', text), [finding]);
    });
  }

  for (const [fields, finding] of [
    ["  routes: ['index.a/b']\n", "warning index-route 'index.a/b'"],
    ["  tags: {a: 'at {event.after}'}\n", 'hint unfilled-placeholder {event.after}'],
    ["  tags: {a: '{{ event.head.sha }}'}\n", 'warning other-version {{ event.head.sha }}'],
    ['  extra: {github: {events: [push]}}\n', 'warning other-version github'],
  ] as const) {
    it(`in a .taskcluster.yml: ${finding}`, () => {
      const text = `version: 1\ntasks:\n${indented(listWith(fields))}`;
      assert.deepEqual(findingsIn('.taskcluster.yml', text), [finding]);
    });
  }

  it('and all tasks together, where a policy asks for it', () => {
    const task = (tasksFor: string, i: number): string =>
      `  - $if: 'tasks_for == "${tasksFor}" && event.number == 6${'0'.repeat(i % 2)}'\n    then:\n${indented(indented(taskWith('').replace('- ', '  ')))}`;
    const head = 'version: 1\npolicy: {pullRequests: public_restricted}\ntasks:\n';
    const trusted = Array.from({ length: 60 }, (_, i) => task('github-pull-request', i)).join('');
    assert.deepEqual(findingsIn('.taskcluster.yml', head + trusted), [
      'warning untrusted-pull-request public_restricted',
    ]);
    assert.deepEqual(findingsIn('.taskcluster.yml', head + trusted + task('github-pull-request-untrusted', 0)), []);
  });
});
