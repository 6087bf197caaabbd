// The preview in a real editor: opened at the top of the file, live while typing, with the keyboard, back after a restart.
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startDemoDeployment } from '../../scripts/demo-deployment/server.mjs';
import { examples } from '../../scripts/lib/paths.mjs';
import { temporaryFolder } from '../../scripts/lib/temp.mjs';
import { clickIn, cursorIn, FOLLOWS_COLORS, itFollowsThemes, lineOf, viewIn } from './views.mjs';
import { openWorkbench } from './workbench.mjs';

const FILE = 'live/.taskcluster.yml';
const TEXT = readFileSync(join(examples, FILE), 'utf8');

describe('The preview in the packaged extension', function () {
  this.timeout(180_000);
  this.bail(true); // each step goes on from the one before
  /** @type {Awaited<ReturnType<typeof openWorkbench>>} */
  let workbench;
  /** @type {import('../../scripts/demo-deployment/types.d.mts').DemoDeployment} */
  let demo;
  const temporary = temporaryFolder();
  const folder = join(temporary.path, 'examples');
  const view = () => viewIn(workbench);
  const task = (name) => view().getByRole('listbox', { name: 'Tasks' }).getByRole('option', { name });

  before(async () => {
    cpSync(examples, folder, { recursive: true });
    demo = await startDemoDeployment();
    workbench = await openWorkbench(folder, {
      rootUrl: demo.rootUrl,
      settings: FOLLOWS_COLORS,
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

  it('says at the top of a file what comes of events, and opens the preview from there', async () => {
    await workbench.openPath(FILE);
    const lens = workbench.lens('tasks for').first();
    await lens.waitFor();
    await workbench.click(lens.locator('a').first());
    await task('Build').waitFor();
  });

  it('shows the capacity of the queue, and the definition', async () => {
    await view()
      .getByText(/of 50 running/)
      .first()
      .waitFor();
    await view().getByRole('listbox', { name: 'Definition' }).getByText('description: Builds the lamp').waitFor();
  });

  it('leads from each field of a task to its line', async () => {
    for (const [button, source] of [
      ['lighthouse-1/linux', 'taskQueueId: lighthouse-1/linux'],
      ['Build', 'name: Build'],
    ]) {
      await clickIn(view().getByRole('button', { name: button, exact: true }));
      await cursorIn(workbench, lineOf(TEXT, source));
    }
    await clickIn(view().getByRole('listbox', { name: 'Definition' }).getByText('description: Builds'));
    await cursorIn(workbench, lineOf(TEXT, 'description: Builds'));
  });

  it('marks the task at the cursor', async () => {
    await view().locator('.tasks .here', { hasText: 'Build' }).waitFor();
    await workbench.click(workbench.word(/name:\sDecision/, 'Decision'));
    await view().locator('.tasks .here', { hasText: 'Decision' }).waitFor();
  });

  it('follows the file while it is edited', async () => {
    await workbench.page.keyboard.press('End');
    await workbench.page.keyboard.type(' anew');
    await task('Decision anew').waitFor();
    for (let key = 0; key < ' anew'.length; key++) await workbench.page.keyboard.press('Backspace');
    await task('Decision anew').waitFor({ state: 'detached' });
    await workbench.page.keyboard.press('Home');
    await workbench.page.keyboard.press('Control+s');
    await workbench.unsaved.waitFor({ state: 'detached' });
  });

  it('works by the keyboard alone: open, choose an event, go to a task, jump to its line', async () => {
    await workbench.run('Taskcluster: Preview Tasks');
    const focused = (selector) => view().locator(`${selector}:focus`);
    await focused('select').waitFor();
    const before = await view().locator('select').inputValue();
    await workbench.page.keyboard.press('ArrowDown');
    while ((await view().locator('select').inputValue()) === before) await workbench.page.waitForTimeout(50);
    await workbench.page.keyboard.press('ArrowUp');
    for (let tabs = 0; tabs < 20 && !(await focused('.tasks').count()); tabs++)
      await workbench.page.keyboard.press('Tab');
    await workbench.page.keyboard.press('Home');
    await view().locator('.tasks [aria-selected="true"]', { hasText: 'Build' }).waitFor();
    await workbench.page.keyboard.press('Enter');
    await cursorIn(workbench, lineOf(TEXT, 'as_slugid("build")'));
  });

  itFollowsThemes('preview', () => workbench);

  it('compares two events in the diff editor', async () => {
    await view().getByRole('button', { name: 'Compare…' }).click();
    await workbench.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await workbench.page.keyboard.press('Enter');
    await workbench.page.locator('.monaco-diff-editor').waitFor();
    await workbench.screenshot('preview-compared');
  });

  it('comes back with the window, as it was', async () => {
    await task('Decision').click();
    await view().locator('.tasks [aria-selected="true"]', { hasText: 'Decision' }).waitFor();
    await workbench.page.waitForTimeout(8000); // the editor writes down every few seconds what is open
    await workbench.page.reload();
    await view().locator('.tasks [aria-selected="true"]', { hasText: 'Decision' }).waitFor({ timeout: 120_000 });
  });
});
