// `npm start`: builds, shows what the linter finds in examples/, and opens VS Code on a copy of them with the extension in
// it, and a demo deployment to look worker pools up in.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentFor } from './demo-deployment/cli.mjs';
import { startDemoDeployment } from './demo-deployment/server.mjs';
import { hasDisplay } from './lib/choose-editor.mjs';
import { startCodeServer } from './lib/code-server.mjs';
import { findCommand } from './lib/debian.mjs';
import { ensureCodeServer } from './lib/install-code-server.mjs';
import { examples, packageFile, root } from './lib/paths.mjs';
import { run } from './lib/process.mjs';
import { temporaryFolder } from './lib/temp.mjs';
import { Unavailable } from './lib/unavailable.mjs';

/** What the editor finds at TASKCLUSTER_ROOT_URL. */
const DEMO = 'a demo deployment (made-up worker pools; whoever signs in is let in)';
const EDITORS = ['code', 'code-insiders', 'codium'];
/** What is open in the beginning. */
const FILE = '.taskcluster.yml';

/** Runs a script of the project and shows its output. */
const show = (args) => run(process.execPath, args, { cwd: root, onOutput: (text) => process.stdout.write(text) });

/** The examples, to be changed at will: a copy in a folder. */
function copyExamples(folder) {
  const copy = join(folder, 'examples');
  cpSync(examples, copy, { recursive: true });
  return copy;
}

/**
 * The editor and the demo deployment beside it, which ends when the window is closed (`--wait`). Not children that end
 * with this process: the user goes on with the editor, and so the copy stays too.
 */
function openDesktop(command) {
  const folder = copyExamples(mkdtempSync(join(tmpdir(), 'taskcluster-vscode-')));
  console.log(`\nOpening ${command} on a copy of examples/, ${folder}, with ${DEMO}`);
  const flags = ['--wait', '--new-window', `--extensionDevelopmentPath=${root}`];
  const editorCommand = [command, ...flags, folder, join(folder, FILE)];
  const args = [join(root, 'scripts/demo-deployment.mjs'), '--', ...editorCommand];
  spawn(process.execPath, args, { stdio: 'ignore', detached: true }).unref();
}

/** The packaged extension in code-server: one in development would be shown without notifications. */
async function serve() {
  let isWanted = true;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => (isWanted = false));
  const installed = await ensureCodeServer(console.log);
  const demo = await startDemoDeployment();
  try {
    const server = await startCodeServer(installed, { vsix: packageFile(), env: environmentFor(demo.rootUrl) });
    const folder = copyExamples(temporaryFolder().path);
    // By this name: a deployment sends the browser back from a sign-in to `localhost`, and nowhere else on the machine.
    const address = server.address(folder, { openFile: join(folder, FILE) }, 'localhost');
    console.log(`\nOn a copy of examples/, ${folder}, with ${DEMO} at ${demo.rootUrl}.`);
    console.log(`Open this in a browser (Ctrl+C ends it): ${address}`);
    await server.ended;
    await server.stop();
    if (!isWanted) return;
    console.error(`code-server ended by itself:\n${server.log()}`);
    process.exitCode = 1;
  } finally {
    await demo.stop();
  }
}

const editor = hasDisplay() ? findCommand(EDITORS) : undefined;
const { code } = await show([editor ? 'scripts/build.mjs' : 'scripts/package.mjs']);
if (code !== 0) process.exit(code);
console.log('\nWhat the linter finds in examples/:\n');
await show(['dist/cli.js', 'check', 'examples']); // ends with 1, as there are mistakes in them

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
