// Neovim with what docs/editors.md tells to write into init.lua, and the language server of the package for npm.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCommand } from '../../scripts/lib/debian.mjs';
import { execute, installPackage } from '../package/installed.mjs';
import { codeBlock } from '../support/code-blocks.mjs';

const TASK = `taskQueueId: proj-example/Linux
created: 2026-01-01T00:00:00Z
deadline: 2026-01-02T00:00:00Z
payload: {}
metadata: { name: a, description: b, owner: a@b.org, source: https://b.org/c }
`;

/** The settings for this version. @param {string} version what `nvim --version` begins with */
function settingsFor(version) {
  const [, major, minor] = /^NVIM v(\d+)\.(\d+)/.exec(version) ?? assert.fail(version);
  const isNew = Number(major) > 0 || Number(minor) >= 11;
  return codeBlock('docs/editors.md', `lua init.lua (${isNew ? '0.11 or newer' : '0.7 to 0.10'})`);
}

describe('Neovim', function () {
  this.timeout(120_000);

  it('shows the findings of a file and applies a fix', async () => {
    const nvim = findCommand(['nvim']) ?? assert.fail('there is no nvim');
    const { folder, env } = await installPackage();
    const { stdout: version } = await execute(nvim, ['--version'], { env });
    writeFileSync(join(folder, 'task.yml'), TASK);
    writeFileSync(join(folder, 'init.lua'), settingsFor(version));
    const script = join(import.meta.dirname, 'neovim.lua');
    // Nothing of the user's Neovim, and nothing left behind there.
    const homes = ['CONFIG', 'DATA', 'STATE', 'CACHE'].map((kind) => [`XDG_${kind}_HOME`, join(folder, `.${kind}`)]);
    const { stderr } = await execute(
      nvim,
      ['--headless', '--clean', '-n', '-u', 'init.lua', '-c', `luafile ${script}`],
      { cwd: folder, env: { ...env, ...Object.fromEntries(homes) }, timeout: 100_000 },
    );
    assert.equal(stderr, '');
    const { diagnostics, actions, lines, ...trouble } = JSON.parse(readFileSync(join(folder, 'seen.json'), 'utf8'));
    assert.deepEqual(trouble, {}); // what it waited for in vain, or why it failed
    assert.deepEqual(
      diagnostics.map(({ message, ...place }) => place),
      [{ line: 0, from: 13, to: 31, source: 'taskcluster' }],
    );
    assert.match(diagnostics[0].message, /^The part of taskQueueId .* cannot contain "L"/);
    assert.equal(actions[0], 'Change to proj-example/linux');
    assert.equal(`${lines.join('\n')}\n`, TASK.replace('Linux', 'linux'));
  });
});
