import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { excerpt } from '../../server/cli/report/excerpt.js';
import { githubReporter } from '../../server/cli/report/github.js';
import { addFile, EMPTY_SUMMARY } from '../../server/cli/report/report.js';
import type { Finding } from '../../server/core/base/finding.js';
import { fakeCore } from './fake-core.js';
import { type Files, lint, project, removeProjects } from './helper.js';

const FILES: Files = {
  'a b/t.yml': '# 世界\npayload: OLD\nx: BAD\nWARN: 1',
  'a b/clean.json': '{"payload": 1}',
};

const output = async (format: string, files: Files, paths: string[], env = {}): Promise<string> =>
  (await lint(project(files), ['--format', format, ...paths], { core: fakeCore, env })).stdout;

describe('json report', () => {
  afterEach(removeProjects);
  const schema = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../schemas/report.json'), 'utf8'));
  const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);
  const assertValid = (report: unknown) => assert.ok(validate(report), JSON.stringify(validate.errors));

  it('is what the contract says', async () => {
    const report = JSON.parse(await output('json', FILES, ['a b']));
    assertValid(report);
    const problem = (
      rule: string,
      severity: string,
      word: string,
      line: number,
      character: number,
      fixable: boolean,
    ) => {
      const range = { start: { line, character }, end: { line, character: character + word.length } };
      return { rule, severity, message: `${word} is found.`, range, fixable };
    };
    assert.deepEqual(report, {
      version: 1,
      files: [
        { path: 'a b/clean.json', kind: 'task', problems: [] },
        {
          path: 'a b/t.yml',
          kind: 'task',
          problems: [
            problem('prefer-task-queue-id', 'hint', 'OLD', 1, 9, true),
            problem('worker-type-format', 'error', 'BAD', 2, 3, false),
            problem('redundant-identifiers', 'warning', 'WARN', 3, 0, false),
          ],
        },
      ],
      summary: { files: 2, errors: 1, warnings: 1, infos: 0, hints: 1, fixable: 1 },
    });
  });

  it('is complete if there is nothing to report, and if a path is missing', async () => {
    const empty = {
      version: 1,
      files: [],
      summary: { files: 0, errors: 0, warnings: 0, infos: 0, hints: 0, fixable: 0 },
    };
    assert.deepEqual(JSON.parse(await output('json', {}, ['.'])), empty);
    assert.deepEqual(JSON.parse(await output('json', {}, ['gone'])), empty);
    assertValid(empty);
  });

  it('of a migration is what the contract says', async () => {
    const folder = project({ 'a.yml': 'payload: OLD\nKEEP', 'b.yml': 'x: 1' });
    const { code, stdout } = await lint(folder, ['migrate', '--format', 'json', 'a.yml', 'b.yml'], { core: fakeCore });
    assert.equal(code, 1);
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 4 } };
    const report = {
      version: 1,
      files: [
        { path: 'a.yml', converted: 1, left: [{ range, reason: 'it must stay' }] },
        { path: 'b.yml', converted: 0, left: [] },
      ],
    };
    assert.deepEqual(JSON.parse(stdout), report);
    assertValid(report);
  });

  it('has a schema that refuses what the contract does not have', () => {
    assert.equal(validate({ version: 2, files: [] }), false);
    assert.equal(validate({ version: 1, files: [{ path: 'a', kind: 'other', problems: [] }] }), false);
  });
});

describe('sarif report', () => {
  afterEach(removeProjects);

  it('lists rules and results', async () => {
    const log = JSON.parse(await output('sarif', FILES, ['a b']));
    assert.equal(log.version, '2.1.0');
    const [run] = log.runs;
    const { driver } = run.tool;
    assert.equal(driver.name, 'taskcluster-lint');
    assert.equal(run.columnKind, 'utf16CodeUnits');
    assert.equal(run.results.length, 3);
    for (const result of run.results) {
      assert.equal(driver.rules[result.ruleIndex].id, result.ruleId);
      assert.equal(result.locations.length, 1);
    }
    assert.deepEqual(
      run.results.map((result: { level: string }) => result.level),
      ['note', 'error', 'warning'],
    );
    assert.deepEqual(run.results[1], {
      ruleId: 'worker-type-format',
      ruleIndex: run.results[1].ruleIndex,
      level: 'error',
      message: { text: 'BAD is found.' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'a%20b/t.yml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 3, startColumn: 4, endLine: 3, endColumn: 7 },
          },
        },
      ],
    });
  });

  it('is whole without results', async () => {
    const log = JSON.parse(await output('sarif', {}, ['.']));
    assert.deepEqual(log.runs[0].results, []);
  });

  it('names a file elsewhere by its URI', async () => {
    const file = join(project({ 't.yml': 'payload: BAD' }), 't.yml');
    const [result] = JSON.parse(await output('sarif', {}, [file])).runs[0].results;
    assert.deepEqual(result.locations[0].physicalLocation.artifactLocation, { uri: `file://${file}` });
  });
});

