import assert from 'node:assert/strict';
import fs from 'node:fs';
import { join } from 'node:path';
import { type Files, lint, type Outcome, project, removeProjects } from './helper.js';

/** A task with a mistake of the rule `worker-type-format`. */
const TASK = `provisionerId: proj-x
workerType: Linux
created: "2030-01-01T00:00:00Z"
deadline: "2030-01-02T00:00:00Z"
payload: {}
metadata: {name: a, description: b, owner: c@example.com, source: https://example.com/}
`;
const OFF = 'rules: {worker-type-format: off}\n';
const OLD = TASK.replace('Linux', 'linux');

/** The files in the report, each with its kind and with `severity rule` of its problems. */
function told({ stdout }: Outcome): [path: string, kind: string, ...problems: string[]][] {
  const report: {
    files: { path: string; kind: string; problems: { rule: string; severity: string; range: object }[] }[];
  } = JSON.parse(stdout);
  return report.files.map(({ path, kind, problems }) => [
    path,
    kind,
    ...problems
      .filter(({ rule }) => ['worker-type-format', 'config-file', 'syntax'].includes(rule))
      .map(({ severity, rule }) => `${severity} ${rule}`),
  ]);
}

const WRONG = 'error worker-type-format';
const check = (files: Files, ...argv: string[]): Promise<Outcome> =>
  lint(project({ '.git/HEAD': 'x', ...files }), ['--format', 'json', ...argv]);

