import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { bytesOf, nameOf } from '../../server/cli/file-names.js';
import { findFiles } from '../../server/cli/files.js';
import { nodeFiles } from '../../server/cli/files.node.js';
import { project, removeProjects, STANDSTILL } from './helper.js';

/** Writes files whose names and contents are bytes, given as nameOf() gives them, into a new repository. */
function repository(files: Readonly<Record<string, string>>): string {
  const folder = project({});
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  for (const [path, content] of Object.entries(files)) {
    const at = join(folder, path);
    fs.mkdirSync(bytesOf(dirname(at)), { recursive: true });
    fs.writeFileSync(bytesOf(at), bytesOf(content));
  }
  return folder;
}

/** The paths that taskcluster-lint finds in a folder. */
function found(folder: string): string[] {
  const silent = { write: () => {}, isTerminal: false, closed: false };
  const io = { stdout: silent, stderr: silent, stdin: async () => Buffer.of(), files: nodeFiles, clock: STANDSTILL };
  const all = [...findFiles(['.'], { ...io, cwd: folder, env: {} })];
  return all.map((one) =>
    'reason' in one ? `${one.path}: ${one.reason}` : nameOf(bytesOf(one.absolute)).slice(folder.length + 1),
  );
}

/** Those of `paths` that git does not ignore. */
function leftByGit(folder: string, paths: readonly string[]): string[] {
  const input = Buffer.concat(paths.flatMap((path) => [bytesOf(path), Buffer.of(0)]));
  let output: Buffer;
  try {
    output = execFileSync('git', ['check-ignore', '--no-index', '--stdin', '-z'], {
      cwd: folder,
      input,
      stdio: 'pipe',
    });
  } catch (error) {
    // 1: git ignores none of them.
    if (!(error instanceof Error && 'status' in error && error.status === 1)) throw error;
    output = Buffer.of();
  }
  const ignored = new Set(output.toString('latin1').split('\0'));
  return paths.filter((path) => !ignored.has(bytesOf(path).toString('latin1')));
}

/** Paths of YAML files: names with special characters, of several bytes, and one that is not UTF-8. */
const PATHS = ['a', 'b', 'ab', 'é', '🚀', '\udce9', '[b]', 'a b', '!a', '#a', 'a*', 'd-e', 'B', 'à'].flatMap((name) => [
  `${name}.yml`,
  `d/${name}.yml`,
  `d/é/${name}.yml`,
  `${name}/d/ab.yml`,
]);

const atom = fc.constantFrom(
  ...['a', 'b', 'd', 'é', 'à', '🚀', '\udce9', 'ab', '.yml', '*', '**', '?', '/', '/', '[^b]', '[!a]', '[a-d]', '[]a]'],
  ...[
    '[[:alpha:]]',
    '[[:nope:]]',
    '[^[:alpha:]]',
    '[a',
    '[\\]]',
    '[!]',
    '[a-',
    '[-a]',
    '[b-\\d]',
    '\\a',
    '\\*',
    '\\',
    ' ',
    '\\ ',
  ],
  ...['**/', '/**', '/**/', '[/]', '[d-a]', '[[:]', '[a-c-e]', '\\[', '!', '#', '\t', '\u00a0', '\u0085'],
);
const line = fc
  .tuple(
    fc.constantFrom('', '', '', '!', '/', '**/', '#', '\uFEFF', '!/', '\\!', '\\#'),
    fc.array(atom, { maxLength: 5 }),
  )
  .map(([start, atoms]) => start + atoms.join(''));
const file = fc
  .tuple(fc.array(line, { maxLength: 5 }), fc.constantFrom('\n', '\r\n'), fc.constantFrom('', '\n', '\uFEFF'))
  .map(([lines, end, extra]) => (extra === '\uFEFF' ? extra + lines.join(end) : lines.join(end) + extra));

describe('.gitignore', () => {
  afterEach(removeProjects);

  it('leaves out what git leaves out', function () {
    this.timeout(120_000);
    const folder = repository(Object.fromEntries(PATHS.map((path) => [path, ''])));
    const set = (path: string, content: string) => fs.writeFileSync(join(folder, path), bytesOf(content));
    fc.assert(
      fc.property(file, file, file, (top, inner, innermost) => {
        set('.gitignore', top);
        set('d/.gitignore', inner);
        set('d/é/.gitignore', innermost);
        assert.deepEqual(found(folder).sort(), leftByGit(folder, PATHS).sort());
      }),
      { numRuns: 60 },
    );
  });

  const cases: [title: string, rules: string, left: string[]][] = [
    ['a slash alone', '/', ['a.yml', 'b.yml', 'c/a.yml', 'é.yml']],
    ['folders that may be missing', '**/a.yml', ['b.yml', 'é.yml']],
    ['a class, which is of bytes', '[^b].yml', ['b.yml', 'é.yml']],
    ['a question mark, which is a byte', '?.yml', ['é.yml']],
    ['two question marks for two bytes', '??.yml', ['a.yml', 'b.yml', 'c/a.yml']],
    ['a byte order mark', '\uFEFFa.yml', ['b.yml', 'é.yml']],
    ['a name that ends with the byte of a no-break space', 'à\né.yml', ['a.yml', 'b.yml', 'c/a.yml']],
    ['a bracket that is not closed', '[a\n[', ['a.yml', 'b.yml', 'c/a.yml', 'é.yml']],
    [
      '50,000 lines',
      Array.from({ length: 50_000 }, (_, n) => `*${n}*\n/x${n}/\n`).join(''),
      ['a.yml', 'b.yml', 'c/a.yml', 'é.yml'],
    ],
    ['more stars than anyone needs', `${'*a'.repeat(50_000)}*b\n${'**/'.repeat(50_000)}a.yml`, ['b.yml', 'é.yml']],
  ];
  for (const [title, rules, left] of cases) {
    it(`understands ${title}`, () => {
      const folder = project({ '.gitignore': rules, 'a.yml': '', 'b.yml': '', 'c/a.yml': '', 'é.yml': '' });
      assert.deepEqual(found(folder), left);
    });
  }

  it('is not read through a link, as git does it', () => {
    const folder = repository({ 'rules.txt': '*.yml', 'a.yml': '' });
    fs.symlinkSync('rules.txt', join(folder, '.gitignore'));
    assert.deepEqual(found(folder), ['a.yml']);
    assert.deepEqual(leftByGit(folder, ['a.yml']), ['a.yml']);
  });

  it('that is a pipe is passed over', () => {
    const folder = project({ 'a.yml': '' });
    execFileSync('mkfifo', [join(folder, '.gitignore')]);
    assert.deepEqual(found(folder), ['a.yml']);
  });
});
