import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { DOCUMENT_STATUS } from '../../server/lsp/protocol.js';
import { type LiveServer, MINUTE, tasksFor, withLive } from '../support/live-server.js';
import { TIMEOUT_MS } from '../support/server.js';
import { task } from '../support/texts.js';

const LINUX = task('taskQueueId: lighthouse-1/linux');
const WINDOWS = task('taskQueueId: lighthouse-1/windows');

describe('what changes in the deployment', function () {
  this.timeout(TIMEOUT_MS);

  it('is published anew for the documents that name the pool, and for no others', () =>
    withLive({}, async (live) => {
      const linux = await live.server.open('linux.yml', LINUX);
      const windows = await live.server.open('windows.yml', WINDOWS);
      const plain = await live.server.open('plain.yml', 'description: nothing for Taskcluster\n');
      await live.settled();
      const documents = [linux, windows, plain];
      const counts = (): number[] => documents.map(({ uri }) => live.server.inbox.publishedFor(uri).length);
      const before = counts();
      live.deployment.setPool('lighthouse-1/linux', { providerId: 'null-provider' });
      await live.server.pass(5 * MINUTE);
      await live.settled();
      assert.deepEqual(live.shown(linux), ['0: worker-pool-deleted']);
      const [first = 0, ...others] = counts();
      assert.ok(first > (before[0] ?? 0));
      assert.deepEqual(others, before.slice(1));
    }));

  it('comes with a refresh of the pools, before its time', () =>
    withLive({}, async (live) => {
      const document = await live.server.open('linux.yml', LINUX);
      await live.settled();
      assert.deepEqual(live.shown(document), []);
      const { lensRefreshes } = live.server.inbox;
      live.deployment.setPool('lighthouse-1/linux', {
        config: { minCapacity: 0, maxCapacity: 0, lifecycle: { reregistrationTimeout: 86_400 } },
      });
      live.deployment.setQueue('lighthouse-1/linux', { pending: 41, claimed: 0 });
      const { pools } = await live.pools({ which: 'workspace', refresh: true });
      assert.equal(pools[0]?.warning, 'This pool cannot run any tasks: it has a maxCapacity of 0.');
      await live.settled();
      assert.deepEqual(live.shown(document), ['0: worker-pool-without-capacity']);
      assert.ok(live.server.inbox.lensRefreshes > lensRefreshes);
      assert.match((await live.lenses(document))[0] ?? '', /41 pending/);
    }));

  it('has a client that asks for diagnostics ask again, and other documents are unchanged', () =>
    withLive({ pull: true }, async (live) => {
      const linux = await live.server.open('linux.yml', LINUX);
      const windows = await live.server.open('windows.yml', WINDOWS);
      await Promise.all([linux.pull(), windows.pull()]);
      await live.settled();
      const [first, other] = [await linux.pull(), await windows.pull()];
      const { refreshes } = live.server.inbox;
      live.deployment.setPool('lighthouse-1/linux', { providerId: 'null-provider' });
      await live.pools({ which: 'workspace', refresh: true });
      await live.settled();
      assert.ok(live.server.inbox.refreshes > refreshes);
      const again = await linux.pull(first.resultId);
      assert.deepEqual(again.kind === 'full' && again.items.map(({ code }) => code), ['worker-pool-deleted']);
      assert.deepEqual(await windows.pull(other.resultId), { kind: 'unchanged', resultId: other.resultId });
    }));

  it('reaches a part of a document that is not looked at just then, as another one is being edited', () =>
    withLive({ pull: true }, async (live) => {
      const ids = ['lighthouse-1/linux', ...Array(90).fill('lighthouse-1/windows')];
      const document = await live.server.open('.taskcluster.yml', `${tasksFor(ids)}    # zzz\n`);
      await document.pull();
      await live.settled();
      assert.deepEqual(await document.rules(), []);
      live.deployment.setPool('lighthouse-1/linux', { providerId: 'null-provider' });
      // The last task; nobody asks for diagnostics before the pool has changed.
      const start = document.at('zzz');
      await document.change([{ range: { start, end: start }, text: 'z' }]);
      await live.pools({ which: 'all', refresh: true });
      await live.server.pass(1_000);
      assert.deepEqual(await document.rules(), ['worker-pool-deleted']);
    }));

  it('redraws nothing where no document names the pool', () =>
    withLive({ deployment: { pools: 100 } }, async (live) => {
      const document = await live.server.open('linux.yml', LINUX);
      // With the list comes what the question for one pool does not tell.
      await live.pools({ which: 'all' });
      await live.settled();
      const { lensRefreshes } = live.server.inbox;
      const published = live.server.inbox.publishedFor(document.uri).length;
      live.deployment.setPool('lighthouse-1/windows', { providerId: 'null-provider' });
      await live.pools({ which: 'all', refresh: true });
      await live.server.pass(1_000);
      await live.server.assertAlive();
      assert.equal(live.server.inbox.lensRefreshes, lensRefreshes);
      assert.equal(live.server.inbox.publishedFor(document.uri).length, published);
    }));
});

