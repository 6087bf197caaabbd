import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv } from 'ajv';
import { variantName } from '../../server/core/services/github/event-name.js';
import { type Files, lint, project, removeProjects } from './helper.js';

const clock = { now: () => Date.UTC(2030, 0, 31, 12), after: () => () => {} };

describe('render', () => {
  after(removeProjects);

  const render = (template: string, context: string, ...more: readonly string[]) =>
    lint(project({ 'a.yml': template, 'c.json': context }), ['render', '--context', 'c.json', ...more, 'a.yml'], {
      clock,
    });

  it('prints what a template becomes with a context', async () => {
    const { code, stdout, stderr } = await render(
      'tasks: [{name: "${event.ref}"}]',
      '{"event": {"ref": "main"}}',
      '--format',
      'json',
    );
    assert.equal(stdout, '{"tasks":[{"name":"main"}]}\n');
    assert.equal(stderr, '');
    assert.equal(code, 0);
  });

  it('prints indented JSON, or YAML', async () => {
    assert.equal((await render('a: ["${x}"]', '{"x": 1}')).stdout, '{\n  "a": [\n    "1"\n  ]\n}\n');
    assert.equal((await render('a: ["${x}"]', '{"x": "b c"}', '--format', 'yaml')).stdout, 'a:\n  - b c\n');
  });

  it('prints nothing that a terminal or a CI system acts on', async () => {
    const { stdout } = await render('{$eval: x}', '{"x": "\u202e ##[error]"}', '--format', 'json');
    assert.equal(stdout, '"\\u202e \\u0023#[error]"\n');
  });

  it('takes the time from the clock, from the context, or from --now', async () => {
    const text = '{$fromNow: 1 hour}';
    assert.equal((await render(text, '{}', '--format', 'json')).stdout, '"2030-01-31T13:00:00.000Z"\n');
    const context = '{"now": "2020-01-01T00:00:00.000Z"}';
    assert.equal((await render(text, context, '--format', 'json')).stdout, '"2020-01-01T01:00:00.000Z"\n');
    const { stdout } = await render(text, context, '--format', 'json', '--now', '2010-01-01T00:00:00.000Z');
    assert.equal(stdout, '"2010-01-01T01:00:00.000Z"\n');
  });

  it('reports each mistake at its place, once for all items of a loop', async () => {
    const { code, stdout, stderr } = await render(
      'a: ${event.reff}\nb:\n  $map: [1, 2]\n  each(x): {$eval: x + nope}\n',
      '{"event": {}}',
      '--no-color',
    );
    assert.equal(code, 1);
    assert.equal(stdout, '');
    assert.deepEqual(stderr.split('\n'), [
      'a.yml:1:12: error: event has no property "reff". [template]',
      '1 | a: ${event.reff}',
      '  |            ^~~~',
      'a.yml:4:24: error: There is no variable "nope" here: neither the context nor a $let around it defines it. ($map item 0) [template]',
      '4 |   each(x): {$eval: x + nope}',
      '  |                        ^~~~',
      '',
    ]);
  });

  it('refuses invalid YAML, a text that is too large, and an invalid variable name', async () => {
    const broken = await render('a: [', '{}');
    assert.match(broken.stderr, /^a\.yml:1:\d+: error: .*\[syntax\]/);
    assert.equal(broken.code, 1);
    const bomb = await render('{$eval: "len(range(0, 100000000))"}', '{}');
    assert.match(bomb.stderr, /\[limits\]/);
    assert.equal(bomb.code, 1);
    const named = await render('a', '{"a-b": 1}');
    assert.match(named.stderr, /'a-b' cannot be a variable name/);
    assert.equal(named.code, 1);
  });

  it('exits with 2 for a context that is not an object, and for files that cannot be read', async () => {
    assert.equal((await render('a', '[]')).code, 2);
    assert.equal((await render('a', '{')).code, 2);
    const folder = project({ 'c.json': '{}' });
    const gone = await lint(folder, ['render', '--context', 'c.json', 'gone.yml']);
    assert.equal(gone.code, 2);
    assert.match(gone.stderr, /gone\.yml: no such file/);
    assert.equal((await lint(folder, ['render', '--context', 'gone.json', 'c.json'])).code, 2);
  });

  it('renders the standard input, and an empty file', async () => {
    const folder = project({ 'c.json': '{"x": 1}' });
    const { stdout } = await lint(folder, ['render', '--context', 'c.json', '--format', 'json', '-'], {
      stdin: '{$eval: x}',
    });
    assert.equal(stdout, '1\n');
    assert.equal((await render('', '{}')).stdout, 'null\n');
  });
});

