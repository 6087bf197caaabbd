// The same extension where there is no Node: in the browser's extension host, its language server in a web worker.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { examples } from '../../scripts/lib/paths.mjs';
import { temporaryFolder } from '../../scripts/lib/temp.mjs';
import { openWorkbench } from './workbench.mjs';

describe('The extension in the browser', function () {
  this.timeout(120_000);
  /** @type {Awaited<ReturnType<typeof openWorkbench>>} */
  let workbench;
  const temporary = temporaryFolder();
  const folder = join(temporary.path, 'examples');

  before(async () => {
    cpSync(examples, folder, { recursive: true });
    workbench = await openWorkbench(folder, { host: 'browser' });
  });

  after(async () => {
    await workbench?.close();
    temporary.remove();
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
});
