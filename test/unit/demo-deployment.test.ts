import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import {
  type DemoDeployment,
  type DemoOptions,
  type Fault,
  startDemoDeployment,
} from '../../scripts/demo-deployment/server.mjs';
import { explain, isAnswer, isError } from '../fixtures/demo/schemas.js';
import { type Signing, sign, temporary } from '../fixtures/demo/sign.js';

const WM = '/api/worker-manager/v1';
const QUEUE = '/api/queue/v1';
const LINUX = encodeURIComponent('lighthouse-1/linux');
const SCOPES = '/api/auth/v1/scopes/current';

let demo: DemoDeployment;
const start = async (options?: DemoOptions) => {
  demo = await startDemoDeployment(options);
};

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(demo.rootUrl + path, { method, headers, redirect: 'manual' });
// biome-ignore lint/suspicious/noExplicitAny: the schemas below say what it is
const json = async (path: string): Promise<any> => (await get(path)).json();

// biome-ignore lint/suspicious/noExplicitAny: the schema of the method has passed on it
async function checked(method: string, path: string): Promise<any> {
  const response = await get(path);
  const body = await response.json();
  assert.equal(response.status, 200, path);
  assert.ok(isAnswer(method, body), `${path}: ${explain(method, body)}`);
  assert.equal(demo.requests.at(-1)?.operation, method);
  return body;
}