describe('render for events of GitHub', () => {
  after(removeProjects);

  const FILE = [
    'version: 1',
    'policy: {pullRequests: public}',
    'tasks:',
    '  $if: \'tasks_for == "github-push" && event.ref == "refs/heads/stable"\'',
    '  then: [{taskId: {$eval: \'as_slugid("a")\'}}, {taskId: {$eval: \'as_slugid("b")\'}}]',
    '  else:',
    '    - $if: tasks_for == "github-pull-request"',
    '      then: {created: {$fromNow: ""}, root: "${taskcluster_root_url}", title: "${event.pull_request.title}"}',
    '',
  ].join('\n');

  const render = (files: Files, argv: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    lint(project({ '.taskcluster.yml': FILE, ...files }), ['render', '--no-color', ...argv, '.taskcluster.yml'], {
      clock,
      env,
    });

  const json = async (...argv: readonly string[]) =>
    JSON.parse((await render({}, ['--format', 'json', ...argv])).stdout);

  it('prints what the service makes of the file, without version and hooks', async () => {
    const { code, stdout, stderr } = await render({}, ['--event', 'pull-request', '--format', 'yaml']);
    assert.deepEqual(stdout.split('\n'), [
      'policy:',
      '  pullRequests: public',
      'tasks:',
      '  - created: 2030-01-31T12:00:00.000Z',
      '    root: https://tc.example.com',
      '    title: Change something',
      '',
    ]);
    assert.equal(stderr, '');
    assert.equal(code, 0);
  });

  it('takes the root URL from TASKCLUSTER_ROOT_URL, and the time from --now', async () => {
    const argv = ['--event', 'pull-request', '--now', '2040-01-01', '--format', 'json'];
    const { stdout } = await render({}, argv, { TASKCLUSTER_ROOT_URL: 'https://tc.example.org/' });
    const [task] = JSON.parse(stdout).tasks;
    assert.equal(task.created, '2040-01-01T00:00:00.000Z');
    assert.equal(task.root, 'https://tc.example.org');
  });

  it('gives each label a slugid, the same at each run', async () => {
    const once = await json('--event', 'push:ref=refs/heads/stable');
    const ids = once.tasks.map(({ taskId }: { readonly taskId: string }) => taskId);
    for (const id of ids)
      assert.match(id, /^[A-Za-z0-9_-]{8}[Q-T][A-Za-z0-9_-][CGKOSWaeimquy26-][A-Za-z0-9_-]{10}[AQgw]$/);
    assert.equal(new Set(ids).size, 2);
    assert.deepEqual(await json('--event', 'push:ref=refs/heads/stable'), once);
  });

  it('tells from a body what it is for, where that can be told', async () => {
    const at = async (body: unknown, ...more: readonly string[]) =>
      render({ 'e.json': JSON.stringify(body), '.taskcluster.yml': 'version: 1\ntasks: ["${tasks_for}"]' }, [
        '--format',
        'json',
        '--event',
        'e.json',
        ...more,
      ]);
    const tasksFor = async (body: unknown, ...more: readonly string[]) => (await at(body, ...more)).stdout;
    const pull = { pull_request: {}, ref: 'x' };
    assert.equal(await tasksFor({ ref: 'x', pusher: {} }), '{"tasks":["github-push"]}\n');
    assert.equal(await tasksFor(pull), '{"tasks":["github-pull-request"]}\n');
    assert.equal(await tasksFor({ ...pull, taskcluster_comment: 'x' }), '{"tasks":["github-issue-comment"]}\n');
    assert.equal(await tasksFor({ release: {} }), '{"tasks":["github-release"]}\n');
    const untrusted = 'github-pull-request-untrusted';
    assert.equal(await tasksFor(pull, '--tasks-for', untrusted), `{"tasks":["${untrusted}"]}\n`);
    const { code, stderr } = await at({ ref: 'x' });
    assert.match(
      stderr,
      /^taskcluster-lint: e\.json: the body does not show what it is for: give '--tasks-for' github-push\|/,
    );
    assert.equal(code, 2);
    assert.match((await at([])).stderr, /e\.json: the body of an event must be an object/);
  });

  it('renders the usual event of --tasks-for, also where the policy does not let it through', async () => {
    assert.deepEqual((await json('--tasks-for', 'github-push')).tasks, []);
    assert.equal((await json('--tasks-for', 'github-pull-request')).tasks.length, 1);
    assert.deepEqual((await json('--tasks-for', 'github-issue-comment')).tasks, []);
  });

  it('reads a file rather than the event of that name, but no folder', async () => {
    const body = JSON.stringify({ ref: 'refs/heads/stable', pusher: {} });
    const argv = ['--event', 'push', '--format', 'json'];
    assert.equal(JSON.parse((await render({ push: body }, argv)).stdout).tasks.length, 2);
    assert.equal(JSON.parse((await render({ 'push/a': '' }, argv)).stdout).tasks.length, 0);
  });

  it('says which event is meant where there is none of that name', async () => {
    const { code, stderr } = await render({}, ['--event', 'push-tags']);
    assert.equal(
      stderr,
      "taskcluster-lint: there is no file and no event 'push-tags': did you mean 'push-tag'? '--list-events' lists the events\n",
    );
    assert.equal(code, 2);
    const other = await render({}, ['--event', 'push', '--tasks-for', 'github-release']);
    assert.match(other.stderr, /'push' is an event for github-push, but '--tasks-for github-release' is given/);
    assert.equal(other.code, 2);
  });

  it('says each mistake at its place, with the way through loops', async () => {
    const file = 'version: 1\ntasks:\n  $map: [1, 2]\n  each(x): {a: "${x + event.reff}"}\n';
    const { code, stdout, stderr } = await render({ '.taskcluster.yml': file }, ['--event', 'push']);
    assert.equal(code, 1);
    assert.equal(stdout, '');
    const [head, , marks] = stderr.split('\n');
    assert.match(head ?? '', /^\.taskcluster\.yml:4:\d+: error: .*reff.* \(\$map item 0\) \[template\]$/);
    assert.match(marks ?? '', /\^~~~/);
  });

  it('refuses tasks that are not a list', async () => {
    const file = (tasks: string) => ({ '.taskcluster.yml': `version: 1\ntasks: ${tasks}\n` });
    const mapping = await render(file('{a: b}'), ['--event', 'push']);
    assert.match(
      mapping.stderr,
      /^\.taskcluster\.yml:2:9: error: tasks must become a list, but here it becomes a mapping/,
    );
    assert.equal(mapping.code, 1);
    const text = await render(file('none'), ['--event', 'push']);
    assert.match(text.stderr, /tasks must become a list, but here it becomes a string/);
    assert.equal(text.code, 1);
    assert.equal((await render(file('{$if: "false", then: []}'), ['--event', 'push'])).code, 0);
  });

  it('shows without an event what comes of each, and of the variants with another outcome', async () => {
    const { code, stdout } = await render({}, []);
    assert.deepEqual(stdout.split('\n'), [
      'EVENT                       WHAT HAPPENS                   TASKS',
      'push                        a push to the branch "main"    no tasks',
      'push:ref=refs/heads/stable  a push to the branch "stable"  2 tasks',
      'push-tag                    a push of a tag                no tasks',
      'push-new-branch             a push of a new branch         no tasks',
      'pull-request                a new pull request             1 task',
      'pull-request-synchronize    an updated pull request        1 task',
      'release                     a published release            no tasks',
      '',
    ]);
    assert.equal(code, 0);
  });

  it('shows where an event fails, and ends with 1 if that is grave', async () => {
    const failing = (tasksFor: string) => ({
      '.taskcluster.yml': `version: 1\ntasks:\n  - $if: tasks_for == "${tasksFor}"\n    then: {$eval: nope}\n`,
    });
    const push = await render(failing('github-push'), []);
    assert.match(push.stdout, /^push +a push to the branch "main" +fails at 4:19: .*nope/m);
    assert.equal(push.code, 1);
    const release = await render(failing('github-release'), ['--format', 'json']);
    const { version, events } = JSON.parse(release.stdout);
    assert.equal(version, 1);
    assert.deepEqual(events[0], {
      name: 'push',
      tasksFor: 'github-push',
      title: 'a push to the branch "main"',
      tasks: 0,
    });
    const { error } = events.find(({ name }: { readonly name: string }) => name === 'release');
    assert.equal(error.rule, 'template');
    assert.match(error.message, /nope/);
    assert.deepEqual(error.range, { start: { line: 3, character: 18 }, end: { line: 3, character: 22 } });
    assert.equal(release.code, 0);
  });

  it('prints for programs what the schema of reports says', async () => {
    const schema = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../schemas/report.json'), 'utf8'));
    const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);
    assert.ok(validate(await json()), JSON.stringify(validate.errors));
    assert.ok(validate(await json('--list-events')), JSON.stringify(validate.errors));
  });

  it('lists the events of a file, each under its own name, and their bodies as JSON', async () => {
    const { stdout } = await render({}, ['--list-events']);
    assert.match(stdout, /^push:ref=refs\/heads\/stable +a push to the branch "stable"$/m);
    assert.match(stdout, /^pull-request +a new pull request$/m);
    const { events } = await json('--list-events');
    const names = events.map(({ name }: { readonly name: string }) => name);
    assert.deepEqual(names, [...new Set(names)]);
    const body = JSON.stringify(events[1].event);
    assert.match(body, /"ref":"refs\/heads\/stable"/);
    const again = await render({ 'e.json': body }, ['--event', 'e.json', '--format', 'json']);
    assert.equal(JSON.parse(again.stdout).tasks.length, 2);
  });

  it('renders any file of version 1, and says what it does not render', async () => {
    const at = (text: string, name = 'a.yml') => lint(project({ [name]: text }), ['render', '--event', 'push', name]);
    assert.equal((await at('version: 1\ntasks: []')).code, 0);
    const hook = await at('metadata: {}\nschedule: []\ntask: {provisionerId: a, payload: {}}');
    assert.match(hook.stderr, /a\.yml: GitHub events do not fire hooks; '--context FILE' renders any file/);
    assert.equal(hook.code, 2);
    const old = await at('version: 0\nmetadata: {}\ntasks: []', '.taskcluster.yml');
    assert.match(old.stderr, /version 0 of \.taskcluster\.yml is not a JSON-e template/);
    assert.equal(old.code, 2);
    assert.match((await at('a: 1')).stderr, /a\.yml: only a version 1 \.taskcluster\.yml is rendered/);
    assert.equal((await at('a: [', '.taskcluster.yml')).code, 1);
    assert.match((await at('', '.taskcluster.yml')).stderr, /must be a mapping/);
  });

  it('gives names of variants that a shell takes as they are, and that no other value has', () => {
    const name = (...changes: readonly string[]) => variantName('push', changes);
    assert.equal(name(), 'push');
    assert.equal(name('ref="refs/heads/x"', 'sender.email=null'), 'push:ref=refs/heads/x,sender.email=null');
    assert.equal(name('a="null"'), 'push:a="null"');
    assert.equal(name('a="absent"'), 'push:a="absent"');
    assert.equal(name('a="1"'), 'push:a="1"');
    assert.equal(name('a="b,c=d"'), 'push:a="b,c=d"');
    assert.equal(variantName('push:a=b', ['c=d']), 'push:c=d');
  });
});
