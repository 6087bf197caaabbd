import assert from 'node:assert/strict';
import { excerpt } from '../../server/cli/report/excerpt.js';
import { addFile, EMPTY_SUMMARY } from '../../server/cli/report/report.js';
import type { Finding } from '../../server/core/base/finding.js';
import { fakeCore, NOTHING_SILENCED } from './fake-core.js';
import { lint, project, removeProjects } from './helper.js';
import { output } from './report-output.js';

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
        ...NOTHING_SILENCED,
        kind: 'task' as const,
        findings: [
          {
            rule: 'syntax',
            severity: 'error',
            message: 'm',
            span: { start: 3, end: 9 },
            fixable: false,
            fixes: [],
          } as Finding<'document'>,
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