describe('an open document that nobody touches', function () {
  this.timeout(TIMEOUT_MS);

  const STEP = 5;

  /**
   * Lets time pass in steps, as it does when somebody is away. Tells after how many minutes something was asked.
   * @param most how many requests each step may cost
   */
  async function away(live: LiveServer, minutes: number, most = 3): Promise<number[]> {
    const asked: number[] = [];
    for (let minute = STEP; minute <= minutes; minute += STEP) {
      live.deployment.clearRequests();
      await live.server.pass(STEP * MINUTE);
      await quiet(live);
      // The pool and its queue; the providers once in an hour.
      assert.ok(live.deployment.requests.length <= most, `${live.deployment.requests.length} requests`);
      if (live.deployment.requests.length > 0) asked.push(minute);
    }
    return asked;
  }

  /** Waits until the server asks no more, without asking for anything. */
  async function quiet(live: LiveServer): Promise<void> {
    for (let calm = 0; calm < 3; ) {
      await live.server.connection.sendRequest(DOCUMENT_STATUS, { uri: 'none' });
      await new Promise((resolve) => setTimeout(resolve, 30));
      calm = live.underWay > 0 ? 0 : calm + 1;
    }
  }

  it('is brought up to date at growing intervals, and again at once when somebody comes back', () =>
    withLive({}, async (live) => {
      const document = await live.server.open('linux.yml', LINUX);
      await live.settled();
      assert.match((await live.lenses(document))[0] ?? '', /, 3 pending/);
      live.deployment.setQueue('lighthouse-1/linux', { pending: 8, claimed: 1 });
      const { lensRefreshes } = live.server.inbox;
      // It is due 1, 1, 2, 4, 8, … minutes after the time before.
      assert.deepEqual(await away(live, 70), [5, 10, 15, 20, 30, 50]);
      assert.ok(live.server.inbox.lensRefreshes > lensRefreshes);
      assert.match((await live.lenses(document))[0] ?? '', /, 8 pending/);

      await quiet(live);
      live.deployment.setQueue('lighthouse-1/linux', { pending: 9, claimed: 1 });
      await away(live, 20);
      live.deployment.clearRequests();
      await document.codeActions(document.at('created'));
      await live.server.pass(100);
      await quiet(live);
      assert.ok(live.deployment.requests.length > 0);
      await live.server.pass(100);
      assert.match((await live.lenses(document))[0] ?? '', /, 9 pending/);
    }));

  it('shows within a minute that a pool appears for which a task waits, however long nobody was there', () =>
    withLive({}, async (live) => {
      const document = await live.server.open('soon.yml', task('taskQueueId: lighthouse-1/soon'));
      await live.settled();
      assert.deepEqual(live.shown(document), ['0: unknown-worker-pool']);
      await away(live, 40, 6);
      live.deployment.setPool('lighthouse-1/soon', { config: { lifecycle: { reregistrationTimeout: 86_400 } } });
      await live.server.pass(MINUTE);
      await quiet(live);
      await live.server.pass(1_000);
      await live.server.assertAlive();
      assert.deepEqual(live.shown(document), []);
    }));

  it('costs nothing when it is closed', () =>
    withLive({}, async (live) => {
      const document = await live.server.open('linux.yml', LINUX);
      await live.settled();
      await document.close();
      assert.equal(await document.status(), null);
      assert.deepEqual(await away(live, 20), []);
    }));

  it('comes with the providers, of which a pool names none that there is', () =>
    withLive({}, async (live) => {
      const text = 'providerId: nope\ndescription: d\nowner: o@example.com\nemailOnError: false\nconfig: {}\n';
      const document = await live.server.open('pool.yml', text);
      await live.settled();
      assert.deepEqual(live.shown(document), ['0: unknown-provider']);
    }));
});
