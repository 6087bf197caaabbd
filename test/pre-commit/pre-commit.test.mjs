// The hook as docs/ci.md tells to use it, with this repository at its present commit in the place of GitHub's. pre-commit clones
// it, has npm build and install it, and runs it on files that are about to be committed.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { findCommand } from '../../scripts/lib/debian.mjs';
import { root } from '../../scripts/lib/paths.mjs';
import { temporaryFolder } from '../../scripts/lib/temp.mjs';
import { execute } from '../package/installed.mjs';
import { codeBlock } from '../support/code-blocks.mjs';

const TASK = `taskQueueId: proj-example/linux
created: 2026-01-01T00:00:00Z
deadline: 2026-01-02T00:00:00Z
payload: {}
metadata: { name: a, description: b, owner: a@b.org, source: https://b.org/c }
`;

describe('The hook for pre-commit', function () {
  this.timeout(20 * 60_000); // npm installs what the build needs: a minute, and many on a busy machine
  const preCommit = findCommand(['pre-commit']) ?? 'pre-commit';
  const { path: folder } = temporaryFolder();
  const { path: cache } = temporaryFolder();
  // Of the npm that runs these tests, nothing.
  const own = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_(?!config_registry)|git_)/i.test(name)),
  );
  const run = (command, ...args) =>
    execute(command, args, { cwd: folder, env: { ...own, PRE_COMMIT_HOME: cache }, maxBuffer: 2 ** 26 });
  const git = async (...args) => {
    const { code, stdout, stderr } = await run('git', ...args);
    assert.equal(code, 0, stderr);
    return stdout.trim();
  };
  const check = async (files) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    await git('add', '.');
    return run(preCommit, 'run', '--color', 'never');
  };

  before(async () => {
    const config = load(codeBlock('docs/ci.md', 'yaml .pre-commit-config.yaml'));
    Object.assign(config.repos[0], { repo: root, rev: await git('-C', root, 'rev-parse', 'HEAD') });
    await git('init', '--quiet');
    writeFileSync(join(folder, '.pre-commit-config.yaml'), dump(config));
  });

  it('lets right files pass, and those that are not for Taskcluster', async () => {
    const { code, stdout, stderr } = await check({ 'task.yml': TASK, 'package.json': '{}', 'x.txt': TASK });
    assert.match(stdout, /^taskcluster-lint\.+Passed$/m, stdout + stderr);
    assert.equal(code, 0);
  });

  it('stops a wrong one, and shows why', async () => {
    const { code, stdout } = await check({ 'task.yml': TASK.replace('linux', 'Linux') });
    assert.match(stdout, /^taskcluster-lint\.+Failed$/m);
    assert.match(stdout, /^task\.yml:1:14: error: .* \[task-queue-id-format\]$/m);
    assert.doesNotMatch(stdout, /not a Taskcluster file/);
    assert.equal(code, 1);
  });
});
