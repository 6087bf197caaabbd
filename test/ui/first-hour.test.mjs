// What a newcomer does in the first hour: sees what can be converted, converts it, asks again, looks at the settings.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { startDemoDeployment } from '../../scripts/demo-deployment/server.mjs';
import { examples } from '../../scripts/lib/paths.mjs';
import { temporaryFolder } from '../../scripts/lib/temp.mjs';
import { openWorkbench } from './workbench.mjs';

const CONVERT = 'Convert provisionerId and workerType to taskQueueId in This File';
const EXCLUDE = 'taskcluster.files.exclude';

describe('The packaged extension in its first hour', function () {
  this.timeout(300_000);
  this.bail(true); // each step goes on from the one before
  /** @type {Awaited<ReturnType<typeof openWorkbench>>} */
  let workbench;
  /** @type {import('../../scripts/demo-deployment/types.d.mts').DemoDeployment} */
  let demo;
  const temporary = temporaryFolder();
  const folder = join(temporary.path, 'examples');

  before(async () => {
    cpSync(examples, folder, { recursive: true });
    mkdirSync(join(folder, 'old'));
    renameSync(join(folder, 'hooks/nightly.json'), join(folder, 'old/nightly.json'));
    demo = await startDemoDeployment();
    workbench = await openWorkbench(folder, {
      rootUrl: demo.rootUrl,
      settings: { 'window.autoDetectColorScheme': true, [EXCLUDE]: ['old/**'], 'explorer.autoReveal': false },
    });
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await workbench.screenshot('failure');
  });

  after(async () => {
    await workbench?.close();
    await demo?.stop();
    temporary.remove();
  });

  /** The same picture by day and by night. */
  async function screenshots(name) {
    for (const colors of /** @type {const} */ (['dark', 'light'])) {
      await workbench.setColors(colors);
      await workbench.page.waitForTimeout(500); // colours fade over
      await workbench.screenshot(`${name}-${colors}`);
    }
  }

  async function close(message) {
    await message.hover();
    await message.locator('.codicon-notifications-clear').click();
    await message.waitFor({ state: 'detached' });
  }

  it('has first steps, with a picture for each, that begin with opening a file', async () => {
    await workbench.run('Taskcluster: Get Started');
    const { page } = workbench;
    await page.keyboard.press('Control+b'); // the pictures need room
    await page.getByText('Get Started with Taskcluster').first().waitFor();
    for (const title of ['Open a task file', 'Fix all that can be fixed', 'Preview what a push creates']) {
      await page.locator('.getting-started-step', { hasText: title }).click();
      const image = page.locator('.getting-started-media img');
      await image.waitFor();
      assert.ok(await image.evaluate((/** @type {HTMLImageElement} */ { naturalWidth }) => naturalWidth > 0), title);
    }
    await screenshots('11-first-steps');
    await page.locator('.getting-started-step', { hasText: 'Preview what' }).getByText('Preview Tasks').click();
    await workbench.message('Open the file with the tasks first.').getByText('Open a File…').click();
    await page.locator('.quick-input-list .monaco-list-row', { hasText: '.taskcluster.yml' }).first().waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+b');
  });

  it('shows at the top of a file how many pairs can be converted, and strikes only their keys through', async () => {
    await workbench.openPath('.taskcluster.yml');
    await workbench.lens('Convert 2 pairs to taskQueueId').waitFor();
    await workbench.deprecated.first().waitFor();
    const struck = await workbench.deprecated.allTextContents();
    assert.deepEqual([...new Set(struck)].sort(), ['provisionerId', 'workerType']);
    await screenshots('12-pairs');
  });

  it('shows it beside the language of the file too', async () => {
    await workbench.openLanguageStatus();
    await workbench.page.getByText('2 pairs can be converted').waitFor();
    await screenshots('13-status');
    await workbench.page.keyboard.press('Escape');
  });

  it('converts the file at its top, and says so', async () => {
    await workbench.click(workbench.lens('Convert 2 pairs').locator('a', { hasText: 'Convert 2 pairs' }));
    const message = workbench.message('Converted 2 pairs to taskQueueId.');
    await message.waitFor();
    await workbench.lens('Convert 2 pairs').waitFor({ state: 'detached' });
    await screenshots('14-converted');
    await close(message);
  });

  it('says why there is nothing to convert', async () => {
    await workbench.run(CONVERT);
    const message = workbench.message('Nothing to convert: no task in this file names its queue with only');
    await message.waitFor();
    await screenshots('15-nothing');
    await message.getByText('Show Problems').click();
    await workbench.page.locator('.markers-panel').waitFor();
  });

  it('says which pairs stay and why, and shows them', async () => {
    await workbench.quickOpen('tasks/smoke-test.yml');
    await workbench.deprecated.first().waitFor();
    await workbench.run(CONVERT);
    const message = workbench.message('1 pair stays. Line 2:');
    await message.waitFor();
    await screenshots('16-stays');
    await message.getByRole('button', { name: 'Show' }).click();
    await workbench.page.locator('[id="status.editor.selection"]', { hasText: 'Ln 2' }).waitFor();
  });

  it('makes no offer any more in a file where it was dismissed', async () => {
    await workbench.quickOpen('graph/task-graph.json');
    const offer = workbench.lens('Convert 1 pair');
    await offer.waitFor();
    await workbench.click(offer.locator('a', { hasText: 'Dismiss' }));
    await offer.waitFor({ state: 'detached' });
    await workbench.page.reload();
    await workbench.openPath('graph/task-graph.json');
    await workbench.deprecated.first().waitFor();
    assert.equal(await offer.count(), 0);
  });

  it('names the setting that leaves a file out', async () => {
    await workbench.quickOpen('old/nightly.json');
    await workbench.openLanguageStatus();
    await workbench.page.getByText(`Excluded by ${EXCLUDE}`).waitFor();
    await screenshots('17-excluded');
    await workbench.page.keyboard.press('Escape');
  });

  it('has its rules as a table in the settings, with the levels to choose from', async () => {
    await workbench.run('Preferences: Open Settings (UI)');
    await workbench.page.locator('.settings-editor .settings-header').waitFor();
    await workbench.page.keyboard.type('taskcluster.rules');
    const setting = workbench.page.locator('.setting-item-contents', { hasText: 'The severity of each rule' });
    await setting.getByText('Add Item').click();
    await setting.locator('select').nth(1).waitFor();
    await screenshots('18-rules');
  });
});
