// The page of the task graph, in a browser of its own: picture and table, search and filters, the keyboard, and that text stays text.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { dist } from '../../scripts/lib/paths.mjs';
import { largeGraph, modelOf } from './graph-model.mjs';
import { openWebview } from './webview-page.mjs';

/** build -> test -> sign, build -> lint; sign also waits for a task of an earlier push. */
const GRAPH = {
  labels: ['build', 'test', 'lint', 'sign', 'EarlierTaskQACpgIJ-PNA'],
  kinds: [0, 1, 1, 2, -1],
  kindNames: ['build', 'test', 'signing'],
  queues: [0, 1, 1, 0, -1],
  queueNames: ['proj-x/b-linux', 'proj-x/t-linux'],
  places: [1, 2, 11, 2, 21, 2, 31, 2, 31, 2],
  known: 4,
  edges: [0, 1, 0, 2, 1, 3, 4, 3],
};
const MODEL = modelOf(GRAPH);
const place = (line) => ({ start: { line, character: 2 }, end: { line, character: 2 } });
const withState = (changes) => ({ state: { ...MODEL.state, ...changes } });

/** Texts that would do harm if they were more than text. */
const HOSTILE = [
  '<img src=x onerror="alert(1)">',
  '<script>alert(1)</script>',
  '"><a href="command:x">y</a>',
  '__proto__',
];

