// The page of the preview, in a browser of its own: what it shows, where each click leads, and that text stays text.
import assert from 'node:assert/strict';
import { openWebview } from './webview-page.mjs';

/** The place of a line, as the server names it. */
const at = (line) => ({ start: { line, character: 2 }, end: { line, character: 9 } });
const field = (text, line) => ({ text, place: at(line) });

const LINT = {
  name: field('Lint', 11),
  taskId: field('AAAAAAAAQACvnxJ6llpsNA', 12),
  queue: field('proj-x/ci', 13),
  capacity: '12 of 50 running, 3 pending',
  times: [field('created: 2026-01-31T12:00:00.000Z', 17), field('deadline: 1 hour after it is created', 18)],
  dependencies: [],
  scopes: [field('queue:route:a', 14), field('queue:route:b', 15)],
  routes: [field('index.x', 16)],
  place: at(10),
};
const TEST = {
  name: field('Test', 21),
  taskId: field('AAAAAAAAQACpgIJ-PNd-fA', 22),
  queue: field('proj-x/ci', 23),
  times: [],
  dependencies: [
    { ...field('AAAAAAAAQACvnxJ6llpsNA', 24), task: 0 },
    { ...field('AAAAAAAAQACAAAAAAAAAAA', 25), task: undefined },
  ],
  scopes: [],
  routes: [],
  place: at(20),
};

const MODEL = {
  file: '.taskcluster.yml',
  state: { source: 'file:///x/.taskcluster.yml', occasion: null, own: null, fields: {}, format: 'yaml', task: 0 },
  notice: null,
  here: [],
  own: ['mine'],
  deployment: null,
  answer: {
    version: 1,
    shown: 'push',
    fields: ['branch', 'tag', 'repository', 'actor'],
    body: '{}',
    occasions: [
      { name: 'push', title: 'a push', tasksFor: 'github-push', result: { tasks: 2 } },
      { name: 'push-tag', title: 'a push of a tag', tasksFor: 'github-push', result: { tasks: 0 } },
      {
        name: 'release',
        title: 'a release',
        tasksFor: 'github-release',
        result: { failure: { message: 'No.', place: at(3) } },
      },
    ],
    tasks: [LINT, TEST],
    failures: [],
  },
  definition: { text: 'taskId: a\nmetadata:\n  name: Lint', lines: [at(12), null, at(11)] },
};

/** What a preview says where it fails. */
const FAILED = {
  ...MODEL.answer,
  shown: 'release',
  tasks: [],
  failures: [{ message: 'event has no "x".', place: at(30) }],
};

/** Texts that would do harm if they were more than text. */
const HOSTILE = [
  '<img src=x onerror="alert(1)">',
  '<script>alert(1)</script>',
  '[a](command:workbench.action.quit)',
  '"><a href="command:x">y</a>',
];

