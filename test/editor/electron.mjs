// One call of runTests() in a process of its own, which can be given a virtual display as a whole.
import { runTests } from '@vscode/test-electron';

const [vscodeExecutablePath, extensionDevelopmentPath, extensionTestsPath, workspace, data] = process.argv.slice(2);
await runTests({
  vscodeExecutablePath,
  extensionDevelopmentPath,
  extensionTestsPath,
  launchArgs: [workspace, '--disable-extensions', '--disable-workspace-trust', `--user-data-dir=${data}`],
});
