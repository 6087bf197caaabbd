import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { renderedAt, renderedTasks, renderRequest, sortedJson } from '../../client/preview/deployment-request.js';
import { outcomeWords } from '../../client/preview/lens-words.js';
import { MAX_BODY, ownEvents, readBody } from '../../client/preview/own-events.js';
import { createPreviewSession, type PreviewHost, type PreviewSession } from '../../client/preview/session.js';
import { newState, readState } from '../../client/preview/state.js';
import type { PreviewModel } from '../../client/webview/messages/preview.js';
import type { PreviewAnswer, PreviewChoice, PreviewOutcomes } from '../../server/lsp/protocol.js';
import { english } from '../support/l10n.js';

const SOURCE = 'file:///x/.taskcluster.yml';
const PLACE = { start: { line: 3, character: 2 }, end: { line: 3, character: 8 } };

/** What the server answers for a file with tasks of these names. */
const answerWith = (names: readonly string[], more: Partial<PreviewAnswer> = {}): PreviewAnswer => ({
  version: 1,
  shown: 'push',
  fields: [],
  occasions: [],
  body: '{}',
  failures: [],
  tasks: names.map((text) => ({
    name: { text, place: PLACE },
    taskId: undefined,
    queue: undefined,
    times: [],
    dependencies: [],
    scopes: [],
    routes: [],
    place: PLACE,
  })),
  ...more,
});

interface Asked {
  readonly choice: PreviewChoice;
  readonly answer: (answer: PreviewAnswer | undefined) => Promise<void>;
}

/** A preview beside a server that answers when it is told to. */
function beside(more: Partial<PreviewHost> = {}): {
  session: PreviewSession;
  asked: Asked[];
  shown: Partial<PreviewModel>;
  rests: (() => void)[];
} {
  const asked: Asked[] = [];
  const rests: (() => void)[] = [];
  const shown: { -readonly [Key in keyof PreviewModel]?: PreviewModel[Key] } = {};
  const session = createPreviewSession(
    {
      preview: (choice) =>
        new Promise((resolve) => {
          const answer = async (given: PreviewAnswer | undefined): Promise<void> => {
            resolve(given);
            await settled();
          };
          asked.push({ choice, answer });
        }),
      outcomes: async () => [{ name: 'push', title: 'a push', tasksFor: 'github-push', result: { tasks: 9 } }],
      definition: async (task, format) => ({ text: `${format} of ${task}`, lines: [] }),
      tasksAt: async ({ line }) => [line],
      ownBody: (name) => (name === 'mine' ? { ref: 'x' } : undefined),
      show: (changes) => void Object.assign(shown, changes),
      goTo: () => assert.fail(),
      run: () => assert.fail(),
      afterRest(call) {
        rests.push(call);
        return () => void rests.splice(rests.indexOf(call), 1);
      },
      t: english,
      ...more,
    },
    newState(SOURCE, undefined),
  );
  return { session, asked, shown, rests };
}

