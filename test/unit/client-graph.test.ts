import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createGraphSession, type GraphHost, type GraphSession } from '../../client/graph/session.js';
import { newState, readState } from '../../client/graph/state.js';
import type { GraphModel } from '../../client/webview/messages/graph.js';
import type { GraphAnswer, PreviewChoice } from '../../server/lsp/protocol.js';
import { english } from '../support/l10n.js';

const SOURCE = 'file:///x/task-graph.json';
const PLACE = { start: { line: 3, character: 2 }, end: { line: 3, character: 2 } };

/** What the server answers for a file with tasks of these labels. */
const answerWith = (labels: readonly string[], more: Partial<GraphAnswer> = {}): GraphAnswer => ({
  version: 1,
  occasions: [],
  shown: undefined,
  failures: [],
  graph: {
    labels,
    kinds: labels.map(() => -1),
    kindNames: [],
    queues: labels.map(() => -1),
    queueNames: [],
    places: labels.flatMap((_, index) => [index, 0]),
    known: labels.length,
    edges: [],
  },
  ...more,
});

interface Asked {
  readonly choice: PreviewChoice;
  readonly answer: (answer: GraphAnswer | undefined) => Promise<void>;
}

/** A graph beside a server that answers when it is told to. */
function beside(more: Partial<GraphHost> = {}): {
  session: GraphSession;
  asked: Asked[];
  shown: Partial<GraphModel>;
  rests: (() => void)[];
} {
  const asked: Asked[] = [];
  const rests: (() => void)[] = [];
  const shown: { -readonly [Key in keyof GraphModel]?: GraphModel[Key] } = {};
  const session = createGraphSession(
    {
      graph: (choice) =>
        new Promise((resolve) => {
          const answer = async (given: GraphAnswer | undefined): Promise<void> => {
            resolve(given);
            await new Promise((done) => setTimeout(done));
          };
          asked.push({ choice, answer });
        }),
      show: (changes) => void Object.assign(shown, changes),
      goTo: () => assert.fail(),
      t: english,
      afterRest(call) {
        rests.push(call);
        return () => void rests.splice(rests.indexOf(call), 1);
      },
      ...more,
    },
    newState(SOURCE, {}),
  );
  return { session, asked, shown, rests };
}

const labelsIn = ({ answer }: Partial<GraphModel>): unknown => answer?.graph.labels;

describe('A task graph', () => {
  it('asks nothing before its page is ready', async () => {
    const { session, asked, shown } = beside();
    assert.equal(asked.length, 0);
    session.receive({ kind: 'ready' });
    await asked[0]?.answer(answerWith(['a', 'b']));
    assert.deepEqual([labelsIn(shown), shown.notice], [['a', 'b'], null]);
  });

  it('says so if nobody can answer', async () => {
    const { session, shown } = beside({ graph: () => Promise.reject(new Error('The file is gone')) });
    session.receive({ kind: 'ready' });
    await new Promise((done) => setTimeout(done));
    assert.match(shown.notice ?? '', /not running/);
  });

  it('asks once nobody has typed for a while, once for many keys, and drops answers that come too late', async () => {
    const { session, asked, shown, rests } = beside();
    session.receive({ kind: 'ready' });
    for (let key = 0; key < 5; key++) session.changed();
    await asked[0]?.answer(answerWith(['older than the text']));
    assert.deepEqual([labelsIn(shown), asked.length, rests.length], [undefined, 1, 1]);
    rests[0]?.();
    await asked[1]?.answer(answerWith(['new']));
    assert.deepEqual(labelsIn(shown), ['new']);
    session.changed();
    session.dispose();
    assert.equal(rests.length, 0);
  });

  it('keeps the chosen task by its label, forgets where it is gone, and finds it again', async () => {
    const { session, asked, shown, rests } = beside();
    const edited = async (labels: readonly string[]): Promise<unknown> => {
      session.changed();
      rests.pop()?.();
      await asked.at(-1)?.answer(answerWith(labels));
      return shown.state?.task;
    };
    await edited(['a', 'b', 'c']);
    session.receive({ kind: 'select', task: 1 });
    assert.deepEqual([shown.state?.task, shown.state?.label], [1, 'b']);
    assert.equal(await edited(['new', 'a', 'b', 'c']), 2);
    assert.equal(await edited(['a', 'c']), null);
    assert.equal(await edited(['b', 'b']), 0);
    session.receive({ kind: 'select', task: 1 });
    assert.equal(await edited(['b', 'b', 'x']), 1);
    session.receive({ kind: 'select', task: null });
    assert.equal(await edited(['b', 'b', 'x']), null);
  });

  it('shows what was there before while the file cannot be read, and says so', async () => {
    const { session, asked, shown } = beside();
    session.receive({ kind: 'ready' });
    await asked[0]?.answer(answerWith(['a']));
    session.refresh();
    await asked[1]?.answer(answerWith([], { reason: 'Broken.' }));
    assert.deepEqual([labelsIn(shown), shown.notice], [['a'], 'Broken. Below is what was shown before.']);
    session.refresh();
    await asked[2]?.answer(undefined);
    assert.match(shown.notice ?? '', /not running/);
  });

  it('shows the tasks of another event with the same fields, and not with the body of another one', async () => {
    const { session, asked } = beside();
    session.choose({ occasion: 'push', body: { ref: 'x' }, fields: { branch: 'topic' } });
    session.receive({ kind: 'choose', occasion: 'release' });
    assert.deepEqual(
      asked.map(({ choice }) => choice),
      [
        { occasion: 'push', body: { ref: 'x' }, fields: { branch: 'topic' } },
        { occasion: 'release', fields: { branch: 'topic' } },
      ],
    );
  });

  it('leads to the source, and keeps what is chosen in its page', () => {
    const places: unknown[] = [];
    const { session, shown } = beside({ goTo: (place) => places.push(place) });
    session.receive({ kind: 'goTo', place: PLACE });
    session.receive({ kind: 'view', view: 'table' });
    session.receive({ kind: 'colours', colours: 'queue' });
    assert.deepEqual(places, [PLACE]);
    assert.deepEqual([shown.state?.view, shown.state?.colours], ['table', 'queue']);
  });
});

describe('the state of a task graph', () => {
  it('comes back as it was kept', () => {
    const state = {
      ...newState(SOURCE, { occasion: 'push', body: { ref: 'x' }, fields: { branch: 'topic' } }),
      task: 3,
      label: 'd',
      view: 'table',
      colours: 'queue',
    };
    assert.deepEqual(readState(JSON.parse(JSON.stringify(state))), state);
  });

  it('is as in a new graph where another version has kept something else', () => {
    for (const kept of [undefined, null, 'x', {}, { source: 1 }]) assert.equal(readState(kept), undefined);
    const strange = { source: SOURCE, choice: 'x', task: -1, label: 3, view: 'globe', colours: 'red' };
    assert.deepEqual(readState(strange), newState(SOURCE, {}));
    assert.deepEqual(readState({ source: SOURCE, choice: { fields: { branch: 1 } } })?.choice, { fields: {} });
  });
});
