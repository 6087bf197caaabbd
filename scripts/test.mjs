// `npm test`: everything, from the types to a click on the light bulb in a real VS Code. The last line is the count.
import { chooseEditor } from './lib/choose-editor.mjs';
import { ensureChromium } from './lib/install-chromium.mjs';
import { ensureCodeServer } from './lib/install-code-server.mjs';
import { ensureNeovim, ensurePreCommit } from './lib/install-tools.mjs';
import { root, tool } from './lib/paths.mjs';
import { Steps, summary } from './lib/steps.mjs';
import { Unavailable } from './lib/unavailable.mjs';

process.chdir(root);
const steps = new Steps(/^(1|true)$/.test(process.env.CI ?? ''));
const mocha = tool('mocha/bin/mocha.js');

/** Fetches one thing after the other in the background, while other steps keep a processor busy: apt-get has a lock. */
let fetched = Promise.resolve();

/**
 * Fetches what a step needs, after what is being fetched.
 * @returns {Promise<string | undefined>} why it cannot be had, if it cannot
 */
function fetching(...ensure) {
  const missing = fetched.then(async () => {
    try {
      for (const one of ensure) await one(console.log);
      return undefined;
    } catch (error) {
      if (error instanceof Unavailable) return error.message;
      throw error;
    }
  });
  fetched = missing.catch(() => {}); // Reported where it is awaited.
  return missing;
}

const withoutNeovim = fetching(ensureNeovim);
const withoutPreCommit = fetching(ensurePreCommit);
const withoutEditor = fetching(ensureChromium, ensureCodeServer);

const types = [tool('typescript/bin/tsc'), '--noEmit'];
await steps.command('Types', types);
await steps.command('Types of the webviews', [...types, '--project', 'client/webview']);
await steps.command('Lint and format', [tool('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings']);
await steps.command('Build', ['scripts/build.mjs']);
const units = ['test/**/*.test.ts', '--ignore', 'test/editor/**', 'scripts/lib/**/*.test.mjs'];
await steps.mocha('Unit, protocol and command line tests', [mocha, '--import=tsx', ...units]);
await steps.command('Package', ['scripts/package.mjs']);
await steps.mocha('Content of the package', [mocha, 'test/package/**/*.test.mjs']);

for (const [heading, tests, without] of [
  ['The language server in Neovim', 'test/editors/**/*.test.mjs', withoutNeovim],
  ['The hook of pre-commit', 'test/pre-commit/**/*.test.mjs', withoutPreCommit],
]) {
  const missing = await without;
  if (missing) steps.skip(heading, missing);
  else await steps.mocha(heading, [mocha, tests]);
}

const missing = await withoutEditor;
const { editor } = await chooseEditor();
const suite = 'Suite in a real VS Code';
if (missing && editor === 'code-server') steps.skip(suite, missing);
else await steps.mocha(suite, ['test/editor/run.mjs']);
const web = 'The same suite in the browser';
if (missing) steps.skip(web, missing);
else await steps.mocha(web, ['test/editor/run-in-browser.mjs']);
const ui = 'The packaged extension in the user interface';
if (missing) steps.skip(ui, missing);
else await steps.mocha(ui, [mocha, 'test/ui/**/*.test.mjs']);

console.log(`\n${summary(steps.counts)}`);
process.exitCode = steps.counts.failed > 0 ? 1 : 0;
