// Runs the editor suite in a real VS Code: `node test/editor/run.mjs`. See choose-editor.mjs for which one.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleSuite } from '../../scripts/lib/bundle-suite.mjs';
import { chooseEditor } from '../../scripts/lib/choose-editor.mjs';
import { root } from '../../scripts/lib/paths.mjs';
import { temporaryFolder } from '../../scripts/lib/temp.mjs';
import { runInCodeServer } from './in-code-server.mjs';
import { desktopEditor, runOnDesktop } from './on-desktop.mjs';

const say = (line) => console.log(line);

async function run() {
  const { editor, forced } = await chooseEditor();
  const suite = { extension: root, tests: await bundleSuite() };
  const workspace = temporaryFolder(join(root, 'test/editor/workspace'));
  const report = join(temporaryFolder().path, 'report.txt');
  const env = { TASKCLUSTER_TEST_REPORT: report };
  const desktop = editor === 'electron' && (await desktopEditor(forced, say));
  say(desktop ? `In the desktop VS Code ${desktop}` : 'In the VS Code of code-server');
  try {
    return await (desktop
      ? runOnDesktop(desktop, suite, workspace.path, env)
      : runInCodeServer(suite, workspace.path, env, say));
  } finally {
    say(existsSync(report) ? readFileSync(report, 'utf8') : 'The suite did not start.');
  }
}

process.exitCode = await run();
