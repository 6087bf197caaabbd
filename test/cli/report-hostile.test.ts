import assert from 'node:assert/strict';
import { excerpt } from '../../server/cli/report/excerpt.js';
import type { Finding } from '../../server/core/base/finding.js';
import { fakeCore, NOTHING_SILENCED } from './fake-core.js';
import { lint, project, removeProjects } from './helper.js';

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
      ...NOTHING_SILENCED,
      kind: 'task' as const,
      findings: (['error', 'hint'] as const).map((severity): Finding<'document'> => {
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
    it(`start no command and steer no terminal: ${argv.join(' ')}`, async () => {
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

  it('start no command through an argument that is wrong', async () => {
    const { stderr } = await lint('/', ['--format', 'x\n::error::\u001b[2J', 'a']);
    assert.equal(
      stderr,
      "taskcluster-lint: unknown format 'x\n\uFFFD:error::\uFFFD[2J': choose one of text, json, sarif, github\nTry 'taskcluster-lint --help'.\n",
    );
  });

  it('start no command in a source line of which a part is marked', () => {
    assert.deepEqual(excerpt('a: ##[x]', 4, 8), { source: 'a: \uFFFD#[x]', marks: '    ^~~~' });
  });
});
