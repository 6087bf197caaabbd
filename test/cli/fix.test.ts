import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs, { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { nodeFiles } from '../../server/cli/files.node.js';
import { type Files, lint, project, removeProjects, type Situation } from './helper.js';

/** A task with these lines in it, and nothing else to fix. */
const task = (...lines: readonly string[]): string =>
  [
    ...lines,
    'created: 2026-01-01T00:00:00.000Z',
    'deadline: 2026-01-02T00:00:00.000Z',
    'payload: {}',
    'metadata: { name: a, description: a, owner: a@example.com, source: https://example.com }',
    '',
  ].join('\n');

const OLD = task('taskQueueId: proj-x/ci', 'priority: normal');
const NEW = OLD.replace('normal', 'lowest');
const PAIR = task('provisionerId: proj-x', 'workerType: ci');
const QUEUE = task('taskQueueId: proj-x/ci');
/** Of a worker pool that docker-worker serves: its payload has a key with two fixes. */
const CHOICE = `version: 1
tasks:
  - taskQueueId: proj-x/ci
    deadline: { $fromNow: 1 day }
    payload: { image: a, comand: [a], maxRunTime: 10 }
    metadata: { name: a, description: a, owner: a@example.com, source: https://example.com }
`;

/** Runs `fix argv` on files; gives the outcome and what is in them then. */
async function fix(files: Files, argv: string, situation: Situation = {}) {
  const folder = project(files);
  const outcome = await lint(folder, ['fix', ...argv.split(' ')], situation);
  return { ...outcome, folder, read: (path: string) => readFileSync(join(folder, path), 'utf8') };
}

describe('fix', () => {
  afterEach(removeProjects);
  const schema = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../schemas/report.json'), 'utf8'));
  const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);

  it('changes "normal" to "lowest" in 300 files with one command', async () => {
    const names = Array.from({ length: 300 }, (_, i) => `tasks/${i % 7}/${i}.yml`);
    const files = Object.fromEntries(names.map((name) => [name, OLD]));
    const { code, stdout, stderr, read } = await fix(files, '--rule schema --write .');
    assert.deepEqual([code, stdout, stderr], [0, '300 problems fixed in 300 files.\n', '']);
    for (const name of names) assert.equal(read(name), NEW);
  });

  it('prints a diff that git applies, and changes nothing', async () => {
    const { code, stdout, stderr, folder, read } = await fix({ 'd/a.yml': OLD, 'd/b.yml': QUEUE }, '--rule schema d');
    assert.deepEqual([code, stderr], [0, '1 problem can be fixed in 1 file.\n']);
    assert.match(stdout, /^-priority: normal\n\+priority: lowest$/m);
    assert.equal(read('d/a.yml'), OLD);
    const env = { ...process.env, GIT_CEILING_DIRECTORIES: folder };
    execFileSync('git', ['apply', '-'], { cwd: folder, input: stdout, env });
    assert.equal(read('d/a.yml'), NEW);
  });

  it('makes safe fixes only, unless a rule is named; then those of no other rule', async () => {
    const files = { 'a.yml': OLD, 'b.yml': PAIR };
    const safe = await fix(files, '--write .');
    assert.deepEqual([safe.read('a.yml'), safe.read('b.yml')], [OLD, QUEUE]);
    const named = await fix(files, '--rule schema --write .');
    assert.deepEqual([named.read('a.yml'), named.read('b.yml')], [NEW, PAIR]);
    const both = await fix(files, '--rule schema --rule prefer-task-queue-id --write .');
    assert.deepEqual([both.read('a.yml'), both.read('b.yml')], [NEW, QUEUE]);
  });

  it('says what the problem is if there is no fix for it', async () => {
    const { stderr } = await fix({ 'a.yml': task('taskQueueId: proj-x/ci', 'dependencies: [abc]') }, '--rule schema .');
    assert.match(stderr, /^a\.yml:2:16: left: there is no fix for it: .*"abc".* \(schema\)$/m);
  });

  it('refuses a rule that finds nothing without a deployment', async () => {
    const { code, stderr } = await fix({ 'a.yml': QUEUE }, '--rule unknown-worker-pool .');
    assert.match(stderr, /^taskcluster-lint: the rule 'unknown-worker-pool' needs a deployment, and 'fix' asks none: /);
    assert.equal(code, 2);
  });

  it('ends with 1 if errors of the rule are left, and says why, where they are then', async () => {
    const files = { '.taskcluster.yml': CHOICE };
    const { code, stdout, read } = await fix(files, '--rule payload --write .');
    const line = '.taskcluster.yml:5:26: left: there are 2 ways to fix it: choose one in an editor (payload)';
    assert.equal(stdout, `${line}\nNo file changed, 1 problem left.\n`);
    assert.equal(code, 1);
    assert.equal(read('.taskcluster.yml'), CHOICE);
  });

  it('names places in the file as it is when the command has ended', async () => {
    const text = CHOICE.replace('    deadline', '    priority: normal\n    deadline').replace(
      'taskQueueId: proj-x/ci',
      'provisionerId: proj-x\n    workerType: ci',
    );
    const rules = '--rule payload --rule prefer-task-queue-id';
    const place = (output: string): string | undefined => /^\.taskcluster\.yml:(\d+:\d+): left/m.exec(output)?.[1];
    const shown = await fix({ '.taskcluster.yml': text }, `${rules} .`);
    assert.equal(place(shown.stderr), '7:26');
    const written = await fix({ '.taskcluster.yml': text }, `${rules} --write .`);
    assert.equal(place(written.stdout), '6:26');
    assert.match(written.read('.taskcluster.yml').split('\n')[5] ?? '', /^.{25}comand/);
  });

  it('leaves a file alone that cannot be read, and ends with 1', async () => {
    const broken = '.taskcluster.yml';
    const { code, stdout, read } = await fix({ [broken]: `${PAIR}x: [\n` }, `--write ${broken}`);
    assert.match(stdout, /left: the file cannot be read; fix line \d+ first \(syntax\)\n/);
    assert.equal(code, 1);
    assert.equal(read(broken), `${PAIR}x: [\n`);
  });

  it('says when there is nothing to do', async () => {
    const { code, stdout } = await fix({ 'a.yml': NEW }, '--write a.yml');
    assert.deepEqual([code, stdout], [0, 'Nothing to fix.\n']);
  });

  it('reports for programs as the schema says', async () => {
    const files = { '.taskcluster.yml': CHOICE, 'a.yml': OLD };
    const { stdout, read } = await fix(files, '--rule schema --rule payload --format json .');
    const report = JSON.parse(stdout);
    assert.ok(validate(report), JSON.stringify(validate.errors));
    const range = { start: { line: 4, character: 25 }, end: { line: 4, character: 31 } };
    const reason = 'there are 2 ways to fix it: choose one in an editor';
    assert.deepEqual(report, {
      version: 1,
      files: [
        { path: '.taskcluster.yml', fixed: 0, left: [{ range, rule: 'payload', reason }] },
        { path: 'a.yml', fixed: 1, left: [] },
      ],
    });
    assert.equal(read('a.yml'), OLD);
  });

  it('is a filter with --write and the standard input', async () => {
    const { code, stdout } = await fix({}, '--rule schema --write -', { stdin: OLD });
    assert.deepEqual([code, stdout], [0, NEW]);
  });

  it('keeps byte order mark, line breaks, mode and links', async () => {
    const crlf = (text: string): string => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
    const folder = project({ 'd/a.yml': crlf(OLD), 'l.yml': '-> d/a.yml' });
    fs.chmodSync(join(folder, 'd/a.yml'), 0o750);
    await lint(folder, ['fix', '--rule', 'schema', '--write', 'l.yml']);
    assert.equal(readFileSync(join(folder, 'd/a.yml'), 'utf8'), crlf(NEW));
    assert.equal(fs.statSync(join(folder, 'd/a.yml')).mode & 0o777, 0o750);
    assert.ok(fs.lstatSync(join(folder, 'l.yml')).isSymbolicLink());
  });

  it('leaves alone what has changed since it was read, and what it could not read whole', async () => {
    const folder = project({ 'a.yml': OLD });
    const read = (path: string): Buffer => {
      const bytes = nodeFiles.read(path);
      if (path.endsWith('a.yml')) fs.writeFileSync(path, `${OLD}# edited\n`);
      return bytes;
    };
    const { code, stderr } = await lint(folder, ['fix', '--rule', 'schema', '--write', '.'], { files: { read } });
    assert.equal(stderr, 'taskcluster-lint: a.yml: the file was changed in the meantime, so it was left alone\n');
    assert.equal(code, 2);
    assert.equal(readFileSync(join(folder, 'a.yml'), 'utf8'), `${OLD}# edited\n`);
    const bytes = Buffer.concat([Buffer.from(OLD), Buffer.from([0x23, 0xe9, 0x0a])]);
    const flawed = await fix({ 'a.yml': bytes }, '--rule schema --write a.yml');
    assert.match(flawed.stdout, /left: the file cannot be rewritten: it is not valid UTF-8 \(syntax\)\n/);
    assert.equal(flawed.code, 1);
    assert.deepEqual(readFileSync(join(flawed.folder, 'a.yml')), bytes);
  });
});