describe('The page of the preview', function () {
  this.timeout(60_000);
  /** @type {Awaited<ReturnType<typeof openWebview>>} */
  let view;
  /** @type {import('playwright-core').Page} */
  let page;

  before(async () => {
    view = await openWebview('preview');
    ({ page } = view);
  });

  beforeEach(async () => {
    await view.show({ ...MODEL, deployment: null });
    await view.sent();
  });

  afterEach(() => {
    assert.deepEqual(view.wrong.splice(0), []);
  });

  after(() => view?.close());

  const tasks = () => page.getByRole('listbox', { name: 'Tasks' });
  const definition = () => page.getByRole('listbox', { name: 'Definition' });

  it('asks for everything once it is there, and keeps its state', async () => {
    await page.reload();
    await page.getByRole('heading').waitFor({ state: 'attached' });
    assert.deepEqual(await view.sent(), [{ kind: 'ready' }]);
    await view.show(MODEL);
    assert.deepEqual(await view.kept(), MODEL.state);
  });

  it('says what comes of the event, and of the others', async () => {
    assert.equal(await page.getByRole('status').innerText(), '2 tasks');
    assert.deepEqual(await page.locator('option').allInnerTexts(), [
      'a push: 2 tasks',
      'a push of a tag: no tasks',
      'a release: fails',
      'mine',
    ]);
    assert.deepEqual(await tasks().getByRole('option').allInnerTexts(), ['Lint\nproj-x/ci', 'Test\nproj-x/ci']);
    await page.getByText('12 of 50 running, 3 pending').waitFor();
  });

  const FIELDS = [LINT.name, LINT.taskId, LINT.queue, ...LINT.times, ...LINT.scopes, ...LINT.routes];
  for (const { text, place } of FIELDS)
    it(`leads from the field "${text}" to its line`, async () => {
      await page.getByRole('button', { name: text, exact: true }).click();
      assert.deepEqual(await view.sent(), [{ kind: 'goTo', place }]);
    });

  for (const [index, place] of MODEL.definition.lines.entries())
    it(`leads from line ${index + 1} of the definition to its line, if it has one`, async () => {
      await definition().getByRole('option').nth(index).click();
      assert.deepEqual(await view.sent(), place ? [{ kind: 'goTo', place }] : []);
    });

  it('leads from a dependency to its line, and to the other task', async () => {
    await view.show({ state: { ...MODEL.state, task: 1 } });
    for (const { text, place } of TEST.dependencies) {
      await page.getByRole('button', { name: text, exact: true }).click();
      assert.deepEqual(await view.sent(), [{ kind: 'goTo', place }]);
    }
    await page.getByRole('button', { name: 'Lint', exact: true }).click();
    assert.deepEqual(await view.sent(), [{ kind: 'select', task: 0 }]);
  });

  it('leads from a failure to its place', async () => {
    await view.show({ answer: FAILED });
    assert.equal(await page.getByRole('status').innerText(), 'Fails');
    await page.getByRole('button', { name: 'Line 31: event has no "x".' }).click();
    assert.deepEqual(await view.sent(), [{ kind: 'goTo', place: at(30) }]);
    await view.show({ answer: MODEL.answer });
  });

  it('chooses by a click, and leads to the task by a double click', async () => {
    await tasks().getByRole('option', { name: 'Test' }).dblclick();
    const sent = await view.sent();
    assert.deepEqual(sent[0], { kind: 'select', task: 1 });
    assert.deepEqual(sent.at(-1), { kind: 'goTo', place: TEST.place });
  });

  it('marks the tasks at the cursor', async () => {
    await view.show({ here: [1] });
    assert.equal(await tasks().locator('.here').innerText(), 'Test\nproj-x/ci\n, at the cursor');
    await view.show({ here: [] });
  });

  it('says why what it shows is old, and why there is nothing', async () => {
    await view.show({ notice: 'Below is what was shown before.' });
    await page.getByText('Below is what was shown before.').waitFor();
    await view.show({
      notice: null,
      answer: { ...MODEL.answer, tasks: [], occasions: [], fields: [], reason: 'None.' },
    });
    await page.getByText('None.').waitFor();
    assert.equal(await tasks().count(), 0);
  });

  it('has buttons for all that can be done with it', async () => {
    await view.show({ deployment: 'https://tc.example.com' });
    const done = {
      'Your Own…': 'own',
      'Compare…': 'compare',
      Graph: 'graph',
      'Copy as JSON': 'copy',
      'Open as File': 'open',
      'As the Deployment Renders It': 'deployment',
    };
    for (const [name, command] of Object.entries(done)) {
      await page.getByRole('button', { name }).click();
      assert.deepEqual(await view.sent(), [{ kind: 'command', command }], name);
    }
    await page.getByRole('button', { name: 'JSON', exact: true }).click();
    assert.deepEqual(await view.sent(), [{ kind: 'format', format: 'json' }]);
  });

  it('takes the fields of an event, and what the user types is not replaced', async () => {
    await page.getByLabel('Branch').fill('topic');
    assert.deepEqual(await view.sent(), [{ kind: 'fields', fields: { branch: 'topic' } }]);
    await view.show({ state: { ...MODEL.state, fields: { branch: 'top' } } });
    assert.equal(await page.getByLabel('Branch').inputValue(), 'topic');
    await page.getByLabel('Actor').focus();
    await view.show({ state: { ...MODEL.state, fields: { branch: 'other' } } });
    assert.equal(await page.getByLabel('Branch').inputValue(), 'other');
  });

  it('works by the keyboard: choose an event, go to a task, jump to its line and to one of its definition', async () => {
    await page.reload(); // the focus is nowhere
    await view.show(MODEL);
    await view.sent();
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    const chosen = await view.sent();
    assert.deepEqual(chosen[0], { kind: 'choose', occasion: 'push-tag' });
    assert.deepEqual(chosen.at(-1), { kind: 'chooseOwn', own: 'mine' });
    const focusOn = async (list) => {
      for (let tabs = 0; tabs < 40; tabs++) {
        if (await list.evaluate((element) => element === document.activeElement)) return;
        await page.keyboard.press('Tab');
      }
      assert.fail('The Tab key does not lead there');
    };
    await focusOn(tasks());
    await page.keyboard.press('ArrowDown');
    assert.deepEqual(await view.sent(), [{ kind: 'select', task: 1 }]);
    await view.show({ state: { ...MODEL.state, task: 1 } });
    await page.keyboard.press('Enter');
    assert.deepEqual(await view.sent(), [{ kind: 'goTo', place: TEST.place }]);
    await page.keyboard.press('Home');
    assert.deepEqual(await view.sent(), [{ kind: 'select', task: 0 }]);
    await focusOn(definition());
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    assert.deepEqual(await view.sent(), [{ kind: 'goTo', place: MODEL.definition.lines[2] }]);
  });

  /** Where text from a file or a deployment is shown. */
  const PLACES = {
    'the name of the file': (text) => ({ file: text }),
    'the name of a task': (text) => withTask({ name: field(text, 1) }),
    'the id of a task': (text) => withTask({ taskId: field(text, 1) }),
    'the queue of a task': (text) => withTask({ queue: field(text, 1) }),
    'the capacity of a queue': (text) => withTask({ capacity: text }),
    'the times of a task': (text) => withTask({ times: [field(text, 1)] }),
    'a dependency': (text) => withTask({ dependencies: [{ ...field(text, 1), task: 0 }] }),
    'a scope': (text) => withTask({ scopes: [field(text, 1)] }),
    'a route': (text) => withTask({ routes: [field(text, 1)] }),
    'a definition': (text) => ({ definition: { text, lines: [at(1)] } }),
    'a failure': (text) => ({ answer: { ...FAILED, failures: [{ message: text, place: at(1) }] } }),
    'a reason': (text) => ({ answer: { ...FAILED, reason: text } }),
    'a notice': (text) => ({ notice: text }),
    'the title of an event': (text) => ({
      answer: { ...MODEL.answer, occasions: [{ ...MODEL.answer.occasions[0], title: text }] },
    }),
    'the kind of an event': (text) => ({
      answer: { ...MODEL.answer, occasions: [{ ...MODEL.answer.occasions[0], tasksFor: text }] },
    }),
    "an event of one's own": (text) => ({ own: [text] }),
    'a field of an event': (text) => ({ state: { ...MODEL.state, fields: { branch: text } } }),
  };
  const withTask = (changes) => ({ answer: { ...MODEL.answer, tasks: [{ ...LINT, ...changes }] } });
  for (const [place, changesWith] of Object.entries(PLACES))
    it(`shows ${place} as text, whatever it is`, async () => {
      for (const text of HOSTILE) {
        const before = await page.locator('script, a, img, iframe, style').count();
        await view.show({ ...MODEL, ...changesWith(text) });
        const shown = await page.evaluate(() => {
          const inputs = [...document.querySelectorAll('input')].map(({ value }) => value);
          const labels = [...document.querySelectorAll('optgroup')].map(({ label }) => label);
          return [document.body.textContent, ...inputs, ...labels].join('\n');
        });
        assert.ok(shown.includes(text), `${text} is shown`);
        assert.equal(await page.locator('script, a, img, iframe, style').count(), before);
      }
    });

  for (const theme of /** @type {const} */ (['light', 'dark', 'high-contrast', 'high-contrast-light']))
    it(`has no serious flaw that axe-core finds, in ${theme}`, async () => {
      await view.setTheme(theme);
      await view.show({ here: [1], deployment: 'https://tc.example.com' });
      assert.deepEqual(await view.seriousFlaws(), []);
      await view.show({ answer: FAILED, notice: 'Old.' });
      assert.deepEqual(await view.seriousFlaws(), []);
    });
});
