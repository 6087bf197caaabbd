// Runs the editor suite where there is no Node, as in vscode.dev: `node test/editor/run-in-browser.mjs`.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startDemoDeployment } from '../../scripts/demo-deployment/server.mjs';
import { bundleWebSuite } from '../../scripts/lib/bundle-suite.mjs';
import { root } from '../../scripts/lib/paths.mjs';
import { temporaryFolder } from '../../scripts/lib/temp.mjs';
import { runInBrowserHost } from './in-code-server.mjs';

const say = (line) => console.log(line);
const workspace = temporaryFolder(join(root, 'test/editor/workspace'));
const report = join(workspace.path, 'report.txt');
// There is no environment: only the settings can name a deployment.
const demo = await startDemoDeployment();
try {
  const settings = { 'taskcluster.rootUrl': demo.rootUrl };
  process.exitCode = await runInBrowserHost(await bundleWebSuite(), workspace.path, settings, say);
} finally {
  say(existsSync(report) ? readFileSync(report, 'utf8') : 'The suite did not start.');
  await demo.stop();
}
