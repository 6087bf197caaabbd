// Runs the editor suite in a real VS Code: `node test/editor/run.mjs`. See choose-editor.mjs for which one.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleSuite } from '../../scripts/lib/bundle-suite.mjs';
import { chooseEditor } from '../../scripts/lib/choose-editor.mjs';
import { root } from '../../scripts/lib/paths.mjs';
import { temporaryFolder } from '../../scripts/lib/temp.mjs';
import { startDeployment } from './deployment.mjs';
import { runInCodeServer } from './in-code-server.mjs';
import { desktopEditor, runOnDesktop } from './on-desktop.mjs';

const say = (line) => console.log(line);

async function run() {
  const { editor, forced } = await chooseEditor();
  const suite = { extension: root, tests: await bundleSuite() };
  const workspace = temporaryFolder(join(root, 'test/editor/workspace'));
  const report = join(temporaryFolder().path, 'report.txt');
  const deployment = await startDeployment();
  const env = { TASKCLUSTER_TEST_REPORT: report, ...deployment.env };
  // Where the editor keeps its settings and its logs. A short path: VS Code puts sockets into it, whose names may not be
  // longer than about a hundred characters.
  const data = temporaryFolder();
  const desktop = editor === 'electron' && (await desktopEditor(forced, say));
  say(desktop ? `In the desktop VS Code ${desktop}` : 'In the VS Code of code-server');
  try {
    const code = await (desktop
      ? runOnDesktop(desktop, suite, workspace.path, data.path, env)
      : runInCodeServer(suite, workspace.path, data.path, env, say));
    const leaks = deployment.leaks([data.path, workspace.path]);
    for (const leak of leaks) say(`The secret is in ${leak}`);
    return code === 0 && leaks.length > 0 ? 1 : code;
  } finally {
    say(existsSync(report) ? readFileSync(report, 'utf8') : 'The suite did not start.');
    await deployment.stop();
  }
}

process.exitCode = await run();
