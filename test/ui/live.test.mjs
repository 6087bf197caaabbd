// What a user sees of a deployment: which pool is short of workers, what a name should have been, and what to do.
import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { startDemoDeployment } from '../../scripts/demo-deployment/server.mjs';
import { examples } from '../../scripts/lib/paths.mjs';
import { temporaryFolder } from '../../scripts/lib/temp.mjs';
import { openWorkbench } from './workbench.mjs';

const FILE = 'live/.taskcluster.yml';
const HOOK = 'hooks/nightly.json';
const PAYLOADS = 'live/payloads.yml';
const WINDOWS = /taskQueueId:\slighthouse-1\/windows$/;
const [LINUX, TYPO] = [/taskQueueId:\slighthouse-1\/linux$/, /taskQueueId:\slighthouse-1\/linux-smal$/];

describe('The packaged extension beside a deployment', function () {
  this.timeout(120_000);
  this.bail(true); // each step goes on from the one before
  /** @type {Awaited<ReturnType<typeof openWorkbench>>} */
  let workbench;
  /** @type {import('../../scripts/demo-deployment/types.d.mts').DemoDeployment} */
  let demo;
  const temporary = temporaryFolder();
  const folder = join(temporary.path, 'examples');
  const poolName = () => workbench.word(LINUX, 'lighthouse-1/linux');

  before(async () => {
    cpSync(examples, folder, { recursive: true });
    demo = await startDemoDeployment();
    workbench = await openWorkbench(folder, {
      rootUrl: demo.rootUrl,
      settings: { 'window.autoDetectColorScheme': true },
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

  /** Moves the mouse away, and back until what the editor shows has all the answers in it. */
  async function hoverUntil(target, text) {
    const message = workbench.hover.filter({ hasText: text });
    for (let tries = 1; tries <= 6 && !(await message.isVisible()); tries++) {
      await workbench.page.mouse.move(5, 5);
      await workbench.hover.first().waitFor({ state: 'hidden' });
      await target.hover();
      await message.waitFor({ timeout: 4000 }).catch(() => {});
    }
    await message.waitFor();
    return message;
  }

  it('says above each task what runs in its pool, and warns of the pools that do not work', async () => {
    await workbench.openPath(FILE);
    await workbench.lens('12 of 50 running, 3 pending, re-registers every day').waitFor();
    await workbench.lens('lighthouse-1/linux-smal: no such worker pool').waitFor();
    await workbench.warnings.first().waitFor();
    await workbench.screenshot('6-live');
  });

  for (const [colorScheme, theme] of [
    ['light', '.vs'],
    ['dark', '.vs-dark'],
  ]) {
    it(`shows in a hover how full a pool is, in a ${colorScheme} theme`, async () => {
      await workbench.page.emulateMedia({ colorScheme });
      await workbench.page.locator(`.monaco-workbench${theme}`).waitFor();
      const message = await hoverUntil(poolName(), '3 pending, 11 claimed');
      assert.match(await message.textContent(), /12 running.*3 requested.*1 stopping.*at most 50/);
      const picture = message.locator('img').first();
      await picture.waitFor();
      // A picture that the editor refuses or cannot read has no size of its own.
      assert.ok(await picture.evaluate((image) => image.complete && image.naturalWidth >= 100));
      await workbench.screenshot(`7-capacity-${colorScheme}`);
    });
  }

  it('offers the nearest pool for one that does not exist', async () => {
    // Its line must not lie below the scroll bar at the bottom of the editor.
    await workbench.page.setViewportSize({ width: 1280, height: 1300 });
    await workbench.pressLightBulb(
      workbench.word(TYPO, 'lighthouse-1/linux-smal'),
      'Change to lighthouse-1/linux-small',
    );
    await workbench.screenshot('8-unknown-pool');
    await workbench.click(workbench.action('Change to lighthouse-1/linux-small'));
    await workbench.lens('lighthouse-1/linux-small: 20 of 20 running, 57 pending').waitFor();
  });

  it('completes the pools that there are, with their capacity', async () => {
    const { page } = workbench;
    await workbench.click(poolName());
    await page.keyboard.press('End');
    for (const _ of 'linux') await page.keyboard.press('Backspace');
    await page.keyboard.press('Control+Space');
    await workbench.suggestion('lighthouse-1/windows').waitFor();
    await workbench.suggestion('3 of 16 running').waitFor();
    await workbench.screenshot('9-completion');
    await page.keyboard.press('Escape');
    await page.keyboard.type('linux');
  });

  it('lists the pools of the workspace and of the deployment', async () => {
    await workbench.openPools();
    await workbench.pool('Used in This Workspace').waitFor();
    await workbench.pool('lighthouse-1/linux-old').waitFor();
    // A file that is opened meanwhile brings its pools.
    await workbench.quickOpen(HOOK);
    await workbench.pool('lighthouse-3/linux-large').waitFor();
    await workbench.pool(/^All of/).click();
    // The click may have been lost while the view was drawn anew; this key unfolds a line and never folds it.
    await workbench.page.keyboard.press('ArrowRight');
    await workbench.pool('lighthouse-t/mac').waitFor();
    await workbench.screenshot('10-worker-pools');
  });

  it('says which payloads a pool does not take, which pools would, and what it drops', async () => {
    const { page } = workbench;
    await page.keyboard.press('Escape');
    await workbench.quickOpen(PAYLOADS);
    await workbench.lens('lighthouse-1/windows: 3 of 16 running').waitFor();
    await workbench.warnings.first().waitFor();
    const message = await hoverUntil(
      workbench.word(WINDOWS, 'lighthouse-1/windows'),
      'A docker-worker payload cannot run here',
    );
    assert.match(await message.first().textContent(), /"lighthouse-1\/linux".* would take it/);
    await workbench.screenshot('11-payload-pool');
    await workbench.pressLightBulb(workbench.word(WINDOWS, 'lighthouse-1/windows'), 'Change to lighthouse-1/decision');
    await workbench.screenshot('12-payload-pools-offered');
    await page.keyboard.press('Escape');
  });

  it('says in the tree which payloads a pool takes', async () => {
    await workbench.page.getByRole('treeitem', { name: 'lighthouse-1/linux,' }).first().hover();
    await workbench.hover.filter({ hasText: 'Payloads: docker-worker (D2G) and generic-worker for Linux' }).waitFor();
    await workbench.screenshot('13-payloads-in-tree');
  });
});
