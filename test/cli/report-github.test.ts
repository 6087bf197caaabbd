import assert from 'node:assert/strict';
import { join } from 'node:path';
import { githubReporter } from '../../server/cli/report/github.js';
import type { Finding } from '../../server/core/base/finding.js';
import { fakeCore } from './fake-core.js';
import { lint, project, removeProjects } from './helper.js';
import { FILES, output } from './report-output.js';

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
    const finding: Finding<'document'> = {
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
      suppressed: [],
    } as const;
    assert.equal(
      githubReporter('/w', undefined).file(report),
      '::error file=a%2Cb%3Ac%25.yml,line=1,col=1,endLine=2,title=taskcluster%3A syntax::100%25: a, b%0D%0Ac\n',
    );
  });
});
