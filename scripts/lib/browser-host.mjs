// Puts the extension into the page's own extension host, a web worker, as vscode.dev does. VS Code gives no workers to
// an extension that a remote host serves, so the page itself serves it, from under its own address.
import { readFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { root } from './paths.mjs';

const FOLDER = '/__extension';
const TYPES = { css: 'text/css', js: 'text/javascript', json: 'application/json' };

/**
 * @param {import('playwright-core').Page} page
 * @param {string} origin of code-server
 * @param {string} [tests] the path of a suite in this project, as a file that exports `run`, for the extension host to run
 */
export async function addToBrowserHost(page, origin, tests) {
  await page.context().route(`${origin}${FOLDER}/**`, async (route) => {
    const path = normalize(decodeURIComponent(new URL(route.request().url()).pathname).slice(FOLDER.length));
    try {
      const body = await readFile(join(root, path));
      await route.fulfill({ body, contentType: TYPES[path.split('.').pop() ?? ''] ?? 'text/plain' });
    } catch {
      await route.fulfill({ status: 404, body: '' });
    }
  });
  const { protocol, host } = new URL(origin);
  const uri = (path) => ({ scheme: protocol.replace(':', ''), authority: host, path: FOLDER + path });
  const options = { extensions: [uri('')], ...(tests && { extensionTestsPath: uri(`/${tests}`) }) };
  // The page's configuration is changed while it loads. To answer the document itself from here would make Chromium
  // take it for a page from elsewhere and keep it from its own server.
  await page.addInitScript((developmentOptions) => {
    new MutationObserver((_, observer) => {
      const meta = document.getElementById('vscode-workbench-web-configuration');
      if (!meta) return;
      observer.disconnect();
      const configuration = JSON.parse(meta.dataset.settings);
      meta.dataset.settings = JSON.stringify({ ...configuration, developmentOptions });
    }).observe(document, { childList: true, subtree: true });
  }, options);
}
