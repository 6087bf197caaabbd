// One call of runTests() in a process of its own, which can be given a virtual display as a whole.
import { runTests } from '@vscode/test-electron';
import { temporaryFolder } from '../../scripts/lib/temp.mjs';

const [vscodeExecutablePath, extensionDevelopmentPath, extensionTestsPath, workspace] = process.argv.slice(2);
// A short path: VS Code puts sockets into it, whose names may not be longer than about a hundred characters.
const data = temporaryFolder().path;
await runTests({
  vscodeExecutablePath,
  extensionDevelopmentPath,
  extensionTestsPath,
  launchArgs: [workspace, '--disable-extensions', '--disable-workspace-trust', `--user-data-dir=${data}`],
});
