// The suite in a desktop VS Code, through @vscode/test-electron.
import { join } from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { hasDisplay } from '../../scripts/lib/choose-editor.mjs';
import { root } from '../../scripts/lib/paths.mjs';
import { run } from '../../scripts/lib/process.mjs';

/**
 * The path of a desktop VS Code: the one named by VSCODE_EXECUTABLE or a downloaded one.
 * @param {boolean} forced whether there is no other editor to fall back on
 * @param {(line: string) => void} say
 */
export async function desktopEditor(forced, say) {
  if (process.env.VSCODE_EXECUTABLE) return process.env.VSCODE_EXECUTABLE;
  try {
    return await downloadAndUnzipVSCode(process.env.VSCODE_VERSION ?? 'stable');
  } catch (error) {
    if (forced) throw error;
    say(`VS Code cannot be downloaded (${error.message}).`);
    return undefined;
  }
}

/**
 * @param {string} executable
 * @param {{ extension: string, tests: string }} suite the extension's folder and the file that exports run()
 * @param {string} workspace
 * @param {string} data where the editor keeps its settings and its logs
 * @param {Record<string, string>} env variables for the suite
 * @returns {Promise<number>} 0 when all tests passed
 */
export async function runOnDesktop(executable, suite, workspace, data, env) {
  const script = join(root, 'test/editor/electron.mjs');
  const command = [process.execPath, script, executable, suite.extension, suite.tests, workspace, data];
  if (!hasDisplay()) command.unshift('xvfb-run', '-a');
  const onOutput = (text) => process.env.VERBOSE && process.stdout.write(text);
  const { code, output } = await run(command[0], command.slice(1), { env: { ...process.env, ...env }, onOutput });
  if (code !== 0 && !process.env.VERBOSE) console.log(output);
  return code;
}
