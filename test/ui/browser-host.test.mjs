// The same extension where there is no Node: in the browser's extension host, its language server in a web worker.
import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { startDemoDeployment } from '../../scripts/demo-deployment/server.mjs';
import { examples } from '../../scripts/lib/paths.mjs';
import { temporaryFolder } from '../../scripts/lib/temp.mjs';
import { openWorkbench } from './workbench.mjs';

describe('The extension in the browser', function () {
  this.timeout(120_000);
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

  after(async () => {
    await workbench?.close();
    await demo?.stop();
    temporary.remove();
  });

  it('looks worker pools up', async () => {
    await workbench.openPath('live/.taskcluster.yml');
    await workbench.lens('12 of 50 running, 3 pending').waitFor();
    await workbench.screenshot('11-browser-live');
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
