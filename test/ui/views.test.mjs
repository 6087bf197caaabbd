// The task graph and the page of a worker pool in a real editor: opened by their commands, live, and as they were after another
// tab was in front of them. What the pages themselves do is tested without the editor, in `graph-page` and `pool-page`.
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startDemoDeployment } from '../../scripts/demo-deployment/server.mjs';
import { examples } from '../../scripts/lib/paths.mjs';
import { temporaryFolder } from '../../scripts/lib/temp.mjs';
import { cursorIn, FOLLOWS_COLORS, itFollowsThemes, lineOf, viewIn } from './views.mjs';
import { openWorkbench } from './workbench.mjs';

const GRAPH = 'graph/task-graph.json';
const TEXT = readFileSync(join(examples, GRAPH), 'utf8');
const LINUX = 'lighthouse-1/linux';

describe('Views in the packaged extension:', () => {
  /** @type {Awaited<ReturnType<typeof openWorkbench>>} */
  let workbench;
  /** @type {import('../../scripts/demo-deployment/types.d.mts').DemoDeployment} */
  let demo;
  const temporary = temporaryFolder();
  const view = () => viewIn(workbench);
  const tab = (title) => workbench.page.locator('.tab', { hasText: title });

  before(async function () {
    this.timeout(180_000);
    const folder = join(temporary.path, 'examples');
    cpSync(examples, folder, { recursive: true });
    demo = await startDemoDeployment();
    workbench = await openWorkbench(folder, { rootUrl: demo.rootUrl, settings: FOLLOWS_COLORS });
    await workbench.openPath(GRAPH);
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await workbench.screenshot('failure');
  });

  after(async () => {
    await workbench?.close();
    await demo?.stop();
    temporary.remove();
  });

  describe('the task graph', function () {
    this.timeout(120_000);
    this.bail(true); // each step goes on from the one before
    const row = (label) => view().getByRole('grid', { name: 'Tasks' }).getByRole('row', { name: label });

    it('is opened by its command', async () => {
      await workbench.run('Taskcluster: Show Task Graph');
      await view().getByRole('img', { name: '2 tasks in 2 layers' }).waitFor();
    });

    itFollowsThemes('graph', () => workbench);

    it('leads from a task to its line', async () => {
      await view().getByRole('button', { name: 'Table', exact: true }).click();
      await row(/^test-linux/).dblclick();
      await cursorIn(workbench, lineOf(TEXT, 'KRvcxTmQRrmPCTF2bhOvsA'));
    });

    it('follows the file while it is edited', async () => {
      const { page, click, word, unsaved } = workbench;
      await click(word(/"label":\s"test-linux"/, 'test-linux'));
      await page.keyboard.type('anew');
      await row(/^test-anewlinux/).waitFor();
      for (let key = 0; key < 'anew'.length; key++) await page.keyboard.press('Backspace');
      await row(/^test-linux/).waitFor();
      await page.keyboard.press('Control+s');
      await unsaved.waitFor({ state: 'detached' });
    });

    it('is as it was after another tab was in front of it', async () => {
      await row(/^build-linux/).click();
      await view().locator('[aria-selected="true"]', { hasText: 'build-linux' }).waitFor();
      await workbench.run('Taskcluster: Show Worker Pool Details');
      await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: LINUX }).first().waitFor();
      await workbench.page.keyboard.type(LINUX);
      await workbench.page.keyboard.press('Enter');
      await view().getByRole('heading', { name: LINUX }).waitFor();
      await tab('Graph task-graph.json').click();
      await view().locator('[aria-selected="true"]', { hasText: 'build-linux' }).waitFor();
    });
  });

  describe('the page of a worker pool', function () {
    this.timeout(120_000);
    this.bail(true);

    it('shows what the deployment says, and the workspace', async () => {
      await tab(LINUX).click();
      await view().getByRole('heading', { name: LINUX }).waitFor();
      await view().getByText('12 running').first().waitFor();
      await view().getByRole('region', { name: 'Launch Configs' }).waitFor();
    });

    itFollowsThemes('pool', () => workbench);

    it('follows the deployment', async () => {
      demo.setPool(LINUX, { pending: 41 });
      await view().getByRole('button', { name: 'Refresh' }).click();
      await view().getByText('41 pending').first().waitFor();
    });

    it('is as it was after another tab was in front of it', async () => {
      const numbers = view().getByRole('table', { name: 'The numbers of the capacity' });
      await view().getByText('Show the numbers').first().click();
      await numbers.waitFor();
      await tab('Graph task-graph.json').click();
      await view().getByRole('grid', { name: 'Tasks' }).waitFor();
      await tab(LINUX).click();
      await numbers.waitFor();
    });
  });
});
