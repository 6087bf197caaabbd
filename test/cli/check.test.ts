import assert from 'node:assert/strict';
import fs from 'node:fs';
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
    ['infos and hints', 'payload: OLD INFO INFO', '--max-warnings 0 a.yml', 0, '2 infos, 1 hint in 1 file.'],
    ['everything', 'payload: OLD WARN BAD', 'check a.yml', 1, '1 error, 1 warning, 1 hint in 1 file.'],
    ['a missing file as well', 'payload: BAD', 'gone.yml a.yml', 2, '1 error in 1 file.'],
    ['nothing to look at', 'a: 1', '.', 0, 'No Taskcluster files found.'],
  ];
  for (const [title, text, argv, code, summary] of codes) {
    it(`ends with ${code} for ${title}`, async () => {
      const outcome = await check({ 'a.yml': text }, argv);
      assert.ok(outcome.stdout.trimEnd().split('\n').includes(summary), outcome.stdout);
      assert.equal(outcome.code, code);
    });
  }

  it('puts the gravest of a file first, and hints, of a line each, behind all else', async () => {
    const files = { 'a.yml': 'payload: OLD WARN BAD INFO OLD\nx: BAD', 'b.yml': 'payload: OLD BAD' };
    const { stdout } = await check(files, '.');
    const heads = stdout.split('\n').filter((line) => /^[ab]\.yml:/.test(line));
    assert.deepEqual(
      heads.map((line) => line.split(' ').slice(0, 3).join(' ')),
      [
        'a.yml:1:19: error: BAD',
        'a.yml:2:4: error: BAD',
        'a.yml:1:14: warning: WARN',
        'a.yml:1:23: info: INFO',
        'b.yml:1:14: error: BAD',
        'a.yml:1:10: hint: OLD',
        'a.yml:1:28: hint: OLD',
        'b.yml:1:10: hint: OLD',
      ],
    );
    assert.deepEqual(stdout.split('\n').slice(-9), [
      '  |              ^~~',
      '',
      'a.yml:1:10: hint: OLD is found. [prefer-task-queue-id]',
      'a.yml:1:28: hint: OLD is found. [prefer-task-queue-id]',
      'b.yml:1:10: hint: OLD is found. [prefer-task-queue-id]',
      '',
      '3 errors, 1 warning, 1 info, 3 hints in 2 of 2 files.',
      "3 have fixes: 'taskcluster-lint fix' makes the safe ones, and with --rule ID the suggestions of a rule.",
      '',
    ]);
  });

  describe('--quiet', () => {
    it('reports errors and warnings only', async () => {
      const files = { 'a.yml': 'payload: OLD WARN', 'b.yml': 'payload: INFO OLD', 'c.yml': 'x: 1' };
      const { code, stdout } = await check(files, '--quiet a.yml b.yml c.yml');
      assert.equal(
        stdout,
        [
          'a.yml:1:14: warning: WARN is found. [redundant-identifiers]',
          '1 | payload: OLD WARN',
          '  |              ^~~~',
          '',
          '1 warning in 1 of 3 files.',
          '',
        ].join('\n'),
      );
      assert.equal(code, 0);
      assert.equal((await check(files, '-q b.yml')).stdout, 'No errors or warnings in 1 file.\n');
    });

    it('holds for every format', async () => {
      const files = { 'a.yml': 'payload: OLD WARN INFO' };
      const json = JSON.parse((await check(files, '--quiet --format json a.yml')).stdout);
      assert.deepEqual(
        json.files[0].problems.map((problem: { severity: string }) => problem.severity),
        ['warning'],
      );
      assert.deepEqual(json.summary, { files: 1, errors: 0, warnings: 1, infos: 0, hints: 0, fixable: 0 });
      const github = (await check(files, '--quiet --format github a.yml')).stdout;
      assert.match(github, /^::warning [^\n]*\n1 warning in 1 file\n$/);
      const sarif = JSON.parse((await check(files, '--quiet --format sarif a.yml')).stdout);
      assert.equal(sarif.runs[0].results.length, 1);
    });
  });

  it('says in one line that a path is missing', async () => {
    const { code, stdout, stderr } = await check({}, 'gone.yml');
    assert.deepEqual([code, stdout, stderr], [2, '', 'taskcluster-lint: gone.yml: no such file or folder\n']);
    const migrated = await check({}, 'migrate gone.yml');
    assert.deepEqual([migrated.code, migrated.stdout, migrated.stderr], [2, '', stderr]);
  });

  it('says which command a missing path looks like', async () => {
    const advice = /^taskcluster-lint: chekc: no such file or folder; did you mean the command 'check'\?$/m;
    assert.match((await check({ 'a.yml': '' }, 'chekc a.yml')).stderr, advice);
    assert.equal(
      (await check({ 'a.yml': '' }, 'a.yml chekc')).stderr,
      'taskcluster-lint: chekc: no such file or folder\n',
    );
    assert.equal((await check({ chekc: '' }, 'chekc')).stderr, '');
  });

  it('says why the standard input cannot be read', async () => {
    const { code, stdout, stderr } = await lint(project({}), ['-'], {
      core: fakeCore,
      stdin: new Error('is a folder'),
    });
    assert.deepEqual([code, stdout, stderr], [2, '', 'taskcluster-lint: standard input: is a folder\n']);
  });

  describe('names that are not UTF-8', () => {
    /** A folder with `caf<E9>.yml`, and with a `.gitignore` that leaves out `<E8>.yml`. */
    function odd(): string {
      const folder = project({ '.gitignore': Buffer.from('\xe8.yml', 'latin1'), 'a.yml': 'payload: WARN' });
      for (const name of ['caf\xe9.yml', '\xe8.yml', '\xff/b.yml']) {
        const path = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name, 'latin1')]);
        fs.mkdirSync(path.subarray(0, path.lastIndexOf('/')), { recursive: true });
        fs.writeFileSync(path, 'payload: BAD\n');
      }
      return folder;
    }

    it('are searched and shown as well as can be', async () => {
      const { code, stdout, stderr } = await lint(odd(), ['.'], { core: fakeCore });
      const heads = stdout.split('\n').filter((line) => line.includes('.yml:'));
      assert.deepEqual(
        heads.map((line) => line.split(' ')[0]),
        ['a.yml:1:10:', 'caf\uFFFD.yml:1:10:', '\uFFFD/b.yml:1:10:'],
      );
      assert.deepEqual([code, stderr], [1, '']);
    });

    it('come through as bytes in a SARIF report', async () => {
      const { stdout } = await lint(odd(), ['--format', 'sarif', '.'], { core: fakeCore });
      const uris = JSON.parse(stdout).runs[0].results.map(
        (result: { locations: [{ physicalLocation: { artifactLocation: { uri: string } } }] }) =>
          result.locations[0].physicalLocation.artifactLocation.uri,
      );
      assert.deepEqual(uris, ['a.yml', 'caf%E9.yml', '%FF/b.yml']);
    });

    it('are advised to be reached through their folder', async () => {
      const { stderr } = await lint(odd(), ['caf\uFFFD.yml'], { core: fakeCore });
      assert.match(stderr, /no such file or folder \(if its name is not UTF-8, pass its folder instead\)$/m);
    });
  });

  it('says why --max-warnings fails', async () => {
    const { stderr } = await check({ 'a.yml': 'payload: WARN WARN' }, '--max-warnings 1 a.yml');
    assert.equal(stderr, 'taskcluster-lint: 2 warnings, but --max-warnings allows 1\n');
  });

  it('reports a named file that is not a Taskcluster file, but not one that it only found', async () => {
    const files = { 'a.yml': 'x: 1', 'b.txt': 'payload: BAD', 'd/c.yml': 'y: payloads\nBUG', 'd/e.yml': 'y: 1' };
    const named = await check(files, '--format json a.yml b.txt');
    assert.deepEqual(JSON.parse(named.stdout), {
      version: 1,
      files: [
        { path: 'a.yml', kind: 'none', problems: [] },
        { path: 'b.txt', kind: 'none', problems: [] },
      ],
      summary: { files: 2, errors: 0, warnings: 0, infos: 0, hints: 0, fixable: 0 },
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
    assert.match(stderr, /^taskcluster-lint: a\.yml: internal error, please report this: .*a bug/);
    assert.match(stdout, /^b\.yml:1:10: error/);
    assert.equal(code, 2);
  });

  describe('encodings', () => {
    it('counts places without the byte order mark', async () => {
      assert.match((await check({ 'a.yml': '\uFEFFBAD: payload' }, 'a.yml')).stdout, /^a\.yml:1:1: error/);
    });

    it('checks UTF-16, and says that Taskcluster does not read it', async () => {
      const { stdout, stderr } = await check({ 'a.yml': Buffer.from('\uFEFFpayload: BAD', 'utf16le') }, 'a.yml');
      assert.match(stdout, /^a\.yml:1:10: error/);
      assert.match(stderr, /^taskcluster-lint: a\.yml: it is UTF-16, but Taskcluster reads UTF-8/);
    });

    it('survives bytes that are not text', async () => {
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
  it('prints the help about one command', async () => {
    const { code, stdout } = await lint('/', ['help', 'migrate']);
    assert.equal(code, 0);
    assert.match(stdout, /^ {2}--write /m);
    assert.doesNotMatch(stdout, /--max-warnings|--not-reregistering N/);
    assert.equal((await lint('/', ['migrate', '--help'])).stdout, stdout);
  });
  it('prints the version', async () => {
    const { code, stdout } = await lint('/', ['--version']);
    assert.equal(code, 0);
    assert.match(stdout, /^taskcluster-lint \d+\.\d+\.\d+\n$/);
  });
  it('says what is wrong with the arguments', async () => {
    assert.deepEqual(await lint('/', ['--verbose', 'x.yml']), {
      code: 2,
      stdout: '',
      stderr: "taskcluster-lint: unknown option '--verbose'\nTry 'taskcluster-lint --help'.\n",
    });
  });
});
