import assert from 'node:assert/strict';
import { fakeClient } from './fake-client.js';
import { type Files, lint, project, removeProjects } from './helper.js';

/** What a test looks at of the report. */
interface Report {
  readonly tasks: readonly {
    readonly name: string | null;
    readonly range: { readonly start: { readonly line: number; readonly character: number } };
    readonly events: readonly string[];
    readonly payload: { readonly command: readonly (readonly string[])[] };
    readonly environment: readonly string[];
    readonly scopes: readonly object[];
    readonly dropped: readonly object[];
    readonly computed: readonly string[];
  }[];
  readonly rejected: readonly { readonly name: string; readonly problems: readonly string[] }[];
  readonly skipped: readonly { readonly name: string; readonly reason: string; readonly events: readonly string[] }[];
  readonly failures: readonly { readonly event: string | null; readonly message: string }[];
}

const TASK = `taskQueueId: proj-x/ci
payload: {image: ubuntu, maxRunTime: 60, cache: {a: /a}, capabilities: {privileged: true}}
metadata: {name: build}
`;

const LIST = `- taskQueueId: proj-x/ci
  payload: {image: ubuntu, maxRunTime: 60}
  metadata: {name: one}
- taskQueueId: proj-x/win
  payload: {command: [dir], maxRunTime: 60}
  metadata: {name: two}
- taskQueueId: proj-x/ci
  payload: {image: ubuntu, maxRunTime: '60', command: [{task-reference: <x>}]}
  metadata: {name: three}
`;

const TEMPLATE = `version: 1
tasks:
  - taskQueueId: proj-x/ci
    payload: {image: ubuntu, maxRunTime: 60, env: {FOR: '\${tasks_for}'}}
    metadata: {name: build}
`;

const VERSION_0 = `version: 0
tasks:
  # A task.
  - provisionerId: proj-x
    workerType: ci
    payload: {image: ubuntu}
    metadata: {name: old}
    extra: {github: {events: [push]}}
`;

