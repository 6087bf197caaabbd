import assert from 'node:assert/strict';
import { createPoolSession, type PoolHost, readPoolState } from '../../client/pools/pool-session.js';
import type { PoolModel } from '../../client/webview/messages/pool.js';
import type { PoolPage, PoolPageResult } from '../../server/lsp/protocol.js';
import { english } from '../support/l10n.js';

const MINUTE = 60_000;
const PAGE: PoolPage = { workerPoolId: 'a/b', host: 'tc.example.com', body: { unknown: 'x' }, defined: [] };
const STATE = { workerPoolId: 'a/b', tables: [] };

/** A page in an editor that does not exist. */
function open(answer: () => PoolPageResult | undefined = () => ({ status: {}, page: PAGE })) {
  const world = {
    asked: [] as string[],
    done: [] as string[],
    visible: true,
    active: true,
    model: {} as Partial<PoolModel>,
  };
  let timer: { readonly milliseconds: number; readonly call: () => void } | undefined;
  const host: PoolHost = {
    ask: async (id, refresh) => {
      world.asked.push(refresh ? `${id} again` : id);
      return answer();
    },
    reason: ({ status: { why } }) => `Not asked: ${why}.`,
    show: (changes) => Object.assign(world.model, changes),
    t: english,
    isVisible: () => world.visible,
    isActive: () => world.active,
    run: (command) => world.done.push(command),
    later(milliseconds, call) {
      const own = { milliseconds, call };
      timer = own;
      return () => {
        if (timer === own) timer = undefined;
      };
    },
  };
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const session = createPoolSession(host, STATE);
  return {
    world,
    session,
    settle,
    /** The time until the next question; undefined if there is none. */
    rest: () => timer?.milliseconds,
    /** Lets that time pass. */
    async wait() {
      const { call } = timer ?? assert.fail('nothing is awaited');
      timer = undefined;
      call();
      await settle();
    },
  };
}

describe('The page of a pool in the editor', () => {
  it('asks once it is ready, and a minute after each answer', async () => {
    const { world, session, settle, rest, wait } = open();
    assert.deepEqual(world.asked, []);
    session.receive({ kind: 'ready' });
    await settle();
    assert.deepEqual(world.model, { state: STATE, page: PAGE, notice: null });
    assert.equal(rest(), MINUTE);
    await wait();
    assert.deepEqual(world.asked, ['a/b', 'a/b']);
    assert.equal(rest(), MINUTE);
  });

  it('asks ever less while nobody works, and at once when something changes', async () => {
    const { world, session, settle, rest, wait } = open();
    session.receive({ kind: 'ready' });
    await settle();
    world.active = false;
    const rests: (number | undefined)[] = [];
    for (let i = 0; i < 8; i++) {
      await wait();
      rests.push(rest());
    }
    assert.deepEqual(
      rests.map((milliseconds) => (milliseconds ?? 0) / MINUTE),
      [2, 4, 8, 16, 32, 60, 60, 60],
    );
    session.changed();
    session.changed();
    assert.ok((rest() ?? MINUTE) < 1_000);
    world.active = true;
    await wait();
    assert.equal(rest(), MINUTE);
  });

  it('asks nothing while it is hidden, nor once it is closed', async () => {
    const { world, session, settle, rest, wait } = open();
    session.receive({ kind: 'ready' });
    await settle();
    world.visible = false;
    await wait();
    session.changed();
    await wait();
    assert.deepEqual([world.asked.length, rest()], [1, undefined]);
    world.visible = true;
    session.receive({ kind: 'ready' });
    await settle();
    assert.equal(world.asked.length, 2);
    session.dispose();
    assert.equal(rest(), undefined);
  });

  it('says why there is nothing, and keeps what it has while the server is not running', async () => {
    let result: PoolPageResult | undefined = { status: {}, page: PAGE };
    const { world, session, settle } = open(() => result);
    session.receive({ kind: 'ready' });
    await settle();
    result = undefined;
    session.receive({ kind: 'command', command: 'refresh' });
    await settle();
    assert.deepEqual(world.asked, ['a/b', 'a/b again']);
    assert.deepEqual([world.model.page, world.model.notice], [PAGE, 'The Taskcluster language server is not running.']);
    result = { status: { why: 'offline' }, page: PAGE };
    session.receive({ kind: 'command', command: 'refresh' });
    await settle();
    assert.deepEqual([world.model.page, world.model.notice], [PAGE, 'Not asked: offline.']);
    result = { status: { why: 'disabled' }, page: null };
    session.receive({ kind: 'command', command: 'refresh' });
    await settle();
    assert.deepEqual([world.model.page, world.model.notice], [null, 'Not asked: disabled.']);
  });

  it('does what its buttons say, and keeps which tables are open', () => {
    const { world, session } = open();
    session.receive({ kind: 'command', command: 'browse' });
    session.receive({ kind: 'command', command: 'copy' });
    assert.deepEqual(world.done, ['browse', 'copy']);
    session.receive({ kind: 'table', chart: 'tasks', isOpen: true });
    assert.deepEqual(world.model.state, { workerPoolId: 'a/b', tables: ['tasks'] });
    session.receive({ kind: 'table', chart: 'capacity', isOpen: true });
    session.receive({ kind: 'table', chart: 'tasks', isOpen: false });
    assert.deepEqual(world.model.state, { workerPoolId: 'a/b', tables: ['capacity'] });
  });

  it('reads what any version has kept', () => {
    assert.deepEqual(readPoolState(JSON.parse(JSON.stringify(STATE))), STATE);
    assert.deepEqual(readPoolState({ workerPoolId: 'a/b', tables: ['tasks', 7, 'other'], more: 1 }), {
      workerPoolId: 'a/b',
      tables: ['tasks'],
    });
    for (const kept of [undefined, null, 'a/b', {}, { workerPoolId: 7 }, { workerPoolId: '' }])
      assert.equal(readPoolState(kept), undefined);
  });
});
