// Views of the extension in a real editor: their pages, in each theme.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

const THEMES = /** @type {const} */ ([
  ['light', 'light', 'none', 'vscode-light'],
  ['dark', 'dark', 'none', 'vscode-dark'],
  ['high-contrast', 'dark', 'active', 'vscode-high-contrast'],
]);

/** Settings with which the editor follows the colours that a test asks the browser for. */
export const FOLLOWS_COLORS = { 'window.autoDetectColorScheme': true };

/** @typedef {Awaited<ReturnType<typeof import('./workbench.mjs').openWorkbench>>} Workbench */

/**
 * The page of the view that is shown: the newest one, as the view that it takes the place of stays for a moment.
 * @param {Workbench} workbench
 */
export const viewIn = ({ page }) => page.frameLocator('iframe.webview:visible').last().frameLocator('#active-frame');

/**
 * Clicks on something in a view for as long as a person does. The editor learns in the course of it that the view has the
 * focus; in a shorter click it may learn that last, after the view has given the focus to a text.
 * @param {import('playwright-core').Locator} target
 */
export const clickIn = (target) => target.click({ delay: 150 });

/**
 * Waits until the cursor is in this line, counted from 1.
 * @param {Workbench} workbench
 * @param {number} line
 */
export const cursorIn = ({ page }, line) =>
  page.locator('[id="status.editor.selection"]', { hasText: new RegExp(`Ln ${line},`) }).waitFor();

/**
 * The line of a text, counted from 1, that contains another.
 * @param {string} text
 * @param {string} part
 */
export const lineOf = (text, part) => text.split('\n').findIndex((line) => line.includes(part)) + 1;

/**
 * Tests of the view that is shown.
 * @param {string} name of its screenshots
 * @param {() => Workbench} workbench with `FOLLOWS_COLORS`
 */
export function itFollowsThemes(name, workbench) {
  for (const [theme, colorScheme, forcedColors, kind] of THEMES)
    it(`follows the theme, and axe-core finds nothing serious, in ${theme}`, async () => {
      const { page, screenshot } = workbench();
      await page.emulateMedia({ colorScheme, forcedColors });
      const body = viewIn(workbench()).locator(`body.${kind}`);
      await body.waitFor();
      await page.waitForTimeout(500); // colours fade over
      await screenshot(`${name}-${theme}`);
      const frame = await (await body.elementHandle())?.ownerFrame();
      const found = await frame?.evaluate(`${AXE}; axe.run(document)`);
      const serious = found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      assert.deepEqual(
        serious.map(({ id }) => id),
        [],
      );
    });
}
