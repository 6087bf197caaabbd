// The page of a worker pool, in a browser of its own: what it shows, that all of it is there without a picture and without a
// mouse, and that text stays text.
import assert from 'node:assert/strict';
import { BODY, MODEL, withBody } from './pool-model.mjs';
import { openWebview } from './webview-page.mjs';

/** Texts that would do harm if they were more than text. */
const HOSTILE = [
  '<img src=x onerror="alert(1)">',
  '<script>alert(1)</script>',
  '[a](command:workbench.action.quit)',
  '"><a href="command:x">y</a>',
];

const UNKNOWN = { unknown: 'the deployment does not let you read this' };

describe('The page of a worker pool', function () {
  this.timeout(60_000);
  /** @type {Awaited<ReturnType<typeof openWebview>>} */
  let view;
  /** @type {import('playwright-core').Page} */
  let page;

  before(async () => {
    view = await openWebview('pool');
    ({ page } = view);
  });

  beforeEach(async () => {
    await view.show(MODEL);
    await view.sent();
  });

  afterEach(() => {
    assert.deepEqual(view.wrong.splice(0), []);
  });

  after(() => view?.close());

  const table = async (name) => {
    const rows = await page.getByRole('table', { name }).getByRole('row').all();
    return Promise.all(rows.map((row) => row.locator('th, td').allInnerTexts()));
  };
  const legend = async (name) => {
    const entries = await section(name).locator('figcaption > span:has(svg)').allInnerTexts();
    return entries.map((text) => text.trim());
  };
  const section = (name) => page.getByRole('region', { name, exact: true });

  it('asks for everything once it is there, waits for the deployment, and keeps its state', async () => {
    await page.reload();
    await page.getByText('Waiting for the deployment…').waitFor();
    assert.deepEqual(await view.sent(), [{ kind: 'ready' }]);
    await view.show(MODEL);
    assert.deepEqual(await view.kept(), MODEL.state);
  });

  it('says in a picture what it says in words and in a table', async () => {
    const picture = section('Capacity').getByRole('img');
    assert.equal(
      await picture.getAttribute('aria-label'),
      'Capacity over 34 minutes; at the end 12 running, 4 requested, 1 stopping',
    );
    assert.deepEqual(await legend('Capacity'), ['12 running', '4 requested', '1 stopping', 'maxCapacity 30']);
    // Before and after the time of which nothing is known.
    const outline = (await picture.locator('.running').getAttribute('d')) ?? '';
    assert.equal(outline.split('M').length - 1, 2);
    await section('Capacity').getByText('Gaps mean that there was no answer.').waitFor();
    await section('Capacity').getByText('Show the numbers').click();
    assert.deepEqual(await view.sent(), [{ kind: 'table', chart: 'capacity', isOpen: true }]);
    const rows = await table('The numbers of the capacity');
    assert.equal(rows.length, 1 + BODY.capacity.length);
    assert.deepEqual(rows.slice(0, 3), [
      ['When', 'Running', 'Requested', 'Stopping'],
      ['just now', '12', '4', '1'],
      ['1 minute ago', '16', '3', '0'],
    ]);
  });

  it('shows pending tasks alone where the deployment does not reveal claimed ones', async () => {
    const tasks = { value: BODY.tasks.value.map(({ claimed: _, ...sample }) => sample) };
    await view.show({ ...withBody({ tasks }), state: { ...MODEL.state, tables: ['tasks'] } });
    assert.deepEqual(await legend('Tasks'), ['1 pending']);
    assert.deepEqual((await table('The numbers of the tasks'))[1], ['just now', '1', 'not known']);
  });

  it('shows a single answer as a bar', async () => {
    await view.show(withBody({ capacity: BODY.capacity.slice(-1) }));
    assert.match((await section('Capacity').locator('.plot .running').getAttribute('d')) ?? '', /^M596 /);
  });

  it('shows workers, errors, launch configs and the lifecycle', async () => {
    assert.match(
      await section('Workers').innerText(),
      /From request to registration: median 2 minutes 4 seconds; half between 1 minute 27 seconds and 2 minutes 41 seconds, all between 50 seconds and 3 minutes 18 seconds\. Measured on 7 running workers\./,
    );
    assert.deepEqual((await table('The newest workers')).slice(1, 3), [
      ['i-0000', 'us-east-1', 'requested', '5 minutes ago', 'not yet', '2', 'lc-east'],
      ['i-0001', 'us-east-1', 'running', '12 minutes ago', '1 minute 27 seconds', '2', 'lc-east'],
    ]);
    assert.deepEqual((await section('Errors').innerText()).split(/\n+/).slice(1, 3), [
      'InsufficientInstanceCapacity 2 times, the last 12 minutes ago',
      'We currently do not have sufficient m7i.24xlarge capacity in us-east-1a.',
    ]);
    assert.deepEqual((await table('Launch configs'))[2], [
      'lc-europe',
      '0: not used',
      'eu-central-1',
      'not known',
      '1 (default)',
      '10',
    ]);
    assert.deepEqual((await table('Lifecycle'))[1]?.slice(0, 2), ['registrationTimeout', '30 minutes']);
  });

  it('says why a part is unknown, and that there is no such pool', async () => {
    const workers = { value: { ...BODY.workers.value, newest: [], provisioning: { unknown: 'people create them' } } };
    await view.show(
      withBody({ tasks: UNKNOWN, errors: UNKNOWN, launchConfigs: UNKNOWN, workers, capacity: [], takes: [] }),
    );
    for (const name of ['Tasks', 'Errors', 'Launch Configs'])
      assert.match(await section(name).innerText(), /Unknown: the deployment does not let you read this\.$/, name);
    assert.match(await section('Workers').innerText(), /unknown, because people create them\.$/);
    assert.match(await section('Capacity').innerText(), /Unknown: the deployment has not said what is running\.$/);
    await view.show({ ...MODEL, page: { ...MODEL.page, body: { unknown: 'there is no such worker pool' } } });
    await page.getByText('Nothing is known: there is no such worker pool.').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Open in Browser' }).count(), 0);
    await view.show({ notice: 'Off.', page: null });
    assert.equal(await page.getByRole('status').innerText(), 'Off.');
  });

  it('works by the keyboard: its buttons, its tables, and scrolling', async () => {
    await page.reload(); // the focus is nowhere
    await view.show(MODEL);
    await view.sent();
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    const names = [];
    await page.keyboard.press('Tab');
    await page.keyboard.press('End');
    await page.waitForFunction(() => (document.querySelector('main')?.scrollTop ?? 0) > 0);
    for (let tabs = 0; tabs < 5; tabs++) {
      await page.keyboard.press('Tab');
      names.push(await focused());
      await page.keyboard.press('Enter');
    }
    await page.waitForFunction(() => window.sent.length === 5);
    assert.deepEqual(names, ['Refresh', 'Open in Browser', 'Copy ID', 'Show the numbers', 'Show the numbers']);
    assert.deepEqual(await view.sent(), [
      { kind: 'command', command: 'refresh' },
      { kind: 'command', command: 'browse' },
      { kind: 'command', command: 'copy' },
      { kind: 'table', chart: 'capacity', isOpen: true },
      { kind: 'table', chart: 'tasks', isOpen: true },
    ]);
  });

  const inFirst = (part, changes) => ({ value: [{ ...BODY[part].value[0], ...changes }] });
  const inWorkers = (changes) => ({ workers: { value: { ...BODY.workers.value, ...changes } } });
  const inWorker = (changes) => inWorkers({ newest: [{ ...BODY.workers.value.newest[0], ...changes }] });
  const inPage = (changes) => ({ ...MODEL, page: { ...MODEL.page, ...changes } });
  /** Where text from a file, a deployment or a cloud is shown. */
  const PLACES = {
    'the id of the pool': (text) => inPage({ workerPoolId: text }),
    'the host of the deployment': (text) => inPage({ host: text }),
    'why nothing is known': (text) => inPage({ body: { unknown: text } }),
    'what the workspace defines': (text) => inPage({ defined: [text] }),
    'a notice': (text) => ({ notice: text }),
    'a warning': (text) => withBody({ warning: text }),
    'a description': (text) => withBody({ description: text }),
    'a fact': (text) => withBody({ facts: [['Owner', text]] }),
    'the age of a sample': (text) => withBody({ capacity: [{ ...BODY.capacity[0], ago: text }] }),
    'why tasks are unknown': (text) => withBody({ tasks: { unknown: text } }),
    'why errors are unknown': (text) => withBody({ errors: { unknown: text } }),
    'why launch configs are unknown': (text) => withBody({ launchConfigs: { unknown: text } }),
    'why workers are unknown': (text) => withBody({ workers: { unknown: text } }),
    'why provisioning is unknown': (text) => withBody(inWorkers({ provisioning: { unknown: text } })),
    'the title of an error': (text) => withBody({ errors: inFirst('errors', { title: text }) }),
    'the description of an error': (text) => withBody({ errors: inFirst('errors', { description: text }) }),
    'the id of a launch config': (text) =>
      withBody({ launchConfigs: inFirst('launchConfigs', { launchConfigId: text }) }),
    'the place of a launch config': (text) => withBody({ launchConfigs: inFirst('launchConfigs', { place: text }) }),
    'a machine type': (text) => withBody({ launchConfigs: inFirst('launchConfigs', { machineType: text }) }),
    'a setting of the lifecycle': (text) =>
      withBody({ lifecycle: { rows: [{ name: 'x', value: text, meaning: '' }], notes: [] } }),
    'a note on the lifecycle': (text) => withBody({ lifecycle: { rows: [], notes: [text] } }),
    'what workers take': (text) => withBody({ takes: [text] }),
    'the id of a worker': (text) => withBody(inWorker({ workerId: text })),
    'the group of a worker': (text) => withBody(inWorker({ workerGroup: text })),
    'the launch config of a worker': (text) => withBody(inWorker({ launchConfigId: text })),
  };
  for (const [place, modelWith] of Object.entries(PLACES))
    it(`shows ${place} as text, whatever it is`, async () => {
      for (const text of HOSTILE) {
        const before = await page.locator('script, a, img, iframe, style').count();
        await view.show(modelWith(text));
        assert.ok((await page.locator('body').textContent())?.includes(text), `${text} is shown`);
        assert.equal(await page.locator('script, a, img, iframe, style').count(), before);
      }
    });

  for (const theme of /** @type {const} */ (['light', 'dark', 'high-contrast', 'high-contrast-light']))
    it(`has no serious flaw that axe-core finds, in ${theme}`, async () => {
      await view.setTheme(theme);
      await view.show({ state: { ...MODEL.state, tables: ['capacity', 'tasks'] } });
      assert.deepEqual(await view.seriousFlaws(), []);
      await view.show({ ...withBody({ errors: UNKNOWN, warning: 'This pool is being deleted.' }), notice: 'Old.' });
      assert.deepEqual(await view.seriousFlaws(), []);
    });
});