describe('The demo deployment', () => {
  afterEach(() => demo.stop());

  it('answers of the shape that the schemas state, for each of its pools', async () => {
    await start();
    for (const { workerPoolId } of demo.pools) {
      const id = encodeURIComponent(workerPoolId);
      await checked('workerPool', `${WM}/worker-pool/${id}`);
      await checked('workerPoolStats', `${WM}/worker-pool/${id}/stats`);
      await checked('listWorkerPoolLaunchConfigs', `${WM}/worker-pool/${id}/launch-configs?includeArchived=true`);
      await checked('listWorkerPoolErrors', `${WM}/worker-pool-errors/${id}`);
      await checked('listWorkersForWorkerPool', `${WM}/workers/${id}`);
      await checked('taskQueueCounts', `${QUEUE}/task-queues/${id}/counts`);
      await checked('pendingTasks', `${QUEUE}/pending/${id}`);
    }
    await checked('listProviders', `${WM}/providers`);
    await checked('currentScopes', SCOPES);
    for (const service of ['worker-manager', 'queue', 'auth']) await checked('ping', `/api/${service}/v1/ping`);
  });

  it('lists 1,000 pools in pages that go on where the last one ended', async () => {
    await start({ pools: 1000 });
    const ids: string[] = [];
    let query = '?limit=300';
    while (query) {
      const { workerPools, continuationToken } = await checked('listWorkerPools', `${WM}/worker-pools${query}`);
      ids.push(...workerPools.map((pool: { workerPoolId: string }) => pool.workerPoolId));
      query = continuationToken ? `?limit=300&continuationToken=${continuationToken}` : '';
    }
    assert.equal(demo.requests.length, 4);
    assert.equal(new Set(ids).size, 1000);
    const stats = await checked('listWorkerPoolsStats', `${WM}/worker-pools/stats`);
    assert.deepEqual(
      stats.workerPoolsStats.map((row: { workerPoolId: string }) => row.workerPoolId),
      ids,
    );
  });

  it('has a pool of each state and provider', async () => {
    await start();
    const { workerPools } = await json(`${WM}/worker-pools`);
    const { workerPoolsStats } = await json(`${WM}/worker-pools/stats`);
    const providers = workerPools.map((pool: { providerId: string }) => pool.providerId);
    assert.deepEqual([...new Set(providers)].sort(), [
      'demo-aws',
      'demo-azure',
      'demo-google',
      'null-provider',
      'static',
    ]);
    for (const state of ['requested', 'running', 'stopping', 'stopped']) {
      assert.ok(
        workerPoolsStats.some((row: Record<string, number>) => (row[`${state}Capacity`] ?? 0) > 0),
        state,
      );
      assert.ok(
        workerPools.every((row: Record<string, number>) => row[`${state}Capacity`] === 0),
        `the list knows no ${state} workers`,
      );
    }
  });

  it('takes a page token of other characters for a mistake', async () => {
    await start();
    const response = await get(`${WM}/worker-pools?continuationToken=!`);
    const body = (await response.json()) as { readonly code: string };
    assert.equal(response.status, 400);
    assert.equal(body.code, 'InputError');
    assert.ok(isError(body));
  });

  it('fills in the defaults of a lifecycle as the clouds do, and none where there is no lifecycle', async () => {
    await start();
    const lifecycle = async (id: string) =>
      (await json(`${WM}/worker-pool/${encodeURIComponent(id)}`)).config.lifecycle;
    const defaults = { reregistrationTimeout: 345600, queueInactivityTimeout: 7200 };
    assert.deepEqual(await lifecycle('lighthouse-3/linux-small'), defaults);
    assert.equal(await lifecycle('lighthouse-3/decision'), undefined);
    assert.deepEqual(await lifecycle('lighthouse-t/reregister-zero'), { reregistrationTimeout: 0 });
  });

  describe('lets strangers', () => {
    const counts = `${QUEUE}/task-queues/${LINUX}/counts`;
    const paths = [counts, `${QUEUE}/pending/${LINUX}`, `${WM}/worker-pools`, `${WM}/worker-pool/x%2Fnone`];
    const statuses = () => Promise.all(paths.map(async (path) => (await get(path)).status));

    it('see everything, like Firefox CI', async () => {
      await start({ like: 'firefox-ci' });
      assert.deepEqual(await statuses(), [200, 200, 200, 404]);
    });

    it('see all but what runs, like Community TC', async () => {
      await start({ like: 'community' });
      assert.deepEqual(await statuses(), [403, 200, 200, 404]);
    });

    it('see nothing, not even what does not exist, like a private one', async () => {
      await start({ like: 'private' });
      assert.deepEqual(await statuses(), [403, 403, 403, 403]);
    });
  });

  it('knows who signed, with certificates too', async () => {
    // The example of Hawk's own documentation, but for its `ext` and its port: the test's signature is right.
    const example = { clientId: 'dh37fgj492je', key: 'werxhqb98rpaxn39848xrunpaw3489ruxnpa98w4rxn', nonce: 'j4h3g2' };
    const url = 'http://example.com:8000/resource/1?b=1&a=2';
    const header = sign(url, { ...example, ts: 1353832234, ext: 'some-app-ext-data' });
    assert.match(header, /mac="6R4rV5iE\+NPoym\+WwjeHzjAGXUtLNIxmo1vpMofpLAE="$/);

    const client = { clientId: 'demo/reader', accessToken: 'k'.repeat(44), scopes: ['queue:*'] };
    await start({ like: 'private', clients: [client] });
    const path = `${QUEUE}/pending/${LINUX}`;
    const status = async (signing: Signing) =>
      (await get(path, { authorization: sign(demo.rootUrl + path, signing) })).status;
    const now = Date.now();
    const own = { clientId: client.clientId, key: client.accessToken, ts: Math.floor(now / 1000), nonce: 'a' };
    assert.equal(await status(own), 200);
    assert.equal(await status({ ...own, key: 'x' }), 401);
    assert.equal(await status(temporary(client, ['queue:pending-count:*'], now)), 200);
    assert.equal(await status(temporary(client, ['queue:claimed-count:*'], now)), 403);
    assert.equal(await status(temporary(client, ['worker-manager:*'], now)), 401, 'more than the issuer has');
    assert.equal(await status(temporary(client, ['queue:*'], now - 7200_000)), 401, 'over since an hour');
  });

  describe('signs in', () => {
    const form = (query: Record<string, string>) =>
      `/auth/clients/create?scope=worker-manager%3Alist-*&scope=auth%3Aroot&${new URLSearchParams(query)}`;
    const query = { name: 'editor-a1', expires: '1d', description: '<b>x</b>' };
    beforeEach(() => start({ like: 'private' }));

    it('whoever presses the button, with the scopes that there are to give', async () => {
      const path = form({ ...query, callback_url: 'http://localhost:8080/cb/nonce' });
      const page = await (await get(path)).text();
      assert.match(page, /worker-manager:list-workers:\*/);
      assert.match(page, /&#60;b&#62;x&#60;\/b&#62;/);
      assert.doesNotMatch(page, /<code>auth:root/);

      const location = (await get(path, {}, 'POST')).headers.get('location') ?? '';
      const [, id = '', token = ''] =
        /^http:\/\/localhost:8080\/cb\/nonce\?clientId=(.+)&accessToken=([\w-]{22,66})$/.exec(location) ?? [];
      assert.match(id, /\|.*\/editor-a1$/, 'not encoded');
      const signing = { clientId: id, key: token, ts: Math.floor(Date.now() / 1000), nonce: 'n' };
      const list = `${WM}/worker-pools`;
      assert.equal((await get(list, { authorization: sign(demo.rootUrl + list, signing) })).status, 200);
      assert.equal((await get(list)).status, 403);
    });

    for (const callback_url of ['http://127.0.0.1:8080/', 'vscode://x/y', 'https://localhost.example.com/', '']) {
      it(`and hands nothing to '${callback_url}'`, async () => {
        const response = await get(form({ ...query, callback_url }), {}, 'POST');
        assert.equal(response.status, 400);
        assert.equal(response.headers.get('location'), null);
        assert.match(await response.text(), /is not allowed/);
      });
    }
  });

  it('has a page for every pool, where nothing from afar is markup', async () => {
    await start();
    const page = await (await get(`/worker-manager/${encodeURIComponent('lighthouse-t/markup')}`)).text();
    assert.match(page, /&#60;script&#62;/);
    assert.doesNotMatch(page, /<script|<img|href="command:/);
  });

  it('has links that lead to the right page also where it is shown under a path of another program', async () => {
    await start();
    for (const path of ['/', '/worker-manager', '/worker-manager/', '/auth/clients/']) {
      const page = await (await get(path)).text();
      const links = [...page.matchAll(/href="([^"]*)"/g)].map((match) => match[1] ?? '');
      assert.ok(links.length > 0);
      for (const link of links) {
        const url = new URL(link, `http://localhost:1/proxy/2${path}`);
        assert.match(url.pathname, /^\/proxy\/2\/worker-manager\/[^/]+$/, path);
      }
    }
  });

  describe('plays faults:', () => {
    const path = `${WM}/worker-pool/${LINUX}`;
    beforeEach(() => start());
    const during = async (fault: Fault) => {
      demo.setFault('*', fault);
      const response = await get(path);
      return { status: response.status, headers: response.headers, body: await response.text() };
    };

    const ANSWERED: readonly (readonly [Fault, number, RegExp])[] = [
      [{ kind: 'status', status: 401 }, 401, /^\{"code":"AuthenticationFailed"/],
      [{ kind: 'status', status: 403 }, 403, /^\{"code":"InsufficientScopes"/],
      [{ kind: 'status', status: 404 }, 404, /^<!DOCTYPE/],
      [{ kind: 'status', status: 404, as: 'error-json' }, 404, /^\{"error":/],
      [{ kind: 'status', status: 500 }, 500, /^\{"code":"InternalServerError"/],
      [{ kind: 'status', status: 502 }, 502, /^<!DOCTYPE/],
      [{ kind: 'status', status: 504 }, 504, /^<!DOCTYPE/],
      [{ kind: 'html' }, 200, /^<!DOCTYPE/],
      [{ kind: 'wrong-json' }, 200, /^\{"unexpected":/],
      [{ kind: 'wrong-types' }, 200, /^\{"workerPoolId":7,.*"currentCapacity":"16"/],
      [{ kind: 'error-json' }, 404, /^\{"error":/],
      [{ kind: 'truncated' }, 200, /^\{"workerPoolId":"lighthouse-1\/linux".*[^}]$/],
      [{ kind: 'drip', ms: 0 }, 200, /^\{"workerPoolId":"lighthouse-1\/linux".*\}$/],
      [{ kind: 'slow', ms: 1 }, 200, /^\{"workerPoolId":"lighthouse-1\/linux".*\}$/],
    ];
    for (const [fault, status, body] of ANSWERED) {
      it(JSON.stringify(fault), async () => {
        const answer = await during(fault);
        assert.equal(answer.status, status);
        assert.match(answer.body, body);
      });
    }

    for (const status of [429, 503]) {
      it(`${status} with Retry-After`, async () => {
        const { headers } = await during({ kind: 'status', status, retryAfter: 7 });
        assert.equal(headers.get('retry-after'), '7');
      });
    }

    it('a redirect to another origin', async () => {
      const { status, headers } = await during({ kind: 'redirect' });
      assert.equal(status, 302);
      assert.equal(headers.get('location'), demo.rootUrl.replace('127.0.0.1', 'localhost') + path);
    });

    for (const kind of ['reset', 'cut'] as const) {
      it(kind, async () => {
        await assert.rejects(during({ kind }));
        assert.equal(demo.requests.length, 1);
      });
    }

    it('hang, until it is stopped', async () => {
      const pending = assert.rejects(during({ kind: 'hang' }));
      demo.setFault('pendingTasks', { kind: 'slow', ms: 1 });
      await get(`${QUEUE}/pending/${LINUX}`); // an answer came, but not to the first
      assert.equal(demo.requests.length, 2);
      await demo.stop();
      await pending;
      await start();
    });

    it('a body without an end', async () => {
      demo.setFault('*', { kind: 'endless' });
      const reader = (await get(path)).body?.getReader();
      let bytes = 0;
      while (bytes < 5_000_000) bytes += (await reader?.read())?.value?.length ?? 0;
      await reader?.cancel();
    });

    it('for one method, for some requests, until they are cleared', async () => {
      const status = async (at: string) => (await get(at)).status;
      demo.setFault('workerPool', { kind: 'status', status: 500, times: 2 });
      demo.setFault(/\/stats$/, { kind: 'status', status: 502 });
      assert.equal(await status(`${WM}/worker-pools`), 200);
      assert.equal(await status(`${WM}/worker-pools/stats`), 502);
      assert.deepEqual([await status(path), await status(path), await status(path)], [500, 500, 200]);
      demo.clearFaults();
      assert.equal(await status(`${WM}/worker-pools/stats`), 200);
      assert.equal(await status('/worker-manager'), 200);
    });
  });

  it('changes as it is told', async () => {
    await start();
    demo.setPool('lighthouse-1/linux', { workers: [{ state: 'running', count: 3, capacity: 4 }] });
    demo.setQueue('lighthouse-1/linux', { pending: 8, claimed: 12 });
    assert.equal((await json(`${WM}/worker-pool/${LINUX}`)).runningCapacity, 12);
    assert.equal((await json(`${QUEUE}/task-queues/${LINUX}/counts`)).claimedTasks, 12);
    demo.setPools([{ workerPoolId: 'a/b', providerId: 'static', config: {} }]);
    assert.equal((await get(`${WM}/worker-pool/${LINUX}`)).status, 404);
    demo.clearRequests();
    assert.deepEqual(demo.requests, []);
  });
});

describe('npm run demo-deployment', () => {
  /** What the command prints and its exit code. */
  async function run(...args: string[]) {
    const env = { ...process.env, TASKCLUSTER_CLIENT_ID: 'mine', TASKCLUSTER_ACCESS_TOKEN: 'secret' };
    const child = spawn(process.execPath, ['scripts/demo-deployment.mjs', ...args], { env });
    const [out, error, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    return { out, error, code };
  }

  it('runs a command beside it, which finds the deployment and no credentials of another', async () => {
    const script = `
      const { TASKCLUSTER_ROOT_URL: url, TASKCLUSTER_CLIENT_ID: id, TASKCLUSTER_ACCESS_TOKEN: token } = process.env;
      const { status } = await fetch(url + '/api/worker-manager/v1/worker-pools');
      console.log(JSON.stringify({ id, token, status }));
      process.exitCode = 3;`;
    const command = [process.execPath, '--input-type=module', '-e', script];
    const { out, error, code } = await run(
      '--pools',
      '40',
      '--fault',
      'listWorkerPools=status:503:5',
      '--',
      ...command,
    );
    assert.deepEqual(JSON.parse(out), { status: 503 });
    assert.match(error, /^http:\/\/127\.0\.0\.1:\d+ plays 40 worker pools .*listWorkerPools answers with status\.\n$/);
    assert.equal(code, 3);
  });

  for (const wrong of [
    ['--fault', 'hang:5'],
    ['--fault', 'status:50'],
    ['--like', 'x'],
    ['--port', '70000'],
    ['--x'],
  ]) {
    it(`does not take ${wrong.join(' ')}`, async () => {
      const { error, code } = await run(...wrong);
      assert.equal(code, 2);
      assert.match(error, new RegExp(wrong[0] ?? ''));
    });
  }
});
