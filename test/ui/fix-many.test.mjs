// Someone changes many files at once: sees all changes first, chooses, and reads what stays.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../scripts/lib/temp.mjs';
import { openWorkbench } from './workbench.mjs';

const task = (name, queue) => `${queue}
priority: normal
created: 2026-01-01T00:00:00.000Z
deadline: 2026-01-02T00:00:00.000Z
payload: {}
metadata:
  name: ${name}
  description: Runs every night
  owner: someone@example.com
  source: https://github.com/example/project
`;
const PAIR = 'provisionerId: proj-example\nworkerType: linux';
const QUEUE = 'taskQueueId: proj-example/linux';
const NAMES = ['build', 'lint', 'test'];

describe('The packaged extension, on many files', function () {
  this.timeout(300_000);
  this.bail(true); // each step goes on from the one before
  /** @type {Awaited<ReturnType<typeof openWorkbench>>} */
  let workbench;
  const temporary = temporaryFolder();
  const folder = join(temporary.path, 'many');
  const onDisk = () => NAMES.map((name) => readFileSync(join(folder, `${name}.yml`), 'utf8'));
  const preview = () => workbench.page.locator('.bulk-edit-panel');
  /** How many lines of the preview are ticked: those of files, and those of changes. */
  const ticked = async () => {
    const boxes = preview().locator('.edit-checkbox');
    await boxes.nth(NAMES.length * 2 - 1).waitFor();
    const states = await boxes.evaluateAll((all) => all.map((box) => box.getAttribute('aria-checked')));
    return states.filter((state) => state === 'true').length;
  };
  const untilFiles = async (wanted) => {
    const expected = NAMES.map(wanted);
    while (JSON.stringify(onDisk()) !== JSON.stringify(expected)) await workbench.page.waitForTimeout(100);
  };

  before(async () => {
    mkdirSync(folder);
    for (const name of NAMES) writeFileSync(join(folder, `${name}.yml`), task(name, PAIR));
    writeFileSync(join(folder, '.taskcluster.yml'), 'version: 1\ntasks:\n  - workerType: [\n');
    workbench = await openWorkbench(folder);
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await workbench.screenshot('failure');
  });

  after(async () => {
    await workbench?.close();
    temporary.remove();
  });

  it('shows the migration first, with every change ticked, and makes none before that', async () => {
    await workbench.run('Taskcluster: Migrate Workspace to taskQueueId');
    await preview().waitFor();
    assert.equal(await ticked(), 2 * NAMES.length);
    await workbench.screenshot('fix-many-migrate');
    assert.deepEqual(
      onDisk(),
      NAMES.map((name) => task(name, PAIR)),
    );
  });

  it('makes the changes, and reports what stays', async () => {
    await preview().getByRole('button', { name: 'Apply' }).click();
    await untilFiles((name) => task(name, QUEUE));
    const message = workbench.message('3 problems fixed in 3 files');
    await message.waitFor();
    await message.getByRole('button', { name: 'Show Report' }).click();
    await workbench.page.locator('.view-line', { hasText: 'the file cannot be read' }).waitFor();
    await workbench.screenshot('fix-many-report');
  });

  it('offers the rules with problems that can be fixed, and leaves suggestions unticked', async () => {
    await workbench.run('Taskcluster: Fix All of One Rule in Workspace');
    const rule = workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: '3 problems in 3 files' });
    await rule.waitFor();
    await workbench.screenshot('fix-many-rules');
    await rule.click();
    await preview().waitFor();
    assert.equal(await ticked(), 0);
    await workbench.screenshot('fix-many-suggestions');
  });

  it('changes nothing if the changes are discarded', async () => {
    await preview().getByRole('button', { name: 'Discard' }).click();
    await workbench.message('Nothing was changed').waitFor();
    assert.deepEqual(
      onDisk(),
      NAMES.map((name) => task(name, QUEUE)),
    );
  });
});
