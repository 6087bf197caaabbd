import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type DemoClient, startDemoDeployment } from '../../scripts/demo-deployment/server.mjs';
import type { LiveServer } from '../support/live-server.js';
import { MINUTE, tasksFor, withLive } from '../support/live-server.js';
import { TIMEOUT_MS } from '../support/server.js';
import { task } from '../support/texts.js';

const TEXT = task('taskQueueId: lighthouse-1/linux-old');

/** Does in the editor all that might ask. */
async function everything(live: LiveServer): Promise<void> {
  const document = await live.server.open('task.yml', TEXT);
  await document.published();
  await live.lenses(document);
  await live.hover(document, 'lighthouse-1');
  await live.completion(document, 'lighthouse-1');
  await live.pools({ which: 'workspace', refresh: true });
  await live.pools({ which: 'all', refresh: true });
  await live.server.pass(10 * MINUTE);
  await document.close();
  await live.server.assertAlive();
}

describe('nothing is asked', function () {
  this.timeout(TIMEOUT_MS);

  it('by a client that opens the connections and has not said what may be asked', () =>
    withLive({ access: null }, async (live) => {
      await everything(live);
      assert.deepEqual([live.fetched, live.deployment.requests], [[], []]);
    }));

  for (const why of ['disabled', 'no-root-url', 'untrusted'] as const) {
    it(`where it says that nothing may be, and why: ${why}`, () =>
      withLive({ access: null }, async (live) => {
        await live.access({ rootUrl: live.deployment.rootUrl });
        await live.access({ why });
        await live.status((status) => status.why === why);
        await everything(live);
        assert.deepEqual([live.fetched, live.deployment.requests], [[], []]);
        const { status, pools } = await live.pools({ which: 'all' });
        assert.deepEqual([status, pools], [{ why }, []]);
      }));
  }

  const settings: Record<string, (rootUrl: string) => object> = {
    'live.enable is false': (rootUrl) => ({ rootUrl, live: { enable: false } }),
    'there is no root URL': () => ({}),
    'the settings say that none is to be asked': () => ({ rootUrl: '' }),
    'the root URL is none': () => ({ rootUrl: 'tc.example.com' }),
    'the root URL leads elsewhere in the clear': () => ({ rootUrl: 'http://tc.example.com' }),
  };
  for (const [what, settingsFor] of Object.entries(settings)) {
    it(`by the server itself where ${what}`, async () => {
      const other = await startDemoDeployment();
      const environment = { TASKCLUSTER_ROOT_URL: /live.enable|none is to be/.test(what) ? other.rootUrl : '' };
      await withLive({ network: 'server', settings: settingsFor(other.rootUrl), environment }, async (live) => {
        await everything(live);
        assert.deepEqual([live.fetched, other.requests], [[], []]);
      }).finally(() => other.stop());
    });
  }

  it('any more when it is withdrawn, not even what waits for its turn', () =>
    withLive({ deployment: { pools: 200 } }, async (live) => {
      live.deployment.setFault('taskQueueCounts', { kind: 'hang' });
      const ids = live.deployment.pools.slice(0, 20).map(({ workerPoolId }) => workerPoolId);
      const document = await live.server.open('.taskcluster.yml', tasksFor(ids));
      await live.lenses(document);
      await live.server.inbox.until(() => (live.fetched.some(({ url }) => url.endsWith('/counts')) ? true : undefined));
      await live.access({ why: 'disabled' });
      await live.status(({ why }) => why === 'disabled');
      const { length } = live.fetched;
      for (let i = 0; i < 5; i++) {
        // Those that hang are given up, which makes way for the next.
        await live.server.pass(MINUTE);
        await live.server.assertAlive();
      }
      assert.equal(live.fetched.length, length);
    }));

  it('of lenses where they are switched off', () =>
    withLive(
      { network: 'server', settings: { rootUrl: 'http://127.0.0.1:1', live: { codeLens: false } } },
      async (live) => {
        live.server.settings = { rootUrl: live.deployment.rootUrl, live: { codeLens: false } };
        await live.server.changeConfiguration(null);
        const document = await live.server.open('task.yml', TEXT);
        await live.settled();
        assert.deepEqual(live.shown(document), ['0: worker-pool-deleted']);
        assert.deepEqual(await live.lenses(document), []);
        const { lensRefreshes } = live.server.inbox;
        live.server.settings = { rootUrl: live.deployment.rootUrl };
        await live.server.changeConfiguration(null);
        await live.server.inbox.until(() => (live.server.inbox.lensRefreshes > lensRefreshes ? true : undefined));
        assert.equal((await live.lenses(document)).length, 1);
      },
    ));
});

