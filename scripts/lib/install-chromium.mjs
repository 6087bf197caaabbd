// The browser in which the tests look at code-server's VS Code.
import { existsSync } from 'node:fs';
import { ensureProgram, findCommand } from './debian.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

const CHROMIUM = {
  name: 'Chromium',
  package: 'chromium',
  find: () => process.env.CHROMIUM || findCommand(NAMES) || (existsSync(MAC) ? MAC : undefined),
  remedy: 'do install Chromium or Google Chrome, or set CHROMIUM to its path',
};

/**
 * The path of a Chromium.
 * @param {(line: string) => void} say
 */
export const ensureChromium = (say) => ensureProgram(CHROMIUM, say);