const namesIn = ({ answer }: Partial<PreviewModel>): unknown => answer?.tasks.map(({ name }) => name?.text);

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('A preview', () => {
  it('asks nothing before its page is ready, and then shows tasks, a definition and what is at the cursor', async () => {
    const { session, asked, shown } = beside();
    session.cursorAt({ line: 1, character: 0 });
    assert.equal(asked.length, 0);
    session.receive({ kind: 'ready' });
    await asked[0]?.answer(answerWith(['a', 'b']));
    assert.deepEqual(namesIn(shown), ['a', 'b']);
    assert.deepEqual([shown.definition?.text, shown.here, shown.notice], ['yaml of 0', [1], null]);
  });

  it('asks once nobody has typed for a while, once for many keys', async () => {
    const { session, asked, rests } = beside();
    for (let key = 0; key < 5; key++) session.changed();
    assert.deepEqual([asked.length, rests.length], [0, 1]);
    rests[0]?.();
    assert.equal(asked.length, 1);
  });

  it('drops an answer that comes after a newer question, and one that comes after a key', async () => {
    const { session, asked, shown, rests } = beside();
    session.receive({ kind: 'ready' });
    session.receive({ kind: 'choose', occasion: 'release' });
    await asked[0]?.answer(answerWith(['old']));
    assert.equal(namesIn(shown), undefined);
    session.changed();
    await asked[1]?.answer(answerWith(['older than the text']));
    assert.equal(namesIn(shown), undefined);
    rests[0]?.();
    await asked[2]?.answer(answerWith(['new']));
    assert.deepEqual(namesIn(shown), ['new']);
  });

  it('says so if nobody can answer', async () => {
    const { session, shown } = beside({ preview: () => Promise.reject(new Error('The server has ended')) });
    session.receive({ kind: 'ready' });
    await settled();
    assert.match(shown.notice ?? '', /not running/);
  });

  it('tells its page at once which fields are changed, so that the next field is added to them', () => {
    const { session, asked, shown } = beside();
    session.receive({ kind: 'fields', fields: { branch: 'topic' } });
    assert.deepEqual([shown.state?.fields, asked.length], [{ branch: 'topic' }, 0]);
  });

  it("asks again for an event of the user's own once the first answer has said whose those are", async () => {
    const { session, asked } = beside();
    session.receive({ kind: 'chooseOwn', own: 'mine' });
    await asked[0]?.answer(answerWith(['a']));
    assert.deepEqual(asked[1]?.choice.body, { ref: 'x' });
  });

  it('keeps the chosen task by its name, or else its place', async () => {
    const { session, asked, shown } = beside();
    session.receive({ kind: 'ready' });
    await asked[0]?.answer(answerWith(['a', 'b', 'c']));
    session.receive({ kind: 'select', task: 1 });
    session.refresh();
    await asked[1]?.answer(answerWith(['new', 'a', 'b', 'c']));
    assert.equal(shown.state?.task, 2);
    session.refresh();
    await asked[2]?.answer(answerWith(['a']));
    assert.equal(shown.state?.task, 0);
    session.refresh();
    await asked[3]?.answer(answerWith([]));
    assert.deepEqual([shown.state?.task, shown.definition], [0, null]);
  });

  it('shows what was there before while the file cannot be read', async () => {
    const { session, asked, shown } = beside();
    session.receive({ kind: 'ready' });
    await asked[0]?.answer(answerWith(['a']));
    session.refresh();
    await asked[1]?.answer(answerWith([], { reason: 'Broken.' }));
    assert.equal(shown.answer?.tasks.length, 1);
    assert.equal(shown.notice, 'Broken. Below is what was shown before.');
    session.refresh();
    await asked[2]?.answer(undefined);
    assert.match(shown.notice ?? '', /not running/);
    session.refresh();
    await asked[3]?.answer(answerWith(['a']));
    assert.equal(shown.notice, null);
  });

  it('asks first for what comes of the event that is shown, then for the others', async () => {
    const { session, asked, shown } = beside();
    const occasions: PreviewOutcomes = [
      { name: 'push', title: 'a push', tasksFor: 'github-push', result: { tasks: 1 } },
    ];
    session.receive({ kind: 'ready' });
    await asked[0]?.answer(answerWith(['a'], { occasions }));
    assert.deepEqual(asked[0]?.choice, { fields: {} });
    session.refresh();
    assert.deepEqual(asked[1]?.choice, { occasion: 'push', fields: {}, only: true });
    await asked[1]?.answer(answerWith(['b']));
    assert.deepEqual(namesIn(shown), ['b']);
    assert.deepEqual(shown.answer?.occasions[0]?.result, { tasks: 9 });
  });

  it('asks for another event once the one that is shown cannot happen any more', async () => {
    const { session, asked } = beside();
    session.receive({ kind: 'ready' });
    session.choose({ occasion: 'release' });
    const title = 'a release';
    const occasions: PreviewOutcomes = [{ name: 'release', title, tasksFor: 'github-release', result: { tasks: 1 } }];
    await asked[1]?.answer(answerWith(['a'], { shown: 'release', occasions }));
    session.refresh();
    assert.equal(asked[2]?.choice.only, true);
    await asked[2]?.answer(answerWith(['a'], { shown: 'release' }));
    assert.deepEqual(asked[3]?.choice, { occasion: 'release', fields: {} });
    assert.equal(asked.length, 4);
  });

  it('asks for what the user chooses: an event, one of their own, fields', async () => {
    const { session, asked, rests } = beside();
    session.receive({ kind: 'choose', occasion: 'push-tag' });
    session.receive({ kind: 'chooseOwn', own: 'mine' });
    session.receive({ kind: 'fields', fields: { branch: 'b' } });
    rests[0]?.();
    assert.deepEqual(
      asked.map(({ choice }) => choice),
      [
        { occasion: 'push-tag', fields: {} },
        { occasion: 'push-tag', body: { ref: 'x' }, fields: {} },
        { occasion: 'push-tag', body: { ref: 'x' }, fields: { branch: 'b' } },
      ],
    );
  });

  it('shows a definition in the chosen format', async () => {
    const { session, asked, shown } = beside();
    session.receive({ kind: 'ready' });
    await asked[0]?.answer(answerWith(['a', 'b']));
    session.receive({ kind: 'format', format: 'json' });
    await settled();
    assert.equal(shown.definition?.text, 'json of 0');
    session.receive({ kind: 'select', task: 1 });
    await settled();
    assert.equal(shown.definition?.text, 'json of 1');
  });

  it('leads to a place, and passes commands on', () => {
    const done: unknown[] = [];
    const { session } = beside({ goTo: (place) => done.push(place), run: (command) => done.push(command) });
    session.receive({ kind: 'goTo', place: PLACE });
    session.receive({ kind: 'command', command: 'copy' });
    assert.deepEqual(done, [PLACE, 'copy']);
  });

  it('does nothing any more once it is closed', async () => {
    const { session, asked, shown, rests } = beside();
    session.receive({ kind: 'ready' });
    session.changed();
    session.dispose();
    await asked[0]?.answer(answerWith(['a']));
    assert.deepEqual([shown.answer, rests.length], [undefined, 0]);
  });
});