describe('github report', () => {
  afterEach(removeProjects);

  it('is workflow commands', async () => {
    assert.equal(
      await output('github', FILES, ['./a b']),
      [
        '::notice file=a b/t.yml,line=2,col=10,endColumn=13,title=taskcluster%3A prefer-task-queue-id::OLD is found.',
        '::error file=a b/t.yml,line=3,col=4,endColumn=7,title=taskcluster%3A worker-type-format::BAD is found.',
        '::warning file=a b/t.yml,line=4,col=1,endColumn=5,title=taskcluster%3A redundant-identifiers::WARN is found.',
        '1 error, 1 warning, 1 hint in 2 files',
        '',
      ].join('\n'),
    );
  });

  it('gives paths from the top of the repository', async () => {
    const folder = project({ 'sub/t.yml': 'payload: BAD' });
    const env = { GITHUB_WORKSPACE: folder };
    const { stdout } = await lint(join(folder, 'sub'), ['--format', 'github', 't.yml'], { core: fakeCore, env });
    assert.match(stdout, /^::error file=sub\/t\.yml,/);
  });

  it('escapes what GitHub would take for its own', () => {
    const finding: Finding = {
      rule: 'syntax',
      severity: 'error',
      message: '100%: a, b\r\nc',
      span: { start: 0, end: 3 },
      fixable: false,
      fixes: [],
    };
    const report = {
      path: 'a,b:c%.yml',
      absolute: '/w/a,b:c%.yml',
      kind: 'task',
      text: 'x\ny\n',
      findings: [finding],
    } as const;
    assert.equal(
      githubReporter('/w', undefined).file(report),
      '::error file=a%2Cb%3Ac%25.yml,line=1,col=1,endLine=2,title=taskcluster%3A syntax::100%25: a, b%0D%0Ac\n',
    );
  });
});

describe('hostile names and messages', () => {
  afterEach(removeProjects);

  const NAMES = [
    '::error file=x::y.yml',
    ' \u00a0::add-mask::x.yml',
    '##[error]x.yml',
    'a ##vso[task.complete].yml',
    'e\u001b[2J\u009b2J\u202e\u200f.yml',
    'l\n::stop-commands::x\r::error::.yml',
  ];
  /** A core that says all that is hostile, wherever a finding has words. */
  const core = {
    ...fakeCore,
    analyze: ({ fileName }: { fileName: string }) => ({
      references: () => [],
      kind: 'task' as const,
      findings: (['error', 'hint'] as const).map((severity): Finding => {
        const span = { start: 2, end: 6 };
        const fixes = [{ title: `fix\n::error::${fileName}`, safety: 'safe' as const, edits: [] }];
        return {
          rule: 'syntax',
          severity,
          message: fileName,
          span,
          related: [{ span, message: fileName }],
          fixable: true,
          fixes,
        };
      }),
    }),
    migrate: ({ fileName, text }: { fileName: string; text: string }) => ({
      kind: 'task' as const,
      text,
      converted: 0,
      left: [{ span: { start: 0, end: 1 }, reason: fileName }],
    }),
  };
  const files = Object.fromEntries(NAMES.map((name) => [name, 'payload: ##[error] ::x\u001b[2J\n']));
  const named = ['::error::gone.yml', 'g\u001b[2J.yml', 'g\n::error::.yml', ...NAMES];

  for (const argv of [
    ['--format', 'text'],
    ['--format', 'github'],
    ['--format', 'json'],
    ['--format', 'sarif'],
    ['migrate', '--write'],
    ['migrate', '--format', 'json'],
  ]) {
    it(`do not start a command or control a terminal: ${argv.join(' ')}`, async () => {
      const { stdout, stderr } = await lint(project(files), [...argv, ...named], { core });
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
      assert.doesNotMatch(stdout + stderr, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u200f]/);
      assert.doesNotMatch(stdout + stderr, /##(\[|vso\[)/);
      const commands = [...stdout.split('\n'), ...stderr.split('\n')].filter((line) => /^\s*::/.test(line));
      if (argv[1] !== 'github') assert.deepEqual(commands, []);
      else
        assert.deepEqual(
          commands.filter(
            (line) =>
              !/^::(error|notice) file=[^,:]*,line=1,col=3,endColumn=7,title=taskcluster%3A syntax::/.test(line),
          ),
          [],
        );
      for (const name of NAMES) if (argv[1] === 'github') assert.ok(commands.length === 2 * NAMES.length, name);
    });
  }

  it('stay what they are in JSON', async () => {
    const { stdout } = await lint(project(files), ['--format', 'json', ...NAMES], { core });
    const report = JSON.parse(stdout);
    assert.deepEqual(
      report.files.map(({ path }: { path: string }) => path),
      NAMES,
    );
    assert.deepEqual(
      report.files.map((file: { problems: [{ message: string }] }) => file.problems[0].message),
      NAMES,
    );
  });

  it('do not start a command through a wrong argument', async () => {
    const { stderr } = await lint('/', ['--format', 'x\n::error::\u001b[2J', 'a']);
    assert.equal(
      stderr,
      "taskcluster-lint: unknown format 'x\n\uFFFD:error::\uFFFD[2J': choose one of text, json, sarif, github\nTry 'taskcluster-lint --help'.\n",
    );
  });

  it('do not start a command in a source line with a marked part', () => {
    assert.deepEqual(excerpt('a: ##[x]', 4, 8), { source: 'a: \uFFFD#[x]', marks: '    ^~~~' });
  });
});