describe('what may be asked', function () {
  this.timeout(TIMEOUT_MS);

  it('is known to the client whenever it changes, and what was known of another deployment is gone', async () => {
    const other = await startDemoDeployment({ pools: [] });
    await withLive({}, async (live) => {
      const { rootUrl } = live.deployment;
      const document = await live.server.open('task.yml', TEXT);
      await live.settled();
      assert.deepEqual(live.shown(document), ['0: worker-pool-deleted']);
      await live.access({ rootUrl: other.rootUrl });
      await live.status((status) => status.rootUrl === other.rootUrl);
      await live.settled();
      assert.deepEqual(live.shown(document), ['0: unknown-worker-pool']);
      await live.access({ why: 'untrusted' });
      await live.status(({ why }) => why === 'untrusted');
      assert.match(await live.hover(document, 'lighthouse-1'), /this workspace is not trusted/);
      await live.access({ why: 'disabled' });
      await live.status(({ why }) => why === 'disabled');
      await live.server.pass(1_000);
      await live.server.assertAlive();
      assert.deepEqual(live.shown(document), []);
      assert.doesNotMatch(await live.hover(document, 'lighthouse-1'), /deleted/);
      assert.deepEqual(live.statuses[0]?.rootUrl, rootUrl);
    }).finally(() => other.stop());
  });

  it('comes from the environment where the settings do not say', async () => {
    const deployment = await startDemoDeployment();
    const environment = { TASKCLUSTER_ROOT_URL: deployment.rootUrl };
    await withLive({ network: 'server', settings: {}, environment }, async (live) => {
      const document = await live.server.open('task.yml', TEXT);
      await live.settled();
      assert.deepEqual(live.shown(document), ['0: worker-pool-deleted']);
    }).finally(() => deployment.stop());
  });

  for (const nonsense of [null, 17, 'x', [], { rootUrl: 17 }, { rootUrl: 'http://example.com' }, { rootUrl: '' }]) {
    it(`is nothing if it is ${JSON.stringify(nonsense)}`, () =>
      withLive({ access: null }, async (live) => {
        await live.access(nonsense as object);
        await everything(live);
        assert.deepEqual(live.fetched, []);
      }));
  }
});

describe('a secret', function () {
  this.timeout(TIMEOUT_MS);

  const CLIENT: DemoClient = {
    clientId: 'mozilla-auth0/ad|Example|jane/editor',
    accessToken: 'tOpSeCrEt-0123456789-abcdefghijklmnopqrstuvw',
    scopes: ['*'],
  };
  const { clientId, accessToken } = CLIENT;

  /** All that the server lets out. */
  function eavesdrop({ server }: LiveServer): () => string {
    const heard: Buffer[] = [];
    for (const stream of [server.process.stdout, server.process.stderr])
      stream?.on('data', (chunk: Buffer) => heard.push(chunk));
    return () => Buffer.concat(heard).toString();
  }

  it('signs the questions to its own deployment, and is in nothing that the server says', async () => {
    const other = await startDemoDeployment();
    const deployment = { like: 'private', clients: [CLIENT] } as const;
    await withLive({ access: null, ownErrors: true, deployment }, async (live) => {
      const heard = eavesdrop(live);
      await live.server.connection.sendNotification('$/setTrace', { value: 'verbose' });
      await live.access({ rootUrl: live.deployment.rootUrl, credentials: { clientId, accessToken } });
      const document = await live.server.open('task.yml', TEXT);
      await live.settled();
      assert.deepEqual(live.shown(document), ['0: worker-pool-deleted']);
      await live.hover(document, 'lighthouse-1');
      assert.ok(live.fetched.length > 0);
      for (const { headers } of live.fetched) assert.match(headers.authorization ?? '', /^Hawk id="mozilla-auth0/);

      for (const kind of ['hang', 'html', 'reset', 'redirect'] as const) {
        live.deployment.setFault('*', kind === 'redirect' ? { kind, to: `${other.rootUrl}/` } : { kind });
        live.patience = 50;
        await live.pools({ which: 'all', refresh: true });
      }
      const before = live.fetched.length;
      await live.access({ rootUrl: other.rootUrl });
      await live.settled();
      const after = live.fetched.slice(before);
      assert.ok(after.length > 0);
      for (const { url, headers } of after) {
        assert.equal(new URL(url).origin, other.rootUrl);
        assert.equal(headers.authorization, undefined);
      }
      assert.ok(other.requests.every(({ headers }) => headers.authorization === undefined));
      const encoded = [accessToken, Buffer.from(accessToken).toString('base64'), encodeURIComponent(accessToken)];
      for (const form of encoded) assert.ok(!heard().includes(form));
      // What was heard is all of it, so the signatures are.
      assert.ok(heard().includes('Hawk id='));
    }).finally(() => other.stop());
  });

  it('of the environment goes to the deployment of the environment and to no other', async () => {
    const other = await startDemoDeployment();
    const home = await startDemoDeployment({ like: 'private', clients: [CLIENT] });
    const environment = {
      TASKCLUSTER_ROOT_URL: home.rootUrl,
      TASKCLUSTER_CLIENT_ID: clientId,
      TASKCLUSTER_ACCESS_TOKEN: accessToken,
    };
    await withLive({ network: 'server', settings: {}, environment, ownErrors: true }, async (live) => {
      const heard = eavesdrop(live);
      const document = await live.server.open('task.yml', TEXT);
      await live.settled();
      assert.deepEqual(live.shown(document), ['0: worker-pool-deleted']);
      assert.ok(home.requests.every(({ headers }) => headers.authorization?.startsWith('Hawk ')));
      const { length } = home.requests;
      live.server.settings = { rootUrl: other.rootUrl };
      await live.server.changeConfiguration(null);
      await live.server.inbox.until(() => (live.server.inbox.publishedFor(document.uri).length > 2 ? true : undefined));
      await live.settled();
      assert.ok(other.requests.length > 0);
      assert.ok(other.requests.every(({ headers }) => headers.authorization === undefined));
      assert.equal(home.requests.length, length);
      assert.ok(!heard().includes(accessToken));
    }).finally(() => Promise.all([other.stop(), home.stop()]));
  });
});
