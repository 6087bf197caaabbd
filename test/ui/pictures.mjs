// The pictures of README.md and of the walkthrough, taken of the packaged extension (`npm run package` first) and written to images/:
// `node test/ui/pictures.mjs`. It needs pngquant, which makes them small.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { startDemoDeployment } from '../../scripts/demo-deployment/server.mjs';
import { dist, root } from '../../scripts/lib/paths.mjs';
import { run } from '../../scripts/lib/process.mjs';
import { temporaryFolder } from '../../scripts/lib/temp.mjs';
import { openWorkbench } from './workbench.mjs';

const FILE = `version: 1
tasks:
  $if: tasks_for == "github-push"
  then:
    - taskId: { $eval: as_slugid("lint") }
      provisionerId: lighthouse-3
      workerType: Linux_small
      created: { $fromNow: '' }
      deadline: { $fromNow: 1 hour }
      payload:
        image: node:22
        command: [npm, run, lint]
        maxRunTime: 600
      metadata:
        name: Lint
        description: Reads the source
        owner: lighthouse-ci@example.com
        source: \${event.repository.html_url}

    - taskId: { $eval: as_slugid("build") }
      provisionerId: lighthouse-1
      workerType: linux # kept warm
      created: { $fromNow: '' }
      deadline: { $fromNow: 2 hours }
      dependencies: [{ $eval: as_slugid("lint") }]
      payload:
        image: node:22
        command: [npm, run, build]
        maxRunTime: 3600
      metadata:
        name: Build
        description: Builds the lamp and the lens
        owner: lighthouse-ci@example.com
        source: \${event.repository.html_url}
`;

const temporary = temporaryFolder();
const folder = join(temporary.path, 'lighthouse');
mkdirSync(folder);
writeFileSync(join(folder, '.taskcluster.yml'), FILE);
const demo = await startDemoDeployment();
const workbench = await openWorkbench(folder, {
  rootUrl: demo.rootUrl,
  settings: {
    'workbench.colorTheme': 'Default Light Modern',
    'editor.minimap.enabled': false,
    'editor.renderLineHighlight': 'none',
    'editor.hover.delay': 100,
    'breadcrumbs.enabled': false,
  },
});
const { page } = workbench;
page.setDefaultTimeout(180_000);
const view = () => page.frameLocator('iframe.webview.ready').last().frameLocator('iframe');

/** Writes what stands in a rectangle of a page, from its top. */
async function picture(name, { x = 0, y = 0, width, height }, colours = 64) {
  const file = join(root, 'images', `${name}.png`);
  mkdirSync(dirname(file), { recursive: true });
  await page.waitForTimeout(1500); // what fades in and out
  await page.screenshot({ path: file, clip: { x, y, width, height } });
  execFileSync('pngquant', ['--force', '--nofs', '--strip', '--speed', '1', '--output', file, String(colours), file]);
  console.log(name);
}

/** The editors from their top, that high. */
async function editors(height) {
  const { x, y, width } = await page.locator('[id="workbench.parts.editor"]').boundingBox();
  return { x, y, width, height };
}

/** Opens the message of the finding below its line. */
async function showFinding() {
  await workbench.click(workbench.word('version: 1', 'version'));
  await page.keyboard.press('F8');
  await page.locator('.marker-widget').waitFor();
}

async function open() {
  await page.setViewportSize({ width: 1000, height: 800 });
  await workbench.openPath('.taskcluster.yml');
  await workbench.errors.first().waitFor();
  await workbench.lens('running').first().waitFor();
  await page.keyboard.press('Control+b');
  await page.setViewportSize({ width: 700, height: 800 });
  await showFinding();
  await picture('walkthrough/open', await editors(480), 32);
  await page.keyboard.press('Escape');
}

async function fixAll() {
  await page.mouse.move(0, 0);
  await workbench.pressLightBulb(
    workbench.word('provisionerId: lighthouse-1', 'provisionerId'),
    'Convert to taskQueueId',
  );
  await picture('walkthrough/fix-all', await editors(540));
  await page.keyboard.press('Escape');
}

async function deployment() {
  await workbench.run('Taskcluster: Select Deployment');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Community' }).waitFor();
  await picture('walkthrough/deployment', { ...(await editors(360)), y: 0 });
  await page.keyboard.press('Escape');
}

async function preview() {
  await page.setViewportSize({ width: 1200, height: 740 });
  await workbench.run('Taskcluster: Preview Tasks');
  await view().locator('.tasks').getByText('Lint').first().waitFor();
  await picture('walkthrough/preview', await editors(440), 16);
  await showFinding();
  await picture('overview', { width: 1200, height: 740 }, 128);
}

async function ci() {
  const { output } = await run(process.execPath, [join(dist, 'cli.js'), 'check', '.'], { cwd: folder });
  await page.goto('about:blank');
  await page.setViewportSize({ width: 900, height: 700 });
  await page.setContent(
    '<style>body { margin: 0 }</style><pre style="font: 13px/1.5 monospace; background: #181818; color: #ccc; padding: 16px; margin: 0; white-space: pre-wrap"></pre>',
  );
  await page.locator('pre').evaluate((pre, text) => {
    pre.textContent = text;
  }, `$ npx taskcluster-lint .\n${output}`);
  const { width, height } = await page.locator('pre').boundingBox();
  await picture('walkthrough/ci', { width, height }, 16);
}

try {
  for (const scene of [open, fixAll, deployment, preview, ci]) await scene();
} catch (error) {
  await page.screenshot({ path: join(dist, 'screenshots/pictures-failure.png') });
  throw error;
} finally {
  await workbench.close();
  await demo.stop();
  temporary.remove();
}