describe('The state of a preview', () => {
  it('comes back as it was', () => {
    const state = { ...newState(SOURCE, 'push'), own: 'mine', fields: { tag: 'v1' }, format: 'json' as const, task: 3 };
    assert.deepEqual(readState(JSON.parse(JSON.stringify(state))), state);
  });

  it('is as in a new preview where an earlier version kept something else', () => {
    for (const odd of [undefined, null, 7, 'x', [], {}, { source: 7 }]) assert.equal(readState(odd), undefined);
    const odd = { source: SOURCE, occasion: 7, own: {}, fields: { branch: 7, tag: 'v' }, format: 'x', task: -1.5 };
    assert.deepEqual(readState(odd), { ...newState(SOURCE, undefined), fields: { tag: 'v' } });
  });
});

describe("The user's own events", () => {
  const kept = new Map<string, unknown>();
  const state = {
    get: <T>(key: string, usual?: T): T => (kept.get(key) ?? usual) as T,
    update: async (key: string, value: unknown) => void kept.set(key, value),
  };

  it('are kept by their names, apart for each scope', async () => {
    const [github, hook] = [ownEvents(state, 'github'), ownEvents(state, 'file:///hook.yml')];
    await github.keep('b', '{"ref": 1}');
    await github.keep('a', '{}');
    await github.keep('__proto__', '{"ref": 2}');
    await hook.keep('b', '{"x": 2}');
    assert.deepEqual(github.names(), ['__proto__', 'a', 'b']);
    assert.deepEqual([github.body('b'), hook.body('b'), hook.body('a')], [{ ref: 1 }, { x: 2 }, undefined]);
    assert.deepEqual(github.body('__proto__'), { ref: 2 });
    await github.remove('b');
    assert.deepEqual([github.names(), hook.names()], [['__proto__', 'a'], ['b']]);
  });

  it('are objects of a reasonable size', () => {
    const problemOf = (text: string): string => {
      const read = readBody(text);
      return 'problem' in read ? read.problem(english) : '';
    };
    assert.equal(problemOf('[]'), 'The JSON is not an object.');
    assert.match(problemOf('{'), /^The text is not JSON: /);
    assert.match(problemOf(' '.repeat(MAX_BODY + 1)), /longer than 1000000 characters/);
    assert.equal(problemOf('{"a": 1}'), '');
  });
});