describe('text report', () => {
  afterEach(removeProjects);

  it('shows the fixes', async () => {
    const text = await output('text', { 'a.yml': 'payload: MEND' }, ['a.yml']);
    assert.match(text, /\n {2}fix: Write NEW\n/);
  });

  it('does not let a file steer the terminal', async () => {
    const text = await output('text', { 'a.yml': 'payload: BAD # \x1b[2J\u202e\x07' }, ['a.yml']);
    assert.match(text, /payload: BAD # \uFFFD\[2J\uFFFD\uFFFD$/m);
  });

  const excerpts: [title: string, line: string, part: string, source: string, marks: string][] = [
    ['a part', 'a: bcd e', 'bcd', 'a: bcd e', '   ^~~'],
    ['a tab', '\ta:\tb', 'b', '    a:    b', '          ^'],
    ['a tab in the part', 'a\tb c', 'a\tb', 'a    b c', '^~~~~~'],
    ['wide characters', '世界: 日本', '日本', '世界: 日本', '      ^~~~'],
    ['combining characters', 'e\u0301: x', 'x', 'e\u0301: x', '   ^'],
    ['an emoji', '🚀: x', 'x', '🚀: x', '    ^'],
  ];
  for (const [title, line, part, source, marks] of excerpts) {
    it(`underlines ${title}`, () => {
      const at = line.lastIndexOf(part);
      assert.deepEqual(excerpt(line, at, at + part.length), { source, marks });
    });
  }

  it('marks one place where a part is empty, at the end as well', () => {
    assert.deepEqual(excerpt('ab', 1, 1), { source: 'ab', marks: ' ^' });
    assert.deepEqual(excerpt('ab', 2, 2), { source: 'ab', marks: '  ^' });
    assert.deepEqual(excerpt('', 0, 5), { source: '', marks: '^' });
  });

  it('cuts a long line around the part', () => {
    const line = `${'x'.repeat(5000)}BAD${'y'.repeat(5000)}`;
    const { source, marks } = excerpt(line, 5000, 5003);
    assert.equal(source, `…${'x'.repeat(40)}BAD${'y'.repeat(77)}…`);
    assert.equal(marks, `${' '.repeat(41)}^~~`);
    const wide = excerpt(`${'🚀'.repeat(500)}`, 501, 600);
    assert.ok(!/\p{Cs}/u.test(wide.source));
  });

  it('underlines to the end of the line where a part goes on', async () => {
    const core = {
      ...fakeCore,
      analyze: () => ({
        references: () => [],
        kind: 'task' as const,
        findings: [
          {
            rule: 'syntax',
            severity: 'error',
            message: 'm',
            span: { start: 3, end: 9 },
            fixable: false,
            fixes: [],
          } as Finding,
        ],
      }),
    };
    const { stdout } = await lint(project({ 'a.yml': 'a: [\r\n b ]' }), ['a.yml'], { core });
    assert.equal(stdout.split('\n').slice(1, 3).join('\n'), '1 | a: [\n  |    ^');
  });

  it('sums up', () => {
    assert.deepEqual(addFile(EMPTY_SUMMARY, []), {
      files: 1,
      errors: 0,
      warnings: 0,
      infos: 0,
      hints: 0,
      fixable: 0,
    });
  });
});
