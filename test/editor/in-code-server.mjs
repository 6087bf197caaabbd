// The suite in one of the extension hosts of code-server, started by a page in headless Chromium.
import { openBrowser } from '../../scripts/lib/browser.mjs';
import { addToBrowserHost } from '../../scripts/lib/browser-host.mjs';
import { startCodeServer } from '../../scripts/lib/code-server.mjs';
import { ensureChromium } from '../../scripts/lib/install-chromium.mjs';
import { ensureCodeServer } from '../../scripts/lib/install-code-server.mjs';

const TIME_LIMIT = 300_000;

/** Resolves to the exit code that the workbench reports; VS Code calls these functions where the page has them. */
async function exitCode(page, address) {
  const verbose = Boolean(process.env.VERBOSE);
  let timer;
  const ended = new Promise((resolve, reject) => {
    page.exposeFunction('codeAutomationExit', resolve);
    page.on('crash', () => reject(new Error('the page crashed')));
    timer = setTimeout(() => reject(new Error(`no end after ${TIME_LIMIT / 1000} seconds`)), TIME_LIMIT);
  });
  const started = async () => {
    await page.exposeFunction('codeAutomationLog', (kind, parts) => verbose && console.log(kind, ...parts));
    await page.goto(address);
    return ended;
  };
  try {
    return await Promise.race([ended, started()]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * In the extension host of code-server, where there is Node.
 * @param {{ extension: string, tests: string }} suite the extension's folder and the file that exports run()
 * @param {string} workspace
 * @param {string} data where the editor keeps its settings and its logs
 * @param {Record<string, string>} env variables for the suite
 * @param {(line: string) => void} say
 * @returns {Promise<number>} 0 when all tests passed
 */
export function runInCodeServer(suite, workspace, data, env, say) {
  const development = { extensionDevelopmentPath: suite.extension, extensionTestsPath: suite.tests };
  return inCodeServer({ data, env }, say, (server, page) => exitCode(page, server.address(workspace, development)));
}

/**
 * In the extension host of the page, a web worker.
 * @param {string} tests the path in this project of the file that exports run()
 * @param {string} workspace
 * @param {object} settings of the editor
 * @param {(line: string) => void} say
 * @returns {Promise<number>} 0 when all tests passed
 */
export function runInBrowserHost(tests, workspace, settings, say) {
  return inCodeServer({ settings }, say, async (server, page) => {
    const address = server.address(workspace);
    await addToBrowserHost(page, new URL(address).origin, tests);
    return exitCode(page, address);
  });
}

async function inCodeServer(options, say, run) {
  const chromium = await ensureChromium(say);
  const server = await startCodeServer(await ensureCodeServer(say), { ...options, development: true });
  try {
    const { page, close } = await openBrowser(chromium);
    try {
      return await run(server, page);
    } finally {
      await close();
    }
  } finally {
    if (process.env.VERBOSE) say(server.log());
    await server.stop();
  }
}
