// What a user does first: look at the examples, read what is wrong, press the light bulb.
import assert from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { examples } from '../../scripts/lib/paths.mjs';
import { temporaryFolder } from '../../scripts/lib/temp.mjs';
import { openWorkbench } from './workbench.mjs';

const FILE = '.taskcluster.yml';
const PAIR = `      provisionerId: \${trustDomain}-\${level}
      workerType: decision # kept warm, starts in seconds
`;
const QUEUE = `      taskQueueId: \${trustDomain}-\${level}/decision # kept warm, starts in seconds
`;

describe('The packaged extension', function () {
  this.timeout(120_000);
  this.bail(true); // each step goes on from the one before
  /** @type {Awaited<ReturnType<typeof openWorkbench>>} */
  let workbench;
  const temporary = temporaryFolder();
  const folder = join(temporary.path, 'examples');
  const onDisk = () => readFileSync(join(folder, FILE), 'utf8');

  before(async () => {
    cpSync(examples, folder, { recursive: true });
    workbench = await openWorkbench(folder);
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await workbench.screenshot('failure');
  });

  after(async () => {
    await workbench?.close();
    temporary.remove();
  });

  it('underlines the bad worker type and strikes the deprecated pair through', async () => {
    await workbench.open(FILE);
    await workbench.errors.first().waitFor();
    await workbench.deprecated.first().waitFor();
    await workbench.screenshot('1-findings');
  });

  it('says in a hover what is wrong and that it can be repaired', async () => {
    const message = workbench.hover.filter({ hasText: 'worker-type-format' });
    const fix = message.getByText(/^Quick Fix/);
    // The editor asks for fixes once for each hover and forgets the answer if the hover is drawn anew meanwhile, as it
    // is while much is going on: then a user moves the mouse again.
    for (let tries = 1; tries <= 6 && !(await fix.isVisible()); tries++) {
      await workbench.page.mouse.move(5, 5);
      await message.waitFor({ state: 'hidden' });
      await workbench.word('workerType: B_Linux', 'B_Linux').hover();
      await message.waitFor();
      await fix.waitFor({ timeout: 4000 }).catch(() => {});
    }
    assert.match(await message.textContent(), /B_Linux/);
    await fix.waitFor();
    await workbench.screenshot('2-hover');
  });

  it('offers the migration at the light bulb', async () => {
    await workbench.pressLightBulb(
      workbench.word('provisionerId: ${trustDomain}', 'provisionerId'),
      'Convert to taskQueueId',
    );
    await workbench.screenshot('3-light-bulb');
  });

  it('migrates the pair and nothing else', async () => {
    const before = onDisk();
    await workbench.click(workbench.action('Convert to taskQueueId'));
    await workbench.unsaved.waitFor();
    await workbench.screenshot('4-migrated');
    await workbench.page.keyboard.press('Control+s');
    await workbench.unsaved.waitFor({ state: 'detached' });
    // The tab may be clean a moment before the file is.
    while (onDisk() === before) await workbench.page.waitForTimeout(50);
    assert.equal(onDisk(), before.replace(PAIR, QUEUE));
  });
});
