// The parts of VS Code's page that the user interface test sees and touches.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { environmentFor } from '../../scripts/demo-deployment/cli.mjs';
import { openBrowser } from '../../scripts/lib/browser.mjs';
import { addToBrowserHost } from '../../scripts/lib/browser-host.mjs';
import { startCodeServer } from '../../scripts/lib/code-server.mjs';
import { ensureChromium } from '../../scripts/lib/install-chromium.mjs';
import { ensureCodeServer } from '../../scripts/lib/install-code-server.mjs';
import { dist, packageFile } from '../../scripts/lib/paths.mjs';

const screenshots = join(dist, 'screenshots');
const say = (line) => console.log(line);

/**
 * VS Code with the extension, on a folder.
 * @param {string} folder
 * @param {{ host?: 'packaged' | 'browser', rootUrl?: string, settings?: object }} [options] `packaged`: the .vsix,
 *   installed; `browser`: as in vscode.dev. `rootUrl`: the deployment that the environment names; none if left out
 */
export async function openWorkbench(folder, { host = 'packaged', rootUrl, settings = {} } = {}) {
  const chromium = await ensureChromium(say);
  const vsix = host === 'packaged' ? { vsix: packageFile() } : {};
  const server = await startCodeServer(await ensureCodeServer(say), {
    ...vsix,
    settings,
    env: environmentFor(rootUrl),
  });
  const browser = await openBrowser(chromium, { width: 1280, height: 1080 });
  const { page } = browser;
  page.setDefaultTimeout(120_000);
  mkdirSync(screenshots, { recursive: true });
  if (host === 'browser') await addToBrowserHost(page, new URL(server.address(folder)).origin);
  await page.goto(server.address(folder));
  return {
    page,
    editor: page.locator('.editor-instance .monaco-editor').first(),
    errors: page.locator('.squiggly-error'),
    deprecated: page.locator('.squiggly-inline-deprecated'),
    hover: page.locator('.monaco-hover:visible'),
    lightBulb: page.locator('[class*="codicon-gutter-lightbulb"]:visible, .lightBulbWidget:visible').first(),
    action: (title) => page.locator('.action-widget .monaco-list-row', { hasText: title }),
    unsaved: page.locator('.tab.dirty'),
    warnings: page.locator('.squiggly-warning'),
    lens: (text) => page.locator('.codelens-decoration', { hasText: text }),
    suggestion: (text) => page.locator('.suggest-widget .monaco-list-row', { hasText: text }),
    /** A message that has popped up. */
    message: (text) => page.locator('.notification-toast', { hasText: text }),
    /** What stands beside the language of the file, once it is opened. */
    languageStatus: page.locator('.hover-language-status, .monaco-hover .language-status').first(),
    /** Opens it. */
    async openLanguageStatus() {
      await this.click(page.locator('[id="status.languageStatus"]'));
    },
    /** Runs a command of the palette by its title. */
    async run(title) {
      const row = page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
      // A menu that is open, or that just closes, takes the keys; and what an earlier command shows may take the focus.
      for (let tries = 1; !(await row.isVisible()); tries++) {
        if (tries > 10) throw new Error(`The command palette does not offer "${title}"`);
        await page.keyboard.press('Escape');
        await page.keyboard.press('F1');
        const input = page.locator('.quick-input-widget input');
        await input.fill(`>${title}`, { timeout: 5000 }).catch(() => {});
        await row.waitFor({ timeout: 10_000 }).catch(() => {});
      }
      await page.keyboard.press('Enter');
    },
    /** Shows everything in the colours that people see by day or by night. */
    async setColors(/** @type {'light' | 'dark'} */ colorScheme) {
      await page.emulateMedia({ colorScheme });
      await page.locator(`.monaco-workbench.${colorScheme === 'dark' ? 'vs-dark' : 'vs'}`).waitFor();
    },
    /** A line of the view "Worker Pools". */
    pool: (text) => page.locator('.pane-body .monaco-list-row', { hasText: text }),
    openPools: () => page.locator('.activitybar .action-item a[aria-label^="Taskcluster"]').click(),

    /** Opens a file of the explorer. */
    open: (name) => page.locator(`.explorer-folders-view [aria-label^="${name}"]`).dblclick(),
    /** Opens a file of the folder by its path. */
    async openPath(path) {
      await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
      await this.quickOpen(path);
    },
    /** The same, whatever stands in the side bar. */
    async quickOpen(path) {
      const name = path.split('/').pop();
      await page.keyboard.press('Control+p');
      await page.locator('.quick-input-widget input').fill(path);
      await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().waitFor();
      await page.keyboard.press('Enter');
      await page.locator('.tab.active', { hasText: name }).waitFor();
    },
    /** The piece of a line that holds this text and nothing before it. */
    word: (line, text) =>
      page.locator('.view-line', { hasText: line }).locator('span > span', { hasText: text }).first(),
    /**
     * Moves the mouse there and clicks. Not the locator's own click, which may scroll the editor first.
     * @param {import('playwright-core').Locator} target
     * @param {{ timeout?: number }} [options] how many milliseconds to wait for it; the page's usual time if left out
     */
    async click(target, options) {
      let box;
      // What is drawn anew between the two questions has no place for a moment.
      for (let tries = 1; !box && tries <= 20; tries++) {
        await target.waitFor(options);
        box = await target.boundingBox();
      }
      if (!box) throw new Error('There is no place to click at');
      const { x, y, width, height } = box;
      await page.mouse.click(x + width / 2, y + height / 2);
    },
    /**
     * Puts the cursor on a piece of text, presses the light bulb and waits for that action in its menu. Tries again, as a
     * user would, when the editor was too busy to answer, or when a code lens came and moved the text away.
     */
    async pressLightBulb(target, title) {
      const wanted = this.action(title);
      for (let tries = 1; tries <= 8 && !(await wanted.isVisible()); tries++) {
        await page.keyboard.press('Escape');
        await this.click(target, { timeout: 10_000 }).catch(() => {});
        // The editor asks for a light bulb only when the cursor moves, and it may be there already.
        await page.keyboard.press('ArrowRight');
        await page.keyboard.press('ArrowLeft');
        await page.keyboard.press('Escape'); // a hover may cover the light bulb
        await this.click(this.lightBulb, { timeout: 5000 }).catch(() => {});
        await wanted.waitFor({ timeout: 4000 }).catch(() => {});
      }
      await wanted.waitFor({ timeout: 5000 });
    },
    screenshot: (name) => page.screenshot({ path: join(screenshots, `${name}.png`) }),

    async close() {
      await browser.close();
      await server.stop();
    },
  };
}