describe('d2g', () => {
  after(removeProjects);

  const d2g = async (files: Files, ...argv: readonly string[]) => {
    const outcome = await lint(project(files), ['d2g', ...argv]);
    return { ...outcome, report: outcome.stdout === '' ? undefined : (JSON.parse(outcome.stdout) as Report) };
  };

  it('prints what the worker runs for a task, and what it needs', async () => {
    const { code, stderr, report } = await d2g({ 'task.yml': TASK }, 'task.yml');
    assert.equal(stderr, '');
    assert.equal(code, 0);
    const [task, ...others] = report?.tasks ?? [];
    assert.deepEqual(others, []);
    assert.equal(task?.name, 'build');
    assert.deepEqual(task.range.start, { line: 0, character: 0 });
    assert.deepEqual(task.events, []);
    assert.ok(task.payload.command[0]?.includes('--privileged'));
    assert.ok(task.environment.includes('TASK_ID'));
    assert.deepEqual(task.scopes[0], {
      what: 'cache "a"',
      anyOf: ['docker-worker:cache:a', 'generic-worker:cache:a'],
      askedBy: 'worker',
      held: false,
    });
    assert.deepEqual([task.dropped, task.computed], [[], []]);
  });

  it('uses the d2gConfig of a pool', async () => {
    const files = { 'task.yml': TASK, 'pool.json': '{"allowPrivileged": false}' };
    const { report } = await d2g(files, '--d2g-config', 'pool.json', 'task.yml');
    assert.ok(!report?.tasks[0]?.payload.command[0]?.includes('--privileged'));
    assert.deepEqual(report?.tasks[0]?.dropped, [{ what: 'privileged', by: 'allowPrivileged' }]);
  });

  it('names each task that it does not convert, and why', async () => {
    const { code, stderr, report } = await d2g({ 'tasks.yml': LIST }, 'tasks.yml');
    assert.deepEqual(
      report?.tasks.map(({ name }) => name),
      ['one'],
    );
    assert.equal(report?.skipped[0]?.name, 'two');
    assert.match(report?.skipped[0]?.reason ?? '', /no key "image"/);
    const problem =
      'payload.maxRunTime: maxRunTime is the string "60" and must be a whole number, at least 1. Write 60, without quotes.';
    assert.deepEqual(report?.rejected[0]?.problems, [problem]);
    assert.equal(stderr, `taskcluster-lint: tasks.yml:7: the task 'three' cannot be converted. ${problem}\n`);
    assert.equal(code, 1);
  });

  it('names the line of a task in version 0', async () => {
    const { stderr } = await d2g({ '.taskcluster.yml': VERSION_0 }, '.taskcluster.yml');
    assert.match(stderr, /^taskcluster-lint: \.taskcluster\.yml:4: the task 'old' cannot be converted\. payload: /);
  });

  it('says that a file is too large for some of its events', async () => {
    const long = `${VERSION_0}#${'-'.repeat(1_000_000)}\n`;
    const { code, stderr, report } = await d2g({ '.taskcluster.yml': long }, '.taskcluster.yml', '--no-color');
    assert.match(
      stderr,
      /^\.taskcluster\.yml:2:1: error: This file is too large to be filled in for its events\. \[limits\]/,
    );
    assert.equal(report?.failures[0]?.event, null);
    assert.equal(code, 1);
  });

  it('takes only some of the tasks', async () => {
    const { code, report } = await d2g({ 'tasks.yml': LIST }, '--task', 'two', '--task', 'one', 'tasks.yml');
    assert.deepEqual(
      report?.tasks.map(({ name }) => name),
      ['one'],
    );
    assert.deepEqual(
      report?.skipped.map(({ name }) => name),
      ['two'],
    );
    assert.equal(code, 0);
    const wrong = await d2g({ 'tasks.yml': LIST }, '--task', 'thre', 'tasks.yml');
    assert.equal(wrong.stdout, '');
    assert.match(wrong.stderr, /no task has the name 'thre' in its metadata: did you mean 'three'\?/);
    assert.equal(wrong.code, 2);
  });

  it('renders a template for each event, and joins the events with the same result', async () => {
    const { report } = await d2g({ '.taskcluster.yml': TEMPLATE }, '.taskcluster.yml');
    const told = report?.tasks.map(({ environment, events }) => [environment[0], ...events]);
    assert.deepEqual(told, [
      ['FOR=github-push', 'push', 'push-tag', 'push-new-branch'],
      ['FOR=github-pull-request', 'pull-request', 'pull-request-synchronize'],
      ['FOR=github-release', 'release'],
    ]);
  });

  it('reports the events for which a template fails', async () => {
    const template = TEMPLATE.replace('${tasks_for}', '${event.pull_request.title}');
    const { code, stderr, report } = await d2g({ '.taskcluster.yml': template }, '.taskcluster.yml', '--no-color');
    assert.equal(code, 1);
    assert.equal(report?.tasks.length, 1);
    assert.equal(report?.failures[0]?.event, 'push');
    assert.match(
      stderr,
      /^\.taskcluster\.yml:4:\d+: error: For push: event has no property "pull_request"\. \[template\]/,
    );
  });

  it('reads the standard input, and names what is computed', async () => {
    const graph =
      '{"a": {"task": {"taskQueueId": "proj-x/ci", "payload": {"image": "i", "maxRunTime": 1, "command": [{"task-reference": "<b>"}]}}}}';
    const { code, stdout } = await lint(project({}), ['d2g', '-', '--stdin-filename', 'graph.json'], { stdin: graph });
    const { tasks } = JSON.parse(stdout) as Report;
    assert.deepEqual(tasks[0]?.computed, ['payload.command[0]']);
    assert.equal(tasks[0]?.name, null);
    assert.equal(code, 0);
  });

  describe('--live', () => {
    const live = async (text: string, asked: string[] = []) => {
      const pools = {
        'proj-x/ci': { worker: { d2gConfig: { enableD2G: true, allowPrivileged: false } } },
        'proj-x/win': { worker: { tasksDir: 'C:\\tasks' } },
      };
      const argv = ['d2g', '--live', '--root-url', 'https://tc.example.com', 'task.yml'];
      const connect = () => fakeClient({ pools }, asked);
      const { stdout, ...outcome } = await lint(project({ 'task.yml': text }), argv, { connect });
      return { ...outcome, report: JSON.parse(stdout) as Report };
    };

    it('uses the d2gConfig of each pool', async () => {
      const asked: string[] = [];
      const { code, stderr, report } = await live(TASK, asked);
      assert.deepEqual(report.tasks[0]?.dropped, [{ what: 'privileged', by: 'allowPrivileged' }]);
      assert.ok(asked.includes('workerPool proj-x/ci'));
      assert.deepEqual([code, stderr], [0, '']);
    });

    it('says that a pool that runs Windows takes no such payload', async () => {
      const { code, report } = await live(TASK.replace('/ci', '/win'));
      assert.deepEqual(report.rejected[0]?.problems, [
        'The worker pool runs Windows, where generic-worker does not take docker-worker payloads.',
      ]);
      assert.equal(code, 1);
    });

    it("uses d2g's defaults for a pool that does not exist, and asks nothing about what is not a pool", async () => {
      const { code, report } = await live(TASK.replace('/ci', '/gone'));
      assert.deepEqual([code, report.tasks[0]?.dropped], [0, []]);
      const asked: string[] = [];
      await live(TASK.replace('proj-x/ci', 'proj-x/CI'), asked);
      assert.deepEqual(asked, []);
    });
  });

  it('prints nothing that a terminal or a CI system acts on', async () => {
    const { stdout } = await d2g(
      { 'task.yml': TASK.replace('ubuntu', "'a'").replace('name: build', 'name: "##[error]\\u202e"') },
      'task.yml',
    );
    assert.ok(stdout.includes('"\\u0023#[error]\\u202e"'));
  });

  const WRONG: readonly (readonly [string, Files, readonly string[], number, RegExp])[] = [
    ['a file that is not there', {}, ['gone.yml'], 2, /gone\.yml: no such file/],
    ['a file without tasks', { 'a.yml': 'a: 1\n' }, ['a.yml'], 2, /a\.yml: there are no tasks in this file/],
    ['a file that cannot be read', { 'a.yml': 'a: [' }, ['a.yml'], 1, /^a\.yml:1:\d+: error: .*\[syntax\]/],
    ['a d2gConfig that is not JSON', { 'a.yml': TASK, c: '{' }, ['--d2g-config', 'c', 'a.yml'], 2, /c: not JSON/],
    ['a list', { 'a.yml': TASK, c: '[]' }, ['--d2g-config', 'c', 'a.yml'], 2, /c: the d2gConfig must be an object/],
    [
      'a typo',
      { 'a.yml': TASK, c: '{"allowKvm": true}' },
      ['--d2g-config', 'c', 'a.yml'],
      2,
      /did you mean "allowKVM"/,
    ],
    [
      'two sources of a d2gConfig',
      { 'a.yml': TASK },
      ['--live', '--d2g-config', 'c', 'a.yml'],
      2,
      /'--live' and '--d2g-config' exclude each other/,
    ],
    ['a look-up of nobody', { 'a.yml': TASK }, ['--live', 'a.yml'], 2, /no deployment is set: pass '--root-url URL'/],
    ['two files', { 'a.yml': TASK }, ['a.yml', 'a.yml'], 2, /'d2g' takes one file, but also got 'a\.yml'/],
    [
      'another format',
      { 'a.yml': TASK },
      ['--format', 'yaml', 'a.yml'],
      2,
      /unknown format 'yaml': choose one of json/,
    ],
    ['an option of another command', { 'a.yml': TASK }, ['--write', 'a.yml'], 2, /'--write' only works with 'migrate'/],
  ];
  for (const [what, files, argv, exit, message] of WRONG) {
    it(`rejects ${what}`, async () => {
      const { code, stdout, stderr } = await d2g(files, '--no-color', ...argv);
      assert.match(stderr, message);
      assert.equal(stdout, '');
      assert.equal(code, exit);
    });
  }
});