describe('The page of the task graph', function () {
  this.timeout(120_000);
  /** @type {Awaited<ReturnType<typeof openWebview>>} */
  let view;
  /** @type {import('playwright-core').Page} */
  let page;

  before(async () => {
    view = await openWebview('graph', { width: 1100, height: 700 });
    ({ page } = view);
  });

  beforeEach(async () => {
    await page.reload();
    await page.getByRole('heading').waitFor({ state: 'attached' });
    await view.show(MODEL);
    await view.sent();
  });

  afterEach(() => {
    assert.deepEqual(view.wrong.splice(0), []);
  });

  after(() => view?.close());

  const picture = () => page.getByRole('img');
  const table = () => page.getByRole('grid', { name: 'Tasks' });
  const rows = () => table().locator('tbody').getByRole('row');
  const labels = () => rows().locator('td:first-child').allInnerTexts();
  const showTable = (changes = {}) => view.show(withState({ view: 'table', ...changes }));

  it('asks for everything once it is there, and keeps its state', async () => {
    await page.reload();
    await page.getByRole('heading').waitFor({ state: 'attached' });
    assert.deepEqual(await view.sent(), [{ kind: 'ready' }]);
    await view.show(MODEL);
    assert.deepEqual(await view.kept(), MODEL.state);
  });

  it('says what the picture shows, and shows it', async () => {
    assert.equal(await picture().getAttribute('aria-label'), '5 tasks in 3 layers; 1 not in this file');
    // It is drawn in the next frames of the screen.
    for (let tries = 0; (await coloursIn(page)).length <= 3; tries++) {
      assert.ok(tries < 100, 'it is drawn in colours');
      await page.waitForTimeout(50);
    }
  });

  it('says which dependencies close a cycle', async () => {
    await view.show({ answer: { ...MODEL.answer, graph: { ...GRAPH, edges: [...GRAPH.edges, 3, 1, 2, 2] } } });
    const said = await picture().getAttribute('aria-label');
    assert.equal(said, '5 tasks in 3 layers; 1 not in this file; 2 dependencies close a cycle');
  });

  it('chooses a task by a click, leads to it by a double click, and chooses none beside all', async () => {
    const at = await placeOf(page, 0);
    await page.mouse.click(at.x, at.y);
    assert.deepEqual(await view.sent(), [{ kind: 'select', task: 0 }]);
    await page.mouse.dblclick(at.x, at.y);
    assert.deepEqual((await view.sent()).at(-1), { kind: 'goTo', place: place(1) });
    const { x, y } = await picture().boundingBox();
    await page.mouse.click(x + 4, y + 4);
    assert.deepEqual((await view.sent()).at(-1), { kind: 'select', task: null });
  });

  it('moves by dragging, which chooses nothing, and by the wheel; zooms by the wheel with Ctrl, and by buttons and keys', async () => {
    const start = await placeOf(page, 0);
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move(start.x + 60, start.y + 40, { steps: 4 });
    await page.mouse.up();
    assert.deepEqual(await view.sent(), []);
    await page.mouse.click(start.x + 60, start.y + 40);
    assert.deepEqual(await view.sent(), [{ kind: 'select', task: 0 }]);
    await page.mouse.wheel(0, 40);
    await page.mouse.click(start.x + 60, start.y);
    assert.deepEqual(await view.sent(), [{ kind: 'select', task: 0 }]);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -200);
    await page.keyboard.up('Control');
    await page.mouse.click(start.x + 60, start.y);
    assert.deepEqual(await view.sent(), [{ kind: 'select', task: 0 }], 'what is at the pointer stays there');
    const looks = [await pixels(page)];
    for (const act of [
      () => page.getByRole('button', { name: 'Zoom out' }).click(),
      () => page.getByRole('button', { name: 'Show All' }).click(),
      () => page.getByRole('region', { name: 'Picture' }).press('-'),
      () => page.getByRole('region', { name: 'Picture' }).press('ArrowLeft'),
      () => page.getByRole('region', { name: 'Picture' }).press('0'),
    ]) {
      await act();
      await page.waitForTimeout(100);
      looks.push(await pixels(page));
      assert.notEqual(looks.at(-1), looks.at(-2));
    }
    assert.equal(looks[5], looks[2], 'all is shown again');
  });

  it('finds tasks by label, kind or queue, and goes from one to the next', async () => {
    const search = page.getByRole('searchbox');
    await search.fill('T-LINUX');
    await page.getByText('2 found').waitFor();
    await search.press('Enter');
    assert.deepEqual(await view.sent(), [{ kind: 'select', task: 1 }]);
    await view.show(withState({ task: 1, label: 'test' }));
    await page.getByText('1 of 2').waitFor();
    await search.press('Enter');
    await view.show(withState({ task: 2, label: 'lint' }));
    await search.press('Enter');
    await search.press('Shift+Enter');
    assert.deepEqual(
      (await view.sent()).map(({ task }) => task),
      [2, 1, 1],
    );
    await search.fill('nowhere');
    await page.getByText('Nothing found').waitFor();
  });

  it('hides the tasks of a kind or a queue, and shows them again', async () => {
    await page.getByRole('checkbox', { name: 'test 2' }).uncheck();
    assert.equal(await picture().getAttribute('aria-label'), '3 of 5 tasks in 2 layers; 1 not in this file');
    await showTable();
    assert.deepEqual(await labels(), ['build', 'sign', 'EarlierTaskQACpgIJ-PNA']);
    await page.getByRole('button', { name: 'None' }).click();
    assert.deepEqual(await labels(), []);
    await page.getByRole('button', { name: 'All' }).click();
    assert.equal((await labels()).length, 5);
    await page.getByLabel('Colours').selectOption('queue');
    assert.deepEqual(await view.sent(), [{ kind: 'colours', colours: 'queue' }]);
    await showTable({ colours: 'queue' });
    await page.getByRole('checkbox', { name: 'proj-x/b-linux 2' }).uncheck();
    assert.deepEqual(await labels(), ['test', 'lint', 'EarlierTaskQACpgIJ-PNA']);
  });

  it('shows the chosen task, what it waits for and what waits for it, and only its path', async () => {
    await view.show(withState({ task: 1, label: 'test' }));
    const details = page.getByRole('region', { name: 'Chosen task' });
    assert.match(await details.innerText(), /test\s+test\s+proj-x\/t-linux[\s\S]*Waits for\s+build\s+Needed by\s+sign/);
    await details.getByRole('button', { name: 'sign' }).click();
    await details.getByRole('button', { name: 'Go to Source' }).click();
    assert.deepEqual(await view.sent(), [
      { kind: 'select', task: 3 },
      { kind: 'goTo', place: place(11) },
    ]);
    await details.getByRole('button', { name: 'Only Its Path' }).click();
    await showTable({ task: 1, label: 'test' });
    assert.deepEqual(await labels(), ['build', 'test', 'sign']);
  });

  it('has a table that can be sorted', async () => {
    await showTable();
    const cells = await rows().nth(3).getByRole('gridcell').allInnerTexts();
    assert.deepEqual(cells, ['sign', 'signing', 'proj-x/b-linux', '2: test, EarlierTaskQACpgIJ-PNA', '']);
    const heading = page.getByRole('columnheader', { name: 'Needed by' });
    await heading.getByRole('button').click();
    assert.equal(await heading.getAttribute('aria-sort'), 'ascending');
    assert.equal((await labels()).at(-1), 'build');
    await heading.getByRole('button').click();
    assert.equal((await labels())[0], 'build');
    await heading.getByRole('button').click();
    assert.equal(await heading.getAttribute('aria-sort'), 'none');
    assert.deepEqual(await labels(), GRAPH.labels);
  });

  it('works by the keyboard alone: open the table, go to a task, jump to its source', async () => {
    const focusOn = async (element) => {
      for (let tabs = 0; tabs < 40; tabs++) {
        await page.keyboard.press('Tab');
        if (await element.evaluate((one) => one === document.activeElement)) return;
      }
      assert.fail('The Tab key does not lead there');
    };
    await focusOn(page.getByRole('button', { name: 'Table', exact: true }));
    await page.keyboard.press('Enter');
    assert.deepEqual(await view.sent(), [{ kind: 'view', view: 'table' }]);
    await showTable();
    await focusOn(table());
    await page.keyboard.press('ArrowDown');
    assert.deepEqual(await view.sent(), [{ kind: 'select', task: 0 }]);
    await showTable({ task: 0, label: 'build' });
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    assert.deepEqual(await view.sent(), [
      { kind: 'select', task: 4 },
      { kind: 'select', task: 1 },
      { kind: 'goTo', place: place(1) },
    ]);
    const active = await table().getAttribute('aria-activedescendant');
    assert.match(await page.locator(`#${active}`).innerText(), /^build/);
  });

  it('has no column for kinds if no task has one', async () => {
    const headings = () => table().getByRole('columnheader').allInnerTexts();
    await view.show(withState({ view: 'table' }));
    assert.deepEqual(await headings(), ['Label', 'Kind', 'Queue', 'Waits for', 'Needed by']);
    const [known, kinds] = [GRAPH.labels.length, GRAPH.kinds.map(() => -1)];
    await view.show({ ...withGraph({ kindNames: [], kinds, known }), ...withState({ view: 'table' }) });
    assert.deepEqual(await headings(), ['Label', 'Queue', 'Waits for', 'Needed by']);
  });

  it('draws only the rows of a large table that are seen, and brings the chosen one into view', async () => {
    const large = largeGraph(10_000);
    await view.show({ ...large, state: { ...large.state, view: 'table', task: 5000, label: 'x' } });
    assert.ok((await rows().count()) < 100);
    const chosen = table().locator('[aria-selected=true]');
    assert.equal(await chosen.getAttribute('aria-rowindex'), '5002');
    assert.equal(await table().getAttribute('aria-rowcount'), '10001');
    const [outer, inner] = [await page.locator('.table').boundingBox(), await chosen.boundingBox()];
    assert.ok(inner.y > outer.y && inner.y + inner.height <= outer.y + outer.height, 'it is seen');
  });

  it('says why there is nothing, why what it shows is old, and which event it is about', async () => {
    const occasions = [
      { name: 'push', title: 'a push', result: { tasks: 5 } },
      { name: 'tag', title: 'a push of a tag', result: { failure: { message: 'No.', place: place(3) } } },
    ];
    await view.show({ notice: 'Old.', answer: { ...MODEL.answer, occasions, shown: 'push' } });
    await page.getByText('Old.').waitFor();
    await page.getByLabel('Event').selectOption('event:tag');
    assert.deepEqual(await view.sent(), [{ kind: 'choose', occasion: 'tag' }]);
    const none = { ...GRAPH, labels: [], kinds: [], queues: [], places: [], edges: [], known: 0 };
    const failures = [{ message: 'No.', place: place(3) }];
    await view.show({ notice: null, answer: { ...MODEL.answer, failures, graph: none } });
    await page.getByRole('button', { name: 'Line 4: No.' }).click();
    assert.deepEqual(await view.sent(), [{ kind: 'goTo', place: place(3) }]);
    await view.show({ answer: { ...MODEL.answer, reason: 'None.', graph: none } });
    await page.getByText('None.').waitFor();
    await view.show({ answer: { ...MODEL.answer, graph: none } });
    await page.getByText('No tasks').waitFor();
  });

  /** Where text from a file is shown. */
  const PLACES = {
    'the name of the file': (text) => ({ file: text }),
    'a label': (text) => withGraph({ labels: [text, ...GRAPH.labels.slice(1)] }),
    'the label of a task that is not in the file': (text) => withGraph({ labels: [...GRAPH.labels.slice(0, 4), text] }),
    'a kind': (text) => withGraph({ kindNames: [text, 'test', 'signing'] }),
    'a queue': (text) => withGraph({ queueNames: [text, 'proj-x/t-linux'] }),
    'a reason': (text) => ({ answer: { ...MODEL.answer, reason: text } }),
    'a notice': (text) => ({ notice: text }),
    'a failure': (text) => ({ answer: { ...MODEL.answer, failures: [{ message: text, place: place(1) }] } }),
    'the title of an event': (text) => ({
      answer: { ...MODEL.answer, shown: 'x', occasions: [{ name: 'x', title: text, result: { tasks: 1 } }] },
    }),
  };
  const withGraph = (changes) => ({ answer: { ...MODEL.answer, graph: { ...GRAPH, ...changes } } });
  for (const [name, changesWith] of Object.entries(PLACES))
    for (const shownAs of ['picture', 'table'])
      it(`shows ${name} as text, whatever it is, beside or in the ${shownAs}`, async () => {
        for (const text of HOSTILE) {
          const before = await page.locator('script, a, img, iframe, style').count();
          await view.show({ ...MODEL, ...withState({ view: shownAs, task: 0, label: text }), ...changesWith(text) });
          const shown = await page.evaluate(() => document.body.textContent);
          const isDrawn = name === 'the label of a task that is not in the file' && shownAs === 'picture';
          assert.ok(isDrawn || shown.includes(text), `${text} is shown`);
          assert.equal(await page.locator('script, a, img, iframe, style').count(), before);
        }
      });

  for (const theme of /** @type {const} */ (['light', 'dark', 'high-contrast', 'high-contrast-light']))
    it(`has no serious flaw that axe-core finds, in ${theme}`, async () => {
      const folder = join(dist, 'screenshots');
      mkdirSync(folder, { recursive: true });
      const model = largeGraph(60, 2);
      await page.reload();
      await page.getByRole('heading').waitFor({ state: 'attached' });
      await view.setTheme(theme);
      await view.show(model);
      for (const shownAs of ['picture', 'table']) {
        const state = { ...model.state, view: shownAs, task: 30, label: model.answer.graph.labels[30] };
        await view.show({ ...model, state, notice: 'Old.' });
        await page.getByRole('searchbox').fill('signing');
        await page.waitForTimeout(200);
        assert.deepEqual(await view.seriousFlaws(), []);
        await page.screenshot({ path: join(folder, `graph-${shownAs}-${theme}.png`) });
      }
    });
});

