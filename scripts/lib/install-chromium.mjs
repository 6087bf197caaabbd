// The browser in which the tests look at code-server's VS Code.
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './process.mjs';
import { Unavailable } from './unavailable.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The first of these commands that is on the PATH. */
export function findCommand(names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

const findChromium = () => process.env.CHROMIUM || findCommand(NAMES) || (existsSync(MAC) ? MAC : undefined);

/**
 * The path of a Chromium; installs Debian's when this is root on Debian or Ubuntu.
 * @param {(line: string) => void} say
 * @returns {Promise<string>}
 */
export async function ensureChromium(say) {
  const found = findChromium();
  if (found) return found;
  const remedy = 'do install Chromium or Google Chrome, or set CHROMIUM to its path';
  if (!findCommand(['apt-get'])) throw new Unavailable('Chromium', 'there is no apt-get here', remedy);
  if (process.getuid?.() !== 0) throw new Unavailable('Chromium', 'only root may call apt-get', remedy);

  say("Installing Debian's chromium ...");
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const { code, output } = await run('apt-get', args, { env });
    const reason = output.split('\n').find((line) => line.startsWith('E: ')) ?? `apt-get ${args[0]} ended with ${code}`;
    if (code !== 0) throw new Unavailable('Chromium', reason, remedy);
  }
  const installed = findChromium();
  if (!installed) throw new Unavailable('Chromium', 'the package has no chromium command', remedy);
  return installed;
}