describe('the config file on the command line', () => {
  afterEach(removeProjects);

  it('applies to its folder and all below', async () => {
    const outcome = await check({ '.taskcluster-lint.yml': OFF, 'a.yml': TASK, 'x/y/b.yml': TASK }, '.');
    assert.deepEqual(told(outcome), [
      ['a.yml', 'task'],
      ['x/y/b.yml', 'task'],
    ]);
    assert.equal(outcome.stderr, '');
  });

  it('is the nearest one alone', async () => {
    const files = { '.taskcluster-lint.yml': OFF, 'a.yml': TASK, 'x/.taskcluster-lint.yml': '', 'x/b.yml': TASK };
    const expected = [
      ['a.yml', 'task'],
      ['x/b.yml', 'task', WRONG],
    ];
    assert.deepEqual(told(await check(files, '.')), expected);
    assert.deepEqual(told(await check(files, 'a.yml', 'x/b.yml')), expected);
  });

  it('is looked for up to the top of the repository, not beyond', async () => {
    const files = { '.taskcluster-lint.yml': OFF, 'x/.git': 'gitdir: elsewhere', 'x/y/a.yml': TASK, 'z/b.yml': TASK };
    assert.deepEqual(told(await check(files, 'x', 'z')), [
      ['x/y/a.yml', 'task', WRONG],
      ['z/b.yml', 'task'],
    ]);
  });

  it('is found above the current folder', async () => {
    const folder = project({ '.git/HEAD': 'x', '.taskcluster-lint.yml': OFF, 'x/a.yml': TASK });
    assert.deepEqual(told(await lint(join(folder, 'x'), ['--format', 'json', 'a.yml'])), [['a.yml', 'task']]);
  });

  it('can be replaced by another one for all files, whose globs are relative to the current folder', async () => {
    const chosen = 'overrides: [{files: ["x/*.yml"], rules: {worker-type-format: hint}}]\n';
    const files = { 'c/lint.yml': chosen, 'x/.taskcluster-lint.yml': OFF, 'x/b.yml': TASK, 'y/c.yml': TASK };
    assert.deepEqual(told(await check(files, '--config', 'c/lint.yml', 'x/b.yml', 'y/c.yml')), [
      ['x/b.yml', 'task', 'hint worker-type-format'],
      ['y/c.yml', 'task', WRONG],
    ]);
  });

  it('can be left out', async () => {
    const outcome = await check({ '.taskcluster-lint.yml': OFF, 'a.yml': TASK }, '--no-config', '.');
    assert.deepEqual(told(outcome), [['a.yml', 'task', WRONG]]);
    assert.equal(outcome.code, 1);
  });

  it('says which files are checked, and what they are', async () => {
    const config = `files:
  exclude: [skip/**]
  include: ["ci/*.yml"]
  kinds: {"jobs/*": hook}
`;
    const outcome = await check(
      {
        '.taskcluster-lint.yml': config,
        'skip/a.yml': TASK,
        'ci/b.yml': 'a: 1\n',
        'jobs/c.yml': 'a: 1\n',
        'd.yml': 'a: 1',
      },
      '.',
    );
    assert.deepEqual(told(outcome), [
      ['ci/b.yml', 'task'],
      ['jobs/c.yml', 'hook'],
    ]);
  });

  it('excludes a file that is named, too: it is not a Taskcluster file', async () => {
    const files = { '.taskcluster-lint.yml': 'files: {exclude: [a.yml]}\n', 'a.yml': TASK };
    assert.deepEqual(told(await check(files, 'a.yml')), [['a.yml', 'none']]);
  });

  it('silences a rule in JSON, which has no comments', async () => {
    const task = JSON.stringify({ provisionerId: 'a', workerType: 'Linux', payload: {}, metadata: {} });
    const config = 'overrides:\n  - files: ["**/*.json"]\n    rules: {worker-type-format: off}\n';
    const files = { '.taskcluster-lint.yml': config, 'x/a.json': task, 'x/b.yml': TASK };
    assert.deepEqual(told(await check(files, '.')), [
      ['x/a.json', 'task'],
      ['x/b.yml', 'task', WRONG],
    ]);
  });

  it('applies to the standard input by the name of that', async () => {
    const folder = project({ '.git/HEAD': 'x', 'x/.taskcluster-lint.yml': OFF });
    const of = (name: string): Promise<Outcome> =>
      lint(folder, ['--format', 'json', '--stdin-filename', name, '-'], { stdin: TASK });
    assert.deepEqual(told(await of('x/a.yml')), [['x/a.yml', 'task']]);
    assert.deepEqual(told(await of('a.yml')), [['a.yml', 'task', WRONG]]);
  });

  it('with mistakes is reported at their lines, once, and the rest of it counts', async () => {
    const folder = project({
      '.git/HEAD': 'x',
      '.taskcluster-lint.yml': `${OFF}file: 1\n`,
      'a.yml': OLD,
      'b.yml': TASK,
    });
    const { code, stdout, stderr } = await lint(folder, ['-q', 'a.yml', 'b.yml']);
    assert.equal(
      stdout,
      [
        '.taskcluster-lint.yml:2:1: error: A configuration has no key "file". Did you mean "files"? [config-file]',
        '2 | file: 1',
        '  | ^~~~',
        '  fix: Remove file',
        '',
        '1 error in 1 of 3 files.',
        '',
      ].join('\n'),
    );
    assert.deepEqual([code, stderr], [1, '']);
  });

  it('with mistakes is reported as found in the folder, above it, and as chosen', async () => {
    const files = {
      '.taskcluster-lint.yml': 'rules: {x: off}\n',
      'a.yml': OLD,
      'x/b.yml': OLD,
      'c.yml': 'rules: {y: off}\n',
    };
    const mistake = 'error config-file';
    assert.deepEqual(told(await check(files, '.')), [
      ['.taskcluster-lint.yml', 'none', mistake],
      ['a.yml', 'task'],
      ['x/b.yml', 'task'],
    ]);
    assert.deepEqual(told(await check(files, './x/')), [
      ['./.taskcluster-lint.yml', 'none', mistake],
      ['./x/b.yml', 'task'],
    ]);
    assert.deepEqual(told(await check(files, '--config', 'c.yml', 'x', 'c.yml')), [
      ['c.yml', 'none', mistake],
      ['x/b.yml', 'task'],
    ]);
  });

  it('that is named is reported even without problems', async () => {
    const files = { '.taskcluster-lint.yml': OFF, 'a.yml': OLD };
    const [config, ...others] = told(await check(files, 'a.yml', '.taskcluster-lint.yml'));
    assert.deepEqual(config, ['.taskcluster-lint.yml', 'none']);
    assert.equal(others.length, 1);
  });

  it('that cannot be read as YAML leaves the files out that it applies to, and ends with 2', async () => {
    const files = { 'x/.taskcluster-lint.yml': 'rules: {schema: off', 'x/a.yml': TASK, 'x/b.yml': TASK, 'c.yml': OLD };
    const outcome = await check(files, '.');
    assert.deepEqual(told(outcome), [
      ['c.yml', 'task'],
      ['x/.taskcluster-lint.yml', 'none', 'error syntax'],
    ]);
    assert.equal(
      outcome.stderr,
      'taskcluster-lint: x/.taskcluster-lint.yml: it cannot be read as YAML, so the files that it applies to were left out\n',
    );
    assert.equal(outcome.code, 2);
  });

  it('that does not exist, or is a folder, ends with 2', async () => {
    const missing = await check({ 'a.yml': TASK }, '--config', 'gone.yml', '.');
    assert.deepEqual(told(missing), []);
    assert.equal(
      missing.stderr,
      'taskcluster-lint: gone.yml: no such file or folder, so the files that it applies to were left out\n',
    );
    assert.equal(missing.code, 2);
    const folder = await check({ '.taskcluster-lint.yml/x': '', 'a.yml': TASK }, 'a.yml');
    assert.match(folder.stderr, /^taskcluster-lint: \.taskcluster-lint\.yml: is a folder, so /);
    assert.equal(folder.code, 2);
  });

  it('is unusable if it is a link that leads nowhere: it does not count as absent', async () => {
    const folder = project({ 'a.yml': TASK });
    fs.symlinkSync('../elsewhere.yml', join(folder, '.taskcluster-lint.yml'));
    const { code, stdout, stderr } = await lint(folder, ['--format', 'json', '.']);
    assert.deepEqual([code, JSON.parse(stdout).files], [2, []]);
    assert.equal(
      stderr,
      'taskcluster-lint: .taskcluster-lint.yml: no such file or folder, so the files that it applies to were left out\n',
    );
  });

  it('is read once, however many files it applies to', async () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`x/${i}/a.yml`, OLD]));
    const folder = project({ '.git/HEAD': 'x', '.taskcluster-lint.yml': OFF, ...many });
    let looks = 0;
    const isTaken = (path: string): boolean => {
      if (path.endsWith('.taskcluster-lint.yml')) looks++;
      return fs.existsSync(path);
    };
    await lint(folder, ['migrate', '.'], { files: { isTaken } });
    // One look for each folder.
    assert.equal(looks, 22);
  });

  describe('migrate', () => {
    it('leaves excluded files alone, and says nothing of the config file', async () => {
      const config = 'files: {exclude: [b.yml]}\nrules: {prefer-task-queue-id: off, x: off}\n';
      const folder = project({ '.git/HEAD': 'x', '.taskcluster-lint.yml': config, 'a.yml': OLD, 'b.yml': OLD });
      const { stdout } = await lint(folder, ['migrate', '--write', '--format', 'json', '.']);
      assert.deepEqual(JSON.parse(stdout).files, [{ path: 'a.yml', converted: 1, left: [] }]);
      assert.equal(fs.readFileSync(join(folder, 'b.yml'), 'utf8'), OLD);
      assert.match(fs.readFileSync(join(folder, 'a.yml'), 'utf8'), /^taskQueueId: proj-x\/linux\n/);
    });

    it('changes nothing where the config file cannot be read', async () => {
      const folder = project({ '.git/HEAD': 'x', '.taskcluster-lint.yml': 'files: {', 'a.yml': OLD });
      const { code } = await lint(folder, ['migrate', '--write', '.']);
      assert.equal(code, 2);
      assert.equal(fs.readFileSync(join(folder, 'a.yml'), 'utf8'), OLD);
    });
  });

  it('does not matter to render', async () => {
    const text = 'version: 1\ntasks: []\n';
    const folder = project({ '.git/HEAD': 'x', '.taskcluster-lint.yml': '{', '.taskcluster.yml': text });
    const { code, stderr } = await lint(folder, ['render', '.taskcluster.yml']);
    assert.deepEqual([code, stderr], [0, '']);
  });
});
