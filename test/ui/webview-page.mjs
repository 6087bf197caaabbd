// The page of a webview in a browser, without the editor around it: the built script and style sheet, under the policy that the
// extension sets, with a stand-in for what the editor gives the page.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { openBrowser } from '../../scripts/lib/browser.mjs';
import { ensureChromium } from '../../scripts/lib/install-chromium.mjs';
import { dist, root } from '../../scripts/lib/paths.mjs';
import { THEMES } from './themes.mjs';

const ORIGIN = 'https://webview.example';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
const TYPES = { js: 'text/javascript', css: 'text/css' };

/** The page as the extension writes it. */
async function htmlOf(bundle) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(root, 'client/panels/page.ts')],
    format: 'esm',
    write: false,
    bundle: true,
  });
  const { pageOf, newNonce } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  const [script, style] = [`${ORIGIN}/${bundle}.js`, `${ORIGIN}/${bundle}.css`];
  return pageOf({ title: bundle, script, style, cspSource: ORIGIN, nonce: newNonce() });
}

/**
 * Opens the page of a webview.
 * @param {string} bundle the name of its script in `dist/webview/`
 * @param {{ width?: number, height?: number }} [viewport]
 */
export async function openWebview(bundle, { width = 900, height = 800 } = {}) {
  const browser = await openBrowser(await ensureChromium((line) => console.log(line)), { width, height });
  const { page } = browser;
  page.setDefaultTimeout(10_000);
  const html = await htmlOf(bundle);
  /** What went wrong in the page: errors, and what the policy has refused. */
  const wrong = [];
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') wrong.push(message.text());
  });
  page.on('dialog', (dialog) => {
    wrong.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  await page.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    if (url.origin !== ORIGIN) {
      wrong.push(`asks for ${url}`);
      return route.abort();
    }
    if (url.pathname === '/') return route.fulfill({ contentType: 'text/html', body: html });
    const body = readFileSync(join(dist, 'webview', url.pathname));
    return route.fulfill({ contentType: TYPES[url.pathname.split('.').pop()], body });
  });
  await page.addInitScript(() => {
    window.sent = [];
    window.kept = undefined;
    window.acquireVsCodeApi = () => ({
      postMessage: (message) => window.sent.push(message),
      setState: (state) => {
        window.kept = state;
      },
      getState: () => window.kept,
    });
  });
  await page.goto(`${ORIGIN}/`);
  return {
    page,
    wrong,
    /** Shows what the extension sends, and waits until it is drawn. */
    async show(changes) {
      await page.evaluate(async (data) => {
        window.postMessage(data, '*');
        await new Promise((done) => setTimeout(() => requestAnimationFrame(() => setTimeout(done))));
      }, changes);
    },
    /** What the page has sent since it was last asked. */
    sent: () => page.evaluate(() => window.sent.splice(0)),
    /** What the editor keeps for the page. */
    kept: () => page.evaluate(() => window.kept),
    /** Shows the colours of a theme: `light`, `dark`, `high-contrast`. */
    async setTheme(/** @type {keyof typeof THEMES} */ name) {
      await page.evaluate((variables) => {
        for (const [key, value] of Object.entries(variables)) document.documentElement.style.setProperty(key, value);
      }, THEMES[name]);
    },
    /** What axe-core finds that is serious or worse. */
    async seriousFlaws() {
      const found = await page.evaluate(`${AXE}; axe.run(document)`);
      return found.violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html: element }) => element).join(' ')}`);
    },
    close: () => browser.close(),
  };
}
