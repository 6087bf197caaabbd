import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';
import { bytesOf } from '../../server/cli/file-names.js';
import { nodeFiles } from '../../server/cli/files.node.js';
import { fakeCore } from './fake-core.js';
import { type Files, lint, project, removeProjects, type Situation } from './helper.js';

/** Runs `migrate argv` on files; gives the outcome and what is in them then. */
async function migrate(files: Files, argv: string, situation: Situation = {}) {
  const folder = project(files);
  const outcome = await lint(folder, ['migrate', ...argv.split(' ')], { core: fakeCore, ...situation });
  return { ...outcome, folder, read: (path: string) => fs.readFileSync(join(folder, path), 'utf8') };
}

describe('migrate', () => {
  afterEach(removeProjects);

  it('prints a diff and changes nothing', async () => {
    const { code, stdout, stderr, read } = await migrate(
      { 'd/a.yml': 'payload: 1\nx: OLD\n', 'd/b.yml': 'payload: 1' },
      'd',
    );
    assert.equal(
      stdout,
      [
        'diff --git a/d/a.yml b/d/a.yml',
        '--- a/d/a.yml',
        '+++ b/d/a.yml',
        '@@ -1,2 +1,2 @@',
        ' payload: 1',
        '-x: OLD',
        '+x: NEW',
        '',
      ].join('\n'),
    );
    assert.equal(stderr, '1 pair can be migrated in 1 file.\n');
    assert.equal(read('d/a.yml'), 'payload: 1\nx: OLD\n');
    assert.equal(code, 0);
  });

  it('writes the files', async () => {
    const files = {
      'a.yml': 'payload: OLD OLD\n',
      'b.yml': 'payload: OLD KEEP',
      'c.yml': 'payload: 1',
      'd.yml': 'OLD',
    };
    const { code, stdout, stderr, read, folder } = await migrate(files, '--write .');
    assert.equal(stdout, 'b.yml:1:14: left: it must stay\n3 pairs migrated in 2 files, 1 pair left.\n');
    assert.equal(stderr, '');
    assert.equal(code, 1);
    assert.deepEqual(['a.yml', 'b.yml', 'c.yml', 'd.yml'].map(read), [
      'payload: NEW NEW\n',
      'payload: NEW KEEP',
      'payload: 1',
      'OLD',
    ]);
    assert.deepEqual(fs.readdirSync(folder).sort(), ['a.yml', 'b.yml', 'c.yml', 'd.yml']);
  });

  it('says when there is nothing to do', async () => {
    const { code, stdout } = await migrate({ 'a.yml': 'payload: 1' }, '--write a.yml');
    assert.equal(stdout, 'Nothing to migrate.\n');
    assert.equal(code, 0);
  });

  it('keeps byte order mark, line endings and mode', async () => {
    const folder = project({ 'a.yml': '\uFEFFpayload: 1\r\nx: OLD\r\n' });
    fs.chmodSync(join(folder, 'a.yml'), 0o750);
    await lint(folder, ['migrate', '--write', 'a.yml'], { core: fakeCore });
    assert.equal(fs.readFileSync(join(folder, 'a.yml'), 'utf8'), '\uFEFFpayload: 1\r\nx: NEW\r\n');
    assert.equal(fs.statSync(join(folder, 'a.yml')).mode & 0o777, 0o750);
  });

  it('does not touch a file that does not change', async () => {
    const folder = project({ 'a.yml': 'payload: 1' });
    const before = fs.statSync(join(folder, 'a.yml'));
    await lint(folder, ['migrate', '--write', 'a.yml'], { core: fakeCore });
    const after = fs.statSync(join(folder, 'a.yml'));
    assert.deepEqual([after.ino, after.mtimeMs], [before.ino, before.mtimeMs]);
  });

  it('leaves a link a link', async () => {
    const { folder, read } = await migrate({ 'd/a.yml': 'payload: OLD', 'l.yml': '-> d/a.yml' }, '--write l.yml');
    assert.ok(fs.lstatSync(join(folder, 'l.yml')).isSymbolicLink());
    assert.equal(read('d/a.yml'), 'payload: NEW');
  });

  it('keeps hard links together', async () => {
    const folder = project({ 'a.yml': 'payload: OLD # and more\n' });
    fs.linkSync(join(folder, 'a.yml'), join(folder, 'b.yml'));
    const { code } = await lint(folder, ['migrate', '--write', 'a.yml'], { core: fakeCore });
    assert.equal(code, 0);
    assert.equal(fs.readFileSync(join(folder, 'b.yml'), 'utf8'), 'payload: NEW # and more\n');
    assert.equal(fs.statSync(join(folder, 'a.yml')).nlink, 2);
    assert.deepEqual(fs.readdirSync(folder).sort(), ['a.yml', 'b.yml']);
  });

  it('writes less in place of more, and more in place of less', () => {
    const folder = project({ 'a.yml': 'long text\n' });
    fs.linkSync(join(folder, 'a.yml'), join(folder, 'b.yml'));
    let was = Buffer.from('long text\n');
    for (const text of ['x', 'a longer text than before\n', '']) {
      nodeFiles.replace(join(folder, 'a.yml'), was, Buffer.from(text));
      assert.equal(fs.readFileSync(join(folder, 'b.yml'), 'utf8'), text);
      was = Buffer.from(text);
    }
  });

  for (const links of [1, 2]) {
    it(`leaves alone a file with ${links} hard links that has changed since it was read`, async () => {
      const folder = project({ 'a.yml': 'payload: OLD\n' });
      if (links === 2) fs.linkSync(join(folder, 'a.yml'), join(folder, 'other'));
      const read = (path: string): Buffer => {
        const bytes = nodeFiles.read(path);
        if (path.endsWith('a.yml')) fs.writeFileSync(path, 'payload: OLD and edited\n');
        return bytes;
      };
      const { code, stderr } = await lint(folder, ['migrate', '--write', 'a.yml'], { core: fakeCore, files: { read } });
      assert.equal(stderr, 'taskcluster-lint: a.yml: the file was changed in the meantime, so it was left alone\n');
      assert.equal(code, 2);
      assert.equal(fs.readFileSync(join(folder, 'a.yml'), 'utf8'), 'payload: OLD and edited\n');
      assert.deepEqual(fs.readdirSync(folder).sort(), links === 2 ? ['a.yml', 'other'] : ['a.yml']);
    });
  }

  it('writes a file whose name is not UTF-8', async () => {
    const folder = project({});
    const path = Buffer.concat([Buffer.from(folder), Buffer.from('/caf\xe9.yml', 'latin1')]);
    fs.writeFileSync(path, 'payload: OLD\n');
    const { code, stdout } = await lint(folder, ['migrate', '--write', '.'], { core: fakeCore });
    assert.deepEqual([code, stdout], [0, '1 pair migrated in 1 file.\n']);
    assert.equal(fs.readFileSync(path, 'utf8'), 'payload: NEW\n');
  });

  it('does not rewrite what it could not read whole', async () => {
    const bytes = Buffer.concat([Buffer.from('payload: OLD # '), Buffer.from([0xe9, 0x0a])]);
    const { code, stdout, folder } = await migrate({ 'a.yml': bytes }, '--write a.yml');
    assert.match(stdout, /^a\.yml:1:1: left: the file cannot be rewritten: it is not valid UTF-8\n/);
    assert.equal(code, 1);
    assert.deepEqual(fs.readFileSync(join(folder, 'a.yml')), bytes);
  });

  it('says what it cannot read or write, and continues', async () => {
    const files = { 'a.yml': 'payload: OLD', 'b.yml': 'BUG' };
    const { code, stderr, read } = await migrate(files, '--write gone.yml b.yml a.yml');
    assert.match(stderr, /^taskcluster-lint: gone\.yml: no such file or folder$/m);
    assert.match(stderr, /^taskcluster-lint: b\.yml: internal error/m);
    assert.equal(read('a.yml'), 'payload: NEW');
    assert.equal(code, 2);
  });

  it('says what it cannot write', async () => {
    const replace = () => {
      throw new Error('permission denied');
    };
    const { code, stdout, stderr } = await migrate({ 'a.yml': 'payload: OLD' }, '--write a.yml', {
      files: { replace },
    });
    assert.equal(stderr, 'taskcluster-lint: a.yml: permission denied\n');
    assert.equal(stdout, '');
    assert.equal(code, 2);
  });

  it('shows no diff with --format json', async () => {
    const { stdout, read } = await migrate({ 'a.yml': 'payload: OLD' }, '--format json a.yml');
    assert.deepEqual(JSON.parse(stdout).files, [{ path: 'a.yml', converted: 1, left: [] }]);
    assert.equal(read('a.yml'), 'payload: OLD');
    const written = await migrate({ 'a.yml': 'payload: OLD' }, '--write --format json a.yml');
    assert.deepEqual(JSON.parse(written.stdout).files, [{ path: 'a.yml', converted: 1, left: [] }]);
    assert.equal(written.read('a.yml'), 'payload: NEW');
  });

  it('is a filter with --write and the standard input', async () => {
    const stdin = '\uFEFFpayload: OLD\r\n';
    const { code, stdout, stderr } = await migrate({}, '--write - --stdin-filename x.yml', { stdin });
    assert.equal(stdout, '\uFEFFpayload: NEW\r\n');
    assert.equal(stderr, '1 pair migrated in 1 file.\n');
    assert.equal(code, 0);
    assert.equal((await migrate({}, '--write -', { stdin: 'x: OLD' })).stdout, 'x: OLD');
  });

  it('returns the standard input unchanged if it cannot be migrated', async () => {
    const stdin = Buffer.concat([Buffer.from('payload: OLD # '), Buffer.from([0xe9])]);
    const { code, stdout } = await migrate({}, '--write -', { stdin });
    assert.equal(code, 1);
    assert.equal(stdout, stdin.toString('utf8'));
  });

  it('diffs the standard input', async () => {
    const { stdout } = await migrate({}, '- --stdin-filename x.yml', { stdin: 'payload: OLD\n' });
    assert.match(
      stdout,
      /^diff --git a\/x\.yml b\/x\.yml\n--- a\/x\.yml\n\+\+\+ b\/x\.yml\n@@ -1 \+1 @@\n-payload: OLD\n\+payload: NEW\n$/,
    );
  });

  it('prints what git applies', async () => {
    const files = {
      'a b/a.yml': '\uFEFFpayload: 1\r\nx: OLD\r\n',
      'b.yml': 'OLD\npayload: 1\n2\n3\n4\n5\n6\n7\n8\nOLD',
      'c.yml': `payload:\n${'x\n'.repeat(20)}OLD\n`,
    };
    const folder = project(files);
    const { stdout } = await lint(folder, ['migrate', '.'], { core: fakeCore });
    execFileSync('git', ['apply', '-'], {
      cwd: folder,
      input: stdout,
      env: { ...process.env, GIT_CEILING_DIRECTORIES: folder },
    });
    for (const [path, text] of Object.entries(files)) {
      assert.equal(fs.readFileSync(join(folder, path), 'utf8'), text.replaceAll('OLD', 'NEW'));
    }
  });

  describe('diffs in a repository', () => {
    const OLD = 'payload: OLD\n';
    /** A repository with `files` in it, one of which has a name that is not UTF-8. */
    function repository(files: Files): string {
      const folder = project(files);
      execFileSync('git', ['init', '--quiet'], { cwd: folder });
      return folder;
    }
    const diff = async (folder: string, ...paths: string[]) => lint(folder, ['migrate', ...paths], { core: fakeCore });
    const apply = (folder: string, input: string) =>
      execFileSync('git', ['apply', '-'], { cwd: folder, input, stdio: 'pipe' });
    const isNew = (...path: string[]) => fs.readFileSync(join(...path), 'utf8').includes('NEW');

    it('are applied in the folder that they are made in', async () => {
      const folder = repository({ 'd/a.yml': OLD, 'd/e/b c.yml': OLD });
      const { stdout, stderr } = await diff(join(folder, 'd'), '.', 'a.yml');
      apply(join(folder, 'd'), stdout);
      assert.ok(isNew(folder, 'd/a.yml') && isNew(folder, 'd/e/b c.yml'));
      assert.equal(stderr, '2 pairs can be migrated in 2 files.\n');
    });

    it('and at the top', async () => {
      const folder = repository({ 'd/a.yml': OLD });
      apply(folder, (await diff(join(folder, 'd'), 'a.yml')).stdout);
      assert.ok(isNew(folder, 'd/a.yml'));
    });

    it('are applied for absolute paths', async () => {
      const folder = repository({ 'd/a.yml': OLD });
      const { stdout, stderr } = await diff(folder, join(folder, 'd/a.yml'));
      apply(folder, stdout);
      assert.ok(isNew(folder, 'd/a.yml'));
      assert.equal(stderr, '1 pair can be migrated in 1 file.\n');
    });

    it('of files outside the current folder are applied in the folder that a message names', async () => {
      const folder = repository({ 'a.yml': OLD, 'd/b.yml': OLD });
      const { stdout, stderr } = await diff(join(folder, 'd'), '../a.yml', 'b.yml');
      assert.match(
        stderr,
        /^taskcluster-lint: the diff has 1 file outside the current folder, and 'git apply' would skip it: pipe the diff into git -C '.*' apply$/m,
      );
      apply(/git -C '(.*)' apply/.exec(stderr)?.[1] ?? '', stdout);
      assert.ok(isNew(folder, 'a.yml') && isNew(folder, 'd/b.yml'));
    });

    it('of files in another repository, or in none', async () => {
      for (const make of [repository, project]) {
        const other = make({ 'd/a.yml': OLD });
        const { stdout, stderr } = await diff(repository({}), join(other, 'd/a.yml'));
        apply(/git -C '(.*)' apply/.exec(stderr)?.[1] ?? '', stdout);
        assert.ok(isNew(other, 'd/a.yml'));
      }
    });

    it('name the file that a link leads to, once', async () => {
      const folder = repository({ 'd/a.yml': OLD, 'l.yml': '-> d/a.yml' });
      const { stdout, stderr } = await diff(folder, 'l.yml', 'd/a.yml');
      apply(folder, stdout);
      assert.ok(isNew(folder, 'd/a.yml') && fs.lstatSync(join(folder, 'l.yml')).isSymbolicLink());
      assert.equal(stderr, '1 pair can be migrated in 1 file.\n');
    });

    it('are applied to files with any name', async () => {
      const names = [
        'a"b.yml',
        'a\\b.yml',
        'a\nb.yml',
        'a\tb.yml',
        ' a.yml',
        'é ü.yml',
        '\u202e\u001b.yml',
        '::x.yml',
        '\udce9.yml',
      ];
      const folder = repository({});
      const pathOf = (name: string) => Buffer.concat([Buffer.from(`${folder}/`), bytesOf(name)]);
      for (const name of names) fs.writeFileSync(pathOf(name), OLD);
      apply(folder, (await diff(folder, '.')).stdout);
      for (const name of names) assert.equal(fs.readFileSync(pathOf(name), 'utf8'), 'payload: NEW\n', name);
    });

    it('do not steer the terminal that they are shown on', async () => {
      const folder = repository({ 'a.yml': 'payload: OLD\r\n# \u001b[2J\r\n' });
      const { stdout } = await lint(folder, ['migrate', '--no-color', 'a.yml'], { core: fakeCore, terminal: true });
      assert.match(stdout, /\n\+payload: NEW\n # \uFFFD\[2J\n$/);
    });
  });
});
