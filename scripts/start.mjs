// `npm start`: builds, shows what the linter finds in examples/, and opens VS Code there with the extension in it, and a
// demo deployment to look worker pools up in.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { environmentFor } from './demo-deployment/cli.mjs';
import { startDemoDeployment } from './demo-deployment/server.mjs';
import { hasDisplay } from './lib/choose-editor.mjs';
import { startCodeServer } from './lib/code-server.mjs';
import { findCommand } from './lib/install-chromium.mjs';
import { ensureCodeServer } from './lib/install-code-server.mjs';
import { examples, root } from './lib/paths.mjs';
import { run } from './lib/process.mjs';
import { Unavailable } from './lib/unavailable.mjs';

/** What the editor finds at TASKCLUSTER_ROOT_URL. */
const DEMO = 'a demo deployment (made-up worker pools, nothing to sign in to)';
const EDITORS = ['code', 'code-insiders', 'codium'];

/** Runs a script of the project and shows its output. */
const show = (args) => run(process.execPath, args, { cwd: root, onOutput: (text) => process.stdout.write(text) });

/**
 * The editor and the demo deployment beside it, which ends when the window is closed (`--wait`). Not children that end
 * with this process: the user goes on with the editor.
 */
function openDesktop(command) {
  console.log(`\nOpening ${command} on examples/, with ${DEMO}`);
  const editorCommand = [command, '--wait', '--new-window', `--extensionDevelopmentPath=${root}`, examples];
  const args = [join(root, 'scripts/demo-deployment.mjs'), '--', ...editorCommand];
  spawn(process.execPath, args, { stdio: 'ignore', detached: true }).unref();
}

async function serve() {
  const demo = await startDemoDeployment();
  try {
    const server = await startCodeServer(await ensureCodeServer(console.log), { env: environmentFor(demo.rootUrl) });
    const address = server.address(examples, { extensionDevelopmentPath: root });
    console.log(`\nWith ${DEMO} at ${demo.rootUrl}.`);
    console.log(`Open this in a browser (Ctrl+C ends it): ${address}`);
    await server.ended;
    await server.stop();
    console.error(`code-server ended by itself:\n${server.log()}`);
    process.exitCode = 1;
  } finally {
    await demo.stop();
  }
}

const { code } = await show(['scripts/build.mjs']);
if (code !== 0) process.exit(code);
console.log('\nWhat the linter finds in examples/:\n');
await show(['dist/cli.js', 'check', 'examples']); // ends with 1, as there are mistakes in them

const editor = hasDisplay() ? findCommand(EDITORS) : undefined;
if (editor) openDesktop(editor);
else {
  try {
    await serve();
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
