import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { bundle, project, removeProjects, runBundle } from './helper.js';

describe('the bundled command', function () {
  this.timeout(60_000);
  let cli: string;
  before(() => {
    cli = bundle();
  });
  after(removeProjects);

  it('prints help and version', async () => {
    const help = await runBundle(cli, '/', ['--help']);
    assert.match(help.stdout, /Usage:/);
    assert.equal(help.code, 0);
    assert.match((await runBundle(cli, '/', ['--version'])).stdout, /^taskcluster-lint \d/);
  });

  it('ends with 2 for wrong usage and missing files', async () => {
    assert.equal((await runBundle(cli, '/', [])).code, 2);
    assert.equal((await runBundle(cli, '/', ['--alive', '.'])).code, 2);
    const { code, stderr } = await runBundle(cli, project({}), ['gone.yml']);
    assert.equal(stderr, 'taskcluster-lint: gone.yml: no such file or folder\n');
    assert.equal(code, 2);
  });

  it('exits with 0 if there is nothing to report', async () => {
    const folder = project({ 'a.yml': 'x: 1' });
    const { code, stdout } = await runBundle(cli, folder, ['check', '--format', 'json', 'a.yml']);
    assert.equal(JSON.parse(stdout).files[0].kind, 'none');
    assert.equal(code, 0);
  });

  it('keeps the order of messages if output and errors go to one log', async () => {
    const folder = project({ 'a.yml': 'x: 1', 'b.yml': 'x: 1' });
    const { stdout } = await promisify(execFile)(
      'sh',
      ['-c', `"$0" "$1" a.yml gone.yml b.yml 2>&1; true`, process.execPath, cli],
      {
        cwd: folder,
      },
    );
    assert.deepEqual(stdout.split('\n').slice(0, 3), [
      'a.yml: not a Taskcluster file',
      'taskcluster-lint: gone.yml: no such file or folder',
      'b.yml: not a Taskcluster file',
    ]);
  });

  it('knows every format', async () => {
    const folder = project({ 'a.yml': 'x: 1' });
    for (const format of ['text', 'json', 'sarif', 'github']) {
      const { code, stderr } = await runBundle(cli, folder, ['--format', format, 'a.yml']);
      assert.deepEqual([code, stderr], [0, '']);
    }
  });

  // A name that is neither YAML nor JSON: what goes in comes out, as much as a test likes.
  const echo = ['migrate', '--write', '-', '--stdin-filename', 'x.txt'];
  const much = 'a line that is long enough\n'.repeat(400_000);

  it('reads and writes many megabytes', async () => {
    const { code, stdout } = await runBundle(cli, '/', echo, { stdin: much });
    assert.equal(code, 0);
    assert.ok(stdout === much);
  });

  it('does not mind a reader that goes away', async () => {
    const { code, stderr } = await runBundle(cli, '/', echo, { stdin: much, readAtMost: 1000 });
    assert.deepEqual([code, stderr], [0, 'Nothing to migrate.\n']);
  });

  it('ends in a folder with a link to /dev/zero and one to a pipe', async () => {
    const folder = project({ 'd/a.yml': 'x: 1', 'd/zero.yml': '-> /dev/zero' });
    execFileSync('mkfifo', [`${folder}/pipe`]);
    symlinkSync('../pipe', `${folder}/d/link.yml`);
    const { code, stdout, stderr } = await runBundle(cli, folder, ['d', 'd/a.yml']);
    assert.deepEqual([code, stdout, stderr], [0, 'd/a.yml: not a Taskcluster file\nNo problems in 1 file.\n', '']);
  });

  it('works in a folder whose name is not UTF-8', async () => {
    const folder = Buffer.concat([Buffer.from(project({})), Buffer.from('/caf\xe9', 'latin1')]);
    mkdirSync(folder);
    writeFileSync(Buffer.concat([folder, Buffer.from('/a.yml')]), 'x: 1');
    const { stdout } = await promisify(execFile)('sh', [
      '-c',
      'cd "$(dirname "$2")"/caf* && "$0" "$1" a.yml',
      process.execPath,
      cli,
      folder.toString(),
    ]);
    assert.equal(stdout, 'a.yml: not a Taskcluster file\nNo problems in 1 file.\n');
  });

  it('does not take a folder for a text', async () => {
    const { stderr } = await promisify(execFile)('sh', ['-c', '"$0" "$1" - < /; true', process.execPath, cli]);
    assert.equal(stderr, 'taskcluster-lint: standard input: is a folder\n');
  });
});
