// The same extension where there is no Node: in the browser's extension host, its language server in a web worker.
import assert from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startDemoDeployment } from '../../scripts/demo-deployment/server.mjs';
import { examples } from '../../scripts/lib/paths.mjs';
import { temporaryFolder } from '../../scripts/lib/temp.mjs';
import { clickIn, cursorIn, lineOf, viewIn } from './views.mjs';
import { openWorkbench } from './workbench.mjs';

const FILE = 'live/.taskcluster.yml';
const TEXT = readFileSync(join(examples, FILE), 'utf8');
const LINUX = 'lighthouse-1/linux';

describe('The extension in the browser', function () {
  this.timeout(180_000);
  /** @type {Awaited<ReturnType<typeof openWorkbench>>} */
  let workbench;
  /** @type {import('../../scripts/demo-deployment/types.d.mts').DemoDeployment} */
  let demo;
  const temporary = temporaryFolder();
  const folder = join(temporary.path, 'examples');

  before(async () => {
    cpSync(examples, folder, { recursive: true });
    demo = await startDemoDeployment();
    // There is no environment: only the settings can name a deployment.
    const settings = { 'taskcluster.rootUrl': demo.rootUrl, 'explorer.autoReveal': false };
    workbench = await openWorkbench(folder, { host: 'browser', settings });
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await workbench.screenshot('failure');
  });

  after(async () => {
    await workbench?.close();
    await demo?.stop();
    temporary.remove();
  });

  it('looks worker pools up', async () => {
    await workbench.openPath(FILE);
    await workbench.lens('12 of 50 running, 3 pending').waitFor();
    await workbench.screenshot('11-browser-live');
  });

  it('opens the preview, the task graph and the page of a pool, which follow the file and lead to it', async () => {
    const { page } = workbench;
    const view = viewIn(workbench);
    await workbench.run('Taskcluster: Preview Tasks');
    const tasks = view.getByRole('listbox', { name: 'Tasks' });
    await tasks.getByRole('option', { name: 'Build' }).waitFor();
    const sheets = await view.locator('body').evaluate(() => [...document.styleSheets].map(({ href }) => href ?? ''));
    assert.ok(sheets.some((href) => href.endsWith('.css')));
    await clickIn(view.getByRole('button', { name: LINUX, exact: true }));
    await cursorIn(workbench, lineOf(TEXT, `taskQueueId: ${LINUX}`));
    await page.keyboard.type('lighthouse-1/windows'); // in place of what is selected now
    await view.getByRole('button', { name: 'lighthouse-1/windows', exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+s');
    await workbench.unsaved.waitFor({ state: 'detached' });
    await clickIn(view.getByRole('button', { name: 'Graph', exact: true }));
    await clickIn(view.getByRole('button', { name: 'Table', exact: true }));
    await view.getByRole('row', { name: /^Build/ }).dblclick();
    await cursorIn(workbench, lineOf(TEXT, 'as_slugid("build")'));
    await workbench.screenshot('browser-graph');
    await workbench.run('Taskcluster: Show Worker Pool Details');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: LINUX }).first().waitFor();
    await page.keyboard.type(LINUX);
    await page.keyboard.press('Enter');
    await view.getByRole('heading', { name: LINUX }).waitFor();
    await workbench.screenshot('browser-pool');
    await workbench.run('View: Close All Editors');
  });

  it('underlines mistakes and offers the migration', async () => {
    await workbench.open('.taskcluster.yml');
    await workbench.errors.first().waitFor();
    await workbench.deprecated.first().waitFor();
    await workbench.pressLightBulb(
      workbench.word('provisionerId: ${trustDomain}', 'provisionerId'),
      'Convert to taskQueueId',
    );
    await workbench.screenshot('5-browser');
  });

  // Here, as code-server's own Node host keeps no logs: it is installed without what writes them.
  it('writes into its log what it is, which files it checks, and what it asks of which deployment', async () => {
    const { page } = workbench;
    await workbench.run('Taskcluster: Show Output');
    // Only lines that can be seen are there.
    await workbench.run('View: Toggle Maximized Panel');
    await workbench.run('Taskcluster: Restart Language Server');
    const log = page.locator('.part.panel .view-lines').first();
    const lines = [
      /Taskcluster \d+\.\d+\.\d+ in .*: starting the language server/,
      /Language server \d+\.\d+\.\d+ has started in a web worker/,
      new RegExp(`Deployment ${demo.rootUrl}, asked without credentials`),
      /\.taskcluster\.yml: taskcluster-yml-v1; errors: 3, warnings: 0, pairs: 2/,
      /GET \/api\/worker-manager\/v1\/worker-pools: 200 \(\d+ ms\)/,
    ];
    let seen = '';
    const text = async () => ((await log.textContent()) ?? '').replace(/\u00a0/g, ' ');
    for (let tries = 1; tries <= 60 && !lines.every((line) => line.test(seen)); tries++) {
      await page.waitForTimeout(500);
      seen += `${await text()}\n`;
    }
    await workbench.screenshot('19-output');
    for (const line of lines) assert.match(seen, line);
  });
});
