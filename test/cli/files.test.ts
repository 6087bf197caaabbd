import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { findFiles } from '../../server/cli/files.js';
import { nodeFiles } from '../../server/cli/files.node.js';
import type { FileSystem } from '../../server/cli/io.js';
import { type Files, project, removeProjects, STANDSTILL } from './helper.js';

/** The paths that are found, `path!` for those that were named and `path: reason` for those that cannot be read. */
function found(files: Files, paths: string[], from = '', faults: Partial<FileSystem> = {}): string[] {
  return foundIn(join(project(files), from), paths, faults);
}

function foundIn(cwd: string, paths: string[], faults: Partial<FileSystem> = {}): string[] {
  const silent = { write: () => {}, isTerminal: false, closed: false };
  const io = {
    stdout: silent,
    stderr: silent,
    stdin: async () => Buffer.of(),
    files: { ...nodeFiles, ...faults },
    clock: STANDSTILL,
    cwd,
    env: {},
  };
  return [...findFiles(paths, io)].map((one) => {
    if ('reason' in one) return `${one.path}: ${one.reason}`;
    return one.named ? `${one.path}!` : one.path;
  });
}

describe('finding files', () => {
  afterEach(removeProjects);

  const cases: [title: string, files: Files, paths: string[], expected: string[]][] = [
    [
      'searches a folder by extension',
      { 'd/a.yml': '', 'd/b.txt': '', 'd/c.json': '' },
      ['d'],
      ['d/a.yml', 'd/c.json'],
    ],
    [
      'knows all extensions',
      { 'a.YML': '', 'b.yaml': '', 'c.jsonc': '', d: '' },
      ['.'],
      ['a.YML', 'b.yaml', 'c.jsonc'],
    ],
    ['finds hidden files', { '.taskcluster.yml': '', '.x/a.yml': '' }, ['.'], ['.taskcluster.yml', '.x/a.yml']],
    [
      'goes by names',
      { 'b/a.yml': '', 'a.yml': '', 'c.yml': '', 'b/b/a.yml': '' },
      ['.'],
      ['a.yml', 'b/a.yml', 'b/b/a.yml', 'c.yml'],
    ],
    ['keeps the given order', { 'b.yml': '', 'a.yml': '' }, ['b.yml', 'a.yml'], ['b.yml!', 'a.yml!']],
    ['prints paths as they are given', { 'd/e/a.yml': '' }, ['./d/', './d/e/a.yml'], ['./d/e/a.yml!']],
    ['takes a named file whatever its name', { 'a.txt': '' }, ['a.txt'], ['a.txt!']],
    ['takes each file once', { 'a.yml': '' }, ['.', 'a.yml', './a.yml', '.'], ['a.yml!']],
    ['says what is missing and goes on', { 'a.yml': '' }, ['x', 'a.yml'], ['x: no such file or folder', 'a.yml!']],
    [
      'never enters .git and node_modules',
      { '.git/a.yml': '', 'node_modules/a.yml': '', 'd/node_modules/a.yml': '' },
      ['.'],
      [],
    ],
    ['but searches one that is named', { 'node_modules/a.yml': '' }, ['node_modules'], ['node_modules/a.yml']],
    ['follows no link to a folder', { 'd/a.yml': '', 'd/up': '-> ..', 'd/self': '-> .' }, ['d'], ['d/a.yml']],
    ['enters a linked folder that is named', { 'd/a.yml': '', l: '-> d' }, ['l'], ['l/a.yml']],
    ['follows links to files elsewhere', { 'o.yml': '', 'd/l.yml': '-> ../o.yml' }, ['d'], ['d/l.yml']],
    ['but not to files it finds anyway', { 'd/a.yml': '', 'd/l.yml': '-> a.yml' }, ['d'], ['d/a.yml']],
    ['passes over dead and circular links', { 'd/l.yml': '-> gone', 'd/m.yml': '-> m.yml' }, ['d'], []],
    ['says that a named link is dead', { 'l.yml': '-> gone' }, ['l.yml'], ['l.yml: no such file or folder']],
    [
      'honours .gitignore',
      { '.gitignore': 'out/\n*.gen.yml', 'a.gen.yml': '', 'out/a.yml': '', 'a.yml': '' },
      ['.'],
      ['a.yml'],
    ],
    [
      'lets a nearer .gitignore decide',
      {
        '.gitignore': '*.json\nsub/*',
        'a.json': '',
        'sub/.gitignore': '!x/\n!*.json',
        'sub/x/a.yml': '',
        'sub/b.json': '',
        'sub/c.yml': '',
      },
      ['.'],
      ['sub/b.json', 'sub/x/a.yml'],
    ],
    [
      'ties an anchored pattern to its folder',
      {
        'd/.gitignore': '/a.yml\nx/b.yml',
        'd/a.yml': '',
        'd/e/a.yml': '',
        'd/x/b.yml': '',
        'd/e/x/b.yml': '',
        'a.yml': '',
      },
      ['.'],
      ['a.yml', 'd/e/a.yml', 'd/e/x/b.yml'],
    ],
    ['tells upper and lower case apart', { '.gitignore': 'A.yml', 'a.yml': '' }, ['.'], ['a.yml']],
    [
      'reads the .gitignore files above',
      { '.git/HEAD': '', '.gitignore': '*.json', 'd/a.json': '', 'd/a.yml': '' },
      ['d'],
      ['d/a.yml'],
    ],
    [
      'but not above a repository',
      { '.gitignore': '*.yml', 'r/.git/HEAD': '', 'r/d/a.yml': '' },
      ['r/d'],
      ['r/d/a.yml'],
    ],
    [
      'searches an ignored folder that is named',
      { '.git/HEAD': '', '.gitignore': 'd/', 'd/e/a.yml': '' },
      ['d/e'],
      ['d/e/a.yml'],
    ],
    ['takes an ignored file that is named', { '.gitignore': '*.yml', 'a.yml': '' }, ['a.yml'], ['a.yml!']],
    ['copes with a .gitignore that is none', { '.gitignore/x': '', 'a.yml': '' }, ['.'], ['a.yml']],
    [
      'copes with special names',
      { '[x]/.gitignore': 'b.yml', '[x]/a.yml': '', '[x]/b.yml': '', 'x/b.yml': '' },
      ['.'],
      ['[x]/a.yml', 'x/b.yml'],
    ],
  ];
  for (const [title, files, paths, expected] of cases) {
    it(title, () => assert.deepEqual(found(files, paths), expected));
  }

  it('reads nothing but regular files in a folder', () => {
    const folder = project({ 'd/a.yml': '', 'd/zero.yml': '-> /dev/zero', 'd/null.json': '-> /dev/null' });
    execFileSync('mkfifo', [join(folder, 'd/pipe.yml'), join(folder, 'elsewhere')]);
    fs.symlinkSync('../elsewhere', join(folder, 'd/link.yml'));
    assert.deepEqual(foundIn(folder, ['d']), ['d/a.yml']);
  });

  it('says what a named path is if it is not a file', async () => {
    const folder = project({ 'zero.yml': '-> /dev/zero' });
    execFileSync('mkfifo', [join(folder, 'pipe.yml')]);
    const socket = createServer().listen(join(folder, 'socket.yml'));
    await once(socket, 'listening');
    assert.deepEqual(foundIn(folder, ['zero.yml', 'pipe.yml', 'socket.yml']), [
      'zero.yml: a device, not a file or folder',
      "pipe.yml: a pipe, not a file or folder: use '-' to read piped input",
      'socket.yml: a socket, not a file or folder',
    ]);
    socket.close();
  });

  it('does not read what has become a pipe in the meantime', () => {
    const folder = project({});
    execFileSync('mkfifo', [join(folder, 'a.yml')]);
    assert.throws(() => nodeFiles.read(join(folder, 'a.yml')), /^Error: not a regular file$/);
    assert.throws(() => nodeFiles.read('/dev/zero'), /^Error: not a regular file$/);
    assert.throws(() => nodeFiles.read(folder), /^Error: is a folder$/);
  });

  it('takes paths from the current folder', () => {
    assert.deepEqual(found({ 'd/a.yml': '', 'e/b.yml': '' }, ['.', '../e'], 'd'), ['a.yml', '../e/b.yml']);
  });

  it('goes into folders nested deeply', () => {
    const path = `${'d/'.repeat(200)}a.yml`;
    assert.deepEqual(found({ [path]: '' }, ['.']), [path]);
  });

  it('says which folder cannot be read, and continues', () => {
    const entries: FileSystem['entries'] = (folder) => {
      if (folder.endsWith('/d')) throw new Error('permission denied');
      return nodeFiles.entries(folder);
    };
    assert.deepEqual(found({ 'd/a.yml': '', 'e/b.yml': '' }, ['.'], '', { entries }), [
      'd: permission denied',
      'e/b.yml',
    ]);
  });
});