describe('The line about events at the top of a file', () => {
  const outcome = (name: string, tasksFor: string | undefined, tasks: number): PreviewOutcomes[number] =>
    ({ name, title: `a ${name}`, tasksFor, result: { tasks } }) as PreviewOutcomes[number];
  const failing = (name: string, tasksFor: string): PreviewOutcomes[number] =>
    ({
      name,
      title: `a ${name}`,
      tasksFor,
      result: { failure: { message: '', place: PLACE } },
    }) as PreviewOutcomes[number];
  const CASES: readonly (readonly [string, PreviewOutcomes, readonly string[]])[] = [
    ['says nothing of a file without events', [], []],
    [
      'has for each kind the first event with tasks, then those without',
      [outcome('push', 'github-push', 0), outcome('tag', 'github-push', 1), outcome('release', 'github-release', 0)],
      ['1 task for a tag', 'no tasks for a release'],
    ],
    [
      'has what fails, too',
      [outcome('push', 'github-push', 7), failing('tag', 'github-push'), outcome('release', 'github-release', 0)],
      ['7 tasks for a push', 'fails for a tag', 'no tasks for a release'],
    ],
    [
      'has no more than four parts',
      ['a', 'b', 'c', 'd', 'e'].map((name) => outcome(name, undefined, 1)),
      ['1 task for a a', '1 task for a b', '1 task for a c', '1 task for a d'],
    ],
  ];
  for (const [title, outcomes, wanted] of CASES)
    it(title, () =>
      assert.deepEqual(
        outcomeWords(outcomes, english).map((words) => words.title),
        wanted,
      ),
    );
});

describe('What the deployment is asked to render', () => {
  it('is the file, for an event with the same body', () => {
    const body = { action: 'opened', repository: { full_name: 'me/mine' }, number: 7 };
    const request = renderRequest(
      'version: 1',
      answerWith([], { tasksFor: 'github-pull-request', body: JSON.stringify(body) }),
    );
    assert.deepEqual(JSON.parse(request ?? ''), {
      body: 'version: 1',
      organization: 'me',
      repository: 'mine',
      fakeEvent: {
        type: 'github-pull-request',
        action: 'opened',
        overrides: { repository: { full_name: 'me/mine' }, number: 7 },
      },
    });
  });

  it('is nothing for what is not from GitHub', () => {
    assert.equal(renderRequest('', answerWith([])), undefined);
  });

  it('comes back as tasks, or as what the service says', () => {
    const task = { created: '2026-11-27T04:16:16.159Z', metadata: { name: 'n' } };
    const rendered = renderedTasks(200, JSON.stringify({ tasks: [{ taskId: 'a', task }], scopes: [] }));
    assert.deepEqual(rendered, { tasks: [{ taskId: 'a', ...task }] });
    assert.equal(renderedAt('tasks' in rendered ? rendered.tasks : []), task.created);
    const message = 'InterpreterError at template.tasks[0]: unknown context value nope\n\n---\n\n* method: x';
    const said = 'InterpreterError at template.tasks[0]: unknown context value nope';
    assert.deepEqual(renderedTasks(400, JSON.stringify({ message })), { said });
    assert.deepEqual(renderedTasks(502, '<html>'), { said: 'status 502' });
  });

  it('is compared with keys in the same order', () => {
    assert.equal(sortedJson([{ b: { d: 1, c: 2 }, a: 3 }]), sortedJson([{ a: 3, b: { c: 2, d: 1 } }]));
  });
});
