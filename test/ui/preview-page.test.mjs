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
  dependencies: [],
  scopes: [field('queue:route:a', 14), field('queue:route:b', 15)],
  routes: [field('index.x', 16)],
  place: at(10),
};
const TEST = {
  name: field('Test', 21),
  taskId: field('AAAAAAAAQACpgIJ-PNd-fA', 22),
  queue: field('proj-x/ci', 23),
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

describe('The page of the preview', function () {
  this.timeout(60_000);
  /** @type {Awaited<ReturnType<typeof openWebview>>} */
  let view;

  before(async () => {
    view = await openWebview('preview');
  });

  afterEach(() => {
    assert.deepEqual(view.wrong.splice(0), []);
  });

  after(() => view?.close());

  it('asks for everything once it is there, and keeps its state', async () => {
    assert.deepEqual(await view.sent(), [{ kind: 'ready' }]);
    await view.show(MODEL);
    assert.deepEqual(await view.kept(), MODEL.state);
  });

  for (const theme of ['light', 'dark', 'high-contrast', 'high-contrast-light'])
    it(`has no serious flaw that axe-core finds, in ${theme}`, async () => {
      await view.setTheme(theme);
      assert.deepEqual(await view.seriousFlaws(), []);
    });
});
