import assert from 'node:assert/strict';
import { fakeCore } from './fake-core.js';
import { type Files, lint, type Outcome, project, removeProjects, type Situation } from './helper.js';

const check = (files: Files, argv: string, situation: Situation = {}): Promise<Outcome> =>
  lint(project(files), argv.split(' '), { core: fakeCore, ...situation });

describe('check', () => {
  afterEach(removeProjects);

  it('prints what it finds, with the place in the source', async () => {
    const { code, stdout, stderr } = await check(
      { 'd/a.yml': 'payload:\n  x: BAD # why\n', 'd/b.yml': 'payload: 1' },
      'd',
    );
    assert.equal(stderr, '');
    assert.equal(
      stdout,
      [
        'd/a.yml:2:6: error: BAD is found. [worker-type-format]',
        '2 |   x: BAD # why',
        '  |      ^~~',
        '',
        '1 error in 1 of 2 files.',
        '',
      ].join('\n'),
    );
    assert.equal(code, 1);
  });

  const codes: [title: string, text: string, argv: string, code: number, summary: string][] = [
    ['nothing is wrong', 'payload: 1', 'a.yml', 0, 'No problems in 1 file.'],
    ['errors', 'payload: BAD BAD', 'a.yml', 1, '2 errors in 1 file.'],
    ['warnings', 'payload: WARN', 'a.yml', 0, '1 warning in 1 file.'],
    ['as many warnings as allowed', 'payload: WARN', '--max-warnings 1 a.yml', 0, '1 warning in 1 file.'],
    ['more warnings than allowed', 'payload: WARN', '--max-warnings 0 a.yml', 1, '1 warning in 1 file.'],
    ['hints', 'payload: OLD INFO', '--max-warnings 0 a.yml', 0, '2 hints in 1 file.'],
    ['everything', 'payload: OLD WARN BAD', 'check a.yml', 1, '1 error, 1 warning, 1 hint in 1 file.'],
    ['a missing file as well', 'payload: BAD', 'gone.yml a.yml', 2, '1 error in 1 file.'],
    ['nothing to look at', 'a: 1', '.', 0, 'No Taskcluster files found.'],
  ];
  for (const [title, text, argv, code, summary] of codes) {
    it(`ends with ${code} for ${title}`, async () => {
      const outcome = await check({ 'a.yml': text }, argv);
      assert.equal(outcome.stdout.trimEnd().split('\n').at(-1), summary);
      assert.equal(outcome.code, code);
    });
  }

  it('says why --max-warnings fails', async () => {
    const { stderr } = await check({ 'a.yml': 'payload: WARN WARN' }, '--max-warnings 1 a.yml');
    assert.equal(stderr, 'taskcluster-lint: 2 warnings, but --max-warnings allows 1\n');
  });

  it('reports a named file that is not a Taskcluster file, but none that it only found', async () => {
    const files = { 'a.yml': 'x: 1', 'b.txt': 'payload: BAD', 'd/c.yml': 'y: payloads\nBUG', 'd/e.yml': 'y: 1' };
    const named = await check(files, '--format json a.yml b.txt');
    assert.deepEqual(JSON.parse(named.stdout), {
      version: 1,
      files: [
        { path: 'a.yml', kind: 'none', problems: [] },
        { path: 'b.txt', kind: 'none', problems: [] },
      ],
      summary: { files: 2, errors: 0, warnings: 0, fixable: 0 },
    });
    assert.equal(named.code, 0);
    assert.equal((await check(files, 'a.yml')).stdout, 'a.yml: not a Taskcluster file\nNo problems in 1 file.\n');
    assert.deepEqual(JSON.parse((await check({ 'd/e.yml': 'y: payloa' }, '--format json d')).stdout).files, []);
  });

  it('passes over files that cannot be Taskcluster files without parsing them', async () => {
    const { code, stderr } = await check({ 'd/a.yml': 'BUG: 1', 'd/.taskcluster.yml': 'payload: 1' }, 'd');
    assert.equal(stderr, '');
    assert.equal(code, 0);
  });

  it('reads the standard input', async () => {
    const stdin = '{"payload": "BAD"}';
    const { code, stdout } = await check({}, '--format json - --stdin-filename d/task.json', { stdin });
    assert.equal(code, 1);
    assert.equal(JSON.parse(stdout).files[0].path, 'd/task.json');
    assert.equal(JSON.parse(stdout).files[0].kind, 'task');
    assert.match((await check({}, '-', { stdin })).stdout, /^stdin\.yml:1:14: error:/);
  });

  it('costs a file, not the run, when the core has a bug', async () => {
    const { code, stdout, stderr } = await check({ 'a.yml': 'BUG', 'b.yml': 'payload: BAD' }, 'a.yml b.yml');
    assert.match(stderr, /^taskcluster-lint: a\.yml: internal error, please report it: .*a bug/);
    assert.match(stdout, /^b\.yml:1:10: error/);
    assert.equal(code, 2);
  });

  describe('encodings', () => {
    it('counts places without the byte order mark', async () => {
      assert.match((await check({ 'a.yml': '\uFEFFBAD: payload' }, 'a.yml')).stdout, /^a\.yml:1:1: error/);
    });

    it('judges UTF-16, and says that Taskcluster will not', async () => {
      const { stdout, stderr } = await check({ 'a.yml': Buffer.from('\uFEFFpayload: BAD', 'utf16le') }, 'a.yml');
      assert.match(stdout, /^a\.yml:1:10: error/);
      assert.match(stderr, /^taskcluster-lint: a\.yml: it is UTF-16, but Taskcluster reads UTF-8/);
    });

    it('survives bytes that are no text', async () => {
      const bytes = Buffer.from([0, 0xff, 0xfe, 0x80, ...Buffer.from(' payload: BAD'), 0xc3]);
      const { code, stderr } = await check({ 'a.yml': bytes }, 'a.yml');
      assert.equal(code, 1);
      assert.match(stderr, /not valid UTF-8/);
      const random = await check({ 'a.json': Buffer.from([0, 1, 2, 0xff]) }, 'a.json');
      assert.deepEqual(random, {
        code: 0,
        stdout: 'a.json: not a Taskcluster file\nNo problems in 1 file.\n',
        stderr: '',
      });
    });
  });

  describe('colours', () => {
    const color = async (argv: string, situation: Situation): Promise<boolean> =>
      (await check({ 'a.yml': 'payload: BAD' }, argv, situation)).stdout.includes('\x1b[');

    it('are for terminals', async () => {
      assert.equal(await color('a.yml', { terminal: true }), true);
      assert.equal(await color('a.yml', { terminal: false }), false);
    });
    it('heed NO_COLOR and TERM=dumb', async () => {
      assert.equal(await color('a.yml', { terminal: true, env: { NO_COLOR: '1' } }), false);
      assert.equal(await color('a.yml', { terminal: true, env: { TERM: 'dumb' } }), false);
    });
    it('heed the options before all else', async () => {
      assert.equal(await color('--no-color a.yml', { terminal: true }), false);
      assert.equal(await color('--color a.yml', { terminal: false, env: { NO_COLOR: '1' } }), true);
    });
  });
});

describe('usage', () => {
  it('prints the help', async () => {
    const { code, stdout } = await lint('/', ['--help']);
    assert.equal(code, 0);
    assert.match(stdout, /^Usage:$/m);
  });
  it('prints the version', async () => {
    const { code, stdout } = await lint('/', ['--version']);
    assert.equal(code, 0);
    assert.match(stdout, /^taskcluster-lint \d+\.\d+\.\d+\n$/);
  });
  it('says what is wrong with the arguments', async () => {
    assert.deepEqual(await lint('/', ['--alive', 'x.yml']), {
      code: 2,
      stdout: '',
      stderr: "taskcluster-lint: unknown option '--alive'\nTry 'taskcluster-lint --help'.\n",
    });
  });
});