/** Where on the screen the box of a task of the first layer is, when all is shown: in the first column, among so many. */
async function placeOf(page, index) {
  await page.waitForTimeout(200);
  const found = await page.evaluate((wanted) => {
    const canvas = document.querySelector('canvas[role=img]');
    const context = canvas.getContext('2d');
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
    const tops = [];
    for (let x = 0; x < width && tops.length === 0; x++)
      for (let y = 1; y < height; y++) {
        const [here, above] = [data[4 * (y * width + x) + 3], data[4 * ((y - 1) * width + x) + 3]];
        if (here > 0 && above === 0) tops.push({ x, y });
      }
    const ratio = canvas.width / canvas.clientWidth;
    const { left, top } = canvas.getBoundingClientRect();
    return { x: left + tops[wanted].x / ratio + 30, y: top + tops[wanted].y / ratio + 12 };
  }, index);
  return found;
}

/** What both canvases show, as a text. */
function pixels(page) {
  return page.evaluate(() => [...document.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL()).join());
}

/** The opaque colours in the picture. */
function coloursIn(page) {
  return page.evaluate(() => {
    const canvas = document.querySelector('canvas[role=img]');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const colours = new Set();
    for (let i = 0; i < data.length; i += 4)
      if (data[i + 3] === 255) colours.add(`${data[i]} ${data[i + 1]} ${data[i + 2]}`);
    return [...colours];
  });
}
