import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { root } from '../../scripts/lib/paths.mjs';

const CONTENT = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'dist/cli.js',
  'dist/server.js',
  'dist/validators.js',
  'docs/cli.md',
  'docs/suppressions.md',
  'docs/what-the-worker-runs.md',
  'package.json',
  'schemas/report-pools.json',
  'schemas/report.json',
];

describe('The package for npm', function () {
  this.timeout(60_000);

  it('contains the command line, the language server and their documentation, and no other file', () => {
    const report = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [{ files }] = JSON.parse(report);
    assert.deepEqual(files.map(({ path }) => path).sort(), CONTENT);
  });
});
