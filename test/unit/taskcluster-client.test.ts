import assert from 'node:assert/strict';
import type { TaskclusterClient } from '../../server/taskcluster/api/client.js';
import type { Answer } from '../../server/taskcluster/http/answer.js';
import { POOL, type Replies, type Reply, ROOT_URL, world } from '../support/fake-deployment.js';

const NETWORK = { error: 'network', message: 'connection reset' } as const;
const html = (status: number): Reply => ({ status, headers: {}, body: '<html><h1>Sign in</h1></html>' });
const text = (status: number, body: string): Reply => ({ status, headers: {}, body });
const pool = (id: string) => ({ ...POOL, workerPoolId: id });

/** `kind`, or `ok`. */
const outcome = (answer: Answer<unknown>): string => (answer.ok ? 'ok' : answer.error.kind);

function errorOf(answer: Answer<unknown>) {
  assert.ok(!answer.ok, 'an error is expected');
  return answer.error;
}

/** Every method, and a good answer to it. */
const METHODS: Readonly<
  Record<Exclude<keyof TaskclusterClient, 'rootUrl'>, (client: TaskclusterClient) => Promise<Answer<unknown>>>
> = {
  workerPool: (client) => client.workerPool('proj/ci'),
  workerPoolStats: (client) => client.workerPoolStats('proj/ci'),
  listWorkerPools: (client) => client.listWorkerPools(),
  listWorkerPoolsStats: (client) => client.listWorkerPoolsStats(),
  listWorkerPoolErrors: (client) => client.listWorkerPoolErrors('proj/ci'),
  listWorkerPoolLaunchConfigs: (client) => client.listWorkerPoolLaunchConfigs('proj/ci'),
  listProviders: (client) => client.listProviders(),
  taskQueueCounts: (client) => client.taskQueueCounts('proj/ci'),
};

/** An answer to each request, and how often it is sent in all. */
const FAULTS: readonly (readonly [title: string, reply: Reply, kind: string, requests: number])[] = [
  ['no connection', NETWORK, 'unreachable', 3],
  ['500', { status: 500, json: { code: 'InternalServerError', message: 'Internal' } }, 'failed', 3],
  ['502 with HTML', html(502), 'failed', 3],
  ['503', { status: 503, json: {} }, 'failed', 3],
  ['429', { status: 429, json: {} }, 'failed', 1],
  ['400', { status: 400, json: { code: 'InputError', message: 'no' } }, 'refused', 1],
  ['401', { status: 401, json: { code: 'AuthenticationFailed', message: 'no' } }, 'unauthorized', 1],
  ['401 with HTML', html(401), 'unauthorized', 1],
  ['404 of the service', { status: 404, json: { code: 'ResourceNotFound', message: 'no' } }, 'absent', 1],
  ['404 with another code', { status: 404, json: { code: 'Other', message: 'no' } }, 'unusable', 1],
  ['404 of a route that is not there', { status: 404, json: { error: 'Not found' } }, 'unusable', 1],
  ['404 with HTML', html(404), 'unusable', 1],
  ['409', { status: 409, json: { code: 'RequestConflict', message: 'no' } }, 'refused', 1],
  ['418 with HTML', html(418), 'unusable', 1],
  ['204', text(204, ''), 'unusable', 1],
  ['304', text(304, ''), 'unusable', 1],
  ['302 that a transport let through', text(302, ''), 'unusable', 1],
  ['a redirect', { error: 'redirect', message: 'elsewhere' }, 'unusable', 1],
  ['no answer in time', { error: 'timeout', message: 'late' }, 'timeout', 3],
  ['200 with HTML', html(200), 'unusable', 1],
  ['200 with nothing', text(200, ''), 'unusable', 1],
  ['200 cut short', text(200, '{"workerPools": ['), 'unusable', 1],
  ['200 with {"error"}', { json: { error: 'Not found' } }, 'unusable', 1],
  ['200 with a list', { json: [] }, 'unusable', 1],
  ['200 with null', { json: null }, 'unusable', 1],
  ['200 with a number', { json: 1 }, 'unusable', 1],
];

describe('taskcluster: faults, at every method', () => {
  for (const [title, reply, kind, requests] of FAULTS) {
    for (const [name, ask] of Object.entries(METHODS)) {
      it(`${title}: ${name}`, async () => {
        const deployment = world(() => reply);
        const error = errorOf(await ask(deployment.client));
        assert.equal(error.kind, kind);
        assert.notEqual(error.message, '');
        assert.equal(deployment.requests.length, requests);
      });
    }
  }

  it('403 is not repeated, but counts are asked for in the other way', async () => {
    for (const [name, ask] of Object.entries(METHODS)) {
      const deployment = world(() => ({ status: 403, json: { code: 'InsufficientScopes', message: 'no' } }));
      assert.equal(outcome(await ask(deployment.client)), 'forbidden');
      // Counts, pending tasks, and which scopes there are.
      assert.equal(deployment.requests.length, name === 'taskQueueCounts' ? 3 : 1, name);
    }
  });

  it('too long: a listing is asked for in smaller pages, all else once', async () => {
    for (const [name, ask] of Object.entries(METHODS)) {
      const deployment = world(() => ({ error: 'too-long', message: 'too long' }));
      assert.equal(outcome(await ask(deployment.client)), 'too-long');
      const limits = deployment.paths().map((path) => new URLSearchParams(path.split('?')[1]).get('limit'));
      const isListing = /^list(?!WorkerPoolErrors)/.test(name);
      if (isListing) assert.deepEqual(limits, [null, '100', '10'], name);
      else assert.equal(limits.length, 1, name);
    }
  });

  it('a transport that throws', async () => {
    const deployment = world(() => Promise.reject(new Error('no transport')));
    const { kind, message } = errorOf(await deployment.client.workerPool('a/b'));
    assert.deepEqual([kind, message], ['unreachable', 'The request could not be sent: Error: no transport']);
  });
});

describe('taskcluster: answers of another shape', () => {
  const rows: readonly (readonly [keyof typeof METHODS, unknown, string])[] = [
    ['workerPool', { ...POOL, owner: 1 }, 'owner is not a string'],
    ['workerPool', { ...POOL, config: [] }, 'config is not an object'],
    ['workerPool', { ...POOL, config: { maxCapacity: '5' } }, 'config.maxCapacity is not a number'],
    [
      'workerPool',
      { ...POOL, config: { lifecycle: { reregistrationTimeout: '4 days' } } },
      'config.lifecycle.reregistrationTimeout is not a number',
    ],
    ['workerPool', { ...POOL, runningCapacity: -1 }, 'runningCapacity is not a count'],
    ['workerPool', { ...POOL, stoppingCapacity: undefined }, 'stoppingCapacity is not a count'],
    ['workerPoolStats', { launchConfigStats: [{}] }, 'launchConfigStats[0].requestedCapacity is not a count'],
    ['listWorkerPools', { workerPools: [POOL, 'proj/x'] }, 'workerPools[1] is not an object'],
    ['listWorkerPools', { workerPools: [], continuationToken: 7 }, 'continuationToken is not a string'],
    ['listWorkerPoolsStats', { workerPoolsStats: {} }, 'workerPoolsStats is not a list'],
    [
      'listWorkerPoolErrors',
      { workerPoolErrors: [{ reported: 'x', title: 'x' }] },
      'workerPoolErrors[0].description is not a string',
    ],
    [
      'listWorkerPoolLaunchConfigs',
      { workerPoolLaunchConfigs: [{ launchConfigId: 'x', isArchived: 0 }] },
      'workerPoolLaunchConfigs[0].isArchived is not a boolean',
    ],
    ['listProviders', { providers: [{ providerId: 'x' }] }, 'providers[0].providerType is not a string'],
    ['taskQueueCounts', { pendingTasks: 1.5, claimedTasks: 0 }, 'pendingTasks is not a count'],
    ['taskQueueCounts', { pendingTasks: 1 }, 'claimedTasks is not a count'],
  ];
  for (const [method, json, problem] of rows) {
    it(`${method}: ${problem}`, async () => {
      const { client } = world(() => ({ json }));
      assert.deepEqual(errorOf(await METHODS[method](client)), {
        kind: 'unusable',
        message: `The answer is not as expected: ${problem}`,
      });
    });
  }

  it('further fields do no harm, and deprecated ones may be missing', async () => {
    const { requestedCapacity, runningCapacity, stoppingCapacity, ...rest } = POOL;
    const { client } = world(() => ({ json: { ...rest, news: { of: ['tomorrow'] }, constructor: 1 } }));
    const answer = await client.workerPool('proj/ci');
    assert.ok(answer.ok, 'an answer');
    assert.equal(answer.value.maxCapacity, 10);
    assert.equal(answer.value.capacity, undefined);
  });
});

describe('taskcluster: launch configs of a pool', () => {
  const weight = (initialWeight: unknown) => ({ region: 'x', workerManager: { initialWeight } });
  const rows: readonly (readonly [title: string, launchConfigs: unknown, all: number, usable: number])[] = [
    ['left out, as the service does with an empty list', undefined, 0, 0],
    ['empty', [], 0, 0],
    ['without a weight', [{}, { workerManager: {} }], 2, 2],
    ['with weights', [weight(0), weight(0.5), weight(1)], 3, 2],
    ['all of no weight', [weight(0), weight(0)], 2, 0],
    ['of another shape', ['x', null, weight('0'), { workerManager: [] }], 4, 4],
    ['no list', { a: 1 }, 1, 1],
  ];
  for (const [title, launchConfigs, all, usable] of rows) {
    it(title, async () => {
      const { client } = world(() => ({ json: { ...POOL, config: { maxCapacity: 5, launchConfigs } } }));
      const answer = await client.workerPool('proj/ci');
      assert.deepEqual(answer.ok && answer.value.launchConfigs, { all, usable });
    });
  }
});

describe('taskcluster: questions', () => {
  it('ids are percent-encoded', async () => {
    const { client, paths } = world(() => html(404));
    await client.workerPool('a/b?c#d%e/ü');
    await client.taskQueueCounts('\ud800');
    assert.deepEqual(paths(), [
      '/api/worker-manager/v1/worker-pool/a%2Fb%3Fc%23d%25e%2F%C3%BC',
      '/api/queue/v1/task-queues/%EF%BF%BD/counts',
    ]);
  });

  it('what a path cannot hold is not asked', async () => {
    const { client, requests } = world(() => ({ json: POOL }));
    for (const id of ['', '.', '..']) assert.equal(outcome(await client.workerPool(id)), 'refused');
    assert.equal(requests.length, 0);
  });

  it('a message is cut to 1,000 characters', async () => {
    const { client } = world(() => ({ status: 403, json: { code: 'X', message: 'y'.repeat(5000) } }));
    assert.equal(errorOf(await client.workerPool('a/b')).message.length, 1000);
  });

  it('errors of a pool come with the newest first', async () => {
    const error = (reported: string) => ({ reported, title: 't', description: 'd', extra: {} });
    const { client } = world(() => ({
      json: {
        workerPoolErrors: [error('2026-01-01T00:00:00Z'), error('2026-01-03T00:00:00Z'), error('2026-01-02T00:00:00Z')],
      },
    }));
    const answer = await client.listWorkerPoolErrors('a/b');
    assert.ok(answer.ok, 'an answer');
    assert.deepEqual(
      answer.value.map(({ reported }) => reported.slice(8, 10)),
      ['03', '02', '01'],
    );
  });
});

describe('taskcluster: root URLs', () => {
  const asked: readonly (readonly [string, string])[] = [
    ['https://tc.example.com', 'https://tc.example.com'],
    [' https://TC.example.com:8443// ', 'https://tc.example.com:8443'],
    ['http://localhost:8080/', 'http://localhost:8080'],
    ['http://127.0.0.1', 'http://127.0.0.1'],
    ['http://127.8.9.10:1', 'http://127.8.9.10:1'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
  ];
  for (const [written, rootUrl] of asked) {
    it(`${written} is asked`, async () => {
      const { client, requests } = world(() => ({ json: POOL }), { rootUrl: written });
      assert.equal(outcome(await client.workerPool('a/b')), 'ok');
      assert.equal(client.rootUrl, rootUrl);
      assert.equal(requests[0]?.url, `${rootUrl}/api/worker-manager/v1/worker-pool/a%2Fb`);
    });
  }
  const refused: readonly (readonly [string, RegExp])[] = [
    ['http://tc.example.com', /only this machine is asked over http/],
    ['http://localhost.example.com', /only this machine/],
    ['http://127.0.0.1.example.com', /only this machine/],
    ['http://10.0.0.1', /only this machine/],
    ['ftp://tc.example.com', /must begin with https/],
    ['tc.example.com', /is no URL/],
    ['', /is no URL/],
    ['https://tc.example.com/api', /must end after the host: https:\/\/tc.example.com/],
    ['https://tc.example.com?x', /must end after the host/],
    ['https://me:secret@tc.example.com', /must not hold a user name/],
  ];
  for (const [rootUrl, problem] of refused) {
    it(`${rootUrl || 'an empty one'} is not asked`, async () => {
      const { client, requests } = world(() => ({ json: POOL }), { rootUrl });
      const error = errorOf(await client.workerPool('a/b'));
      assert.equal(error.kind, 'unreachable');
      assert.match(error.message, problem);
      assert.doesNotMatch(error.message, /secret/);
      assert.equal(requests.length, 0);
    });
  }
});

describe('taskcluster: repeating', () => {
  /** Fails so many times before it answers. */
  const failing =
    (times: number, reply: Reply): Replies =>
    (_, nth) =>
      nth < times ? reply : { json: POOL };

  it('a failure is asked again, after longer and longer', async () => {
    const { client, slept } = world(failing(2, html(502)));
    assert.equal(outcome(await client.workerPool('a/b')), 'ok');
    assert.deepEqual(slept, [200, 400]);
  });

  it('chance makes the pauses differ', async () => {
    const draws = [0, 0.75];
    const { client, slept } = world(failing(2, NETWORK), { random: () => draws.shift() ?? 0 });
    await client.workerPool('a/b');
    assert.deepEqual(slept, [150, 450]);
  });

  it('Retry-After is waited for', async () => {
    const { client, slept } = world(failing(1, { status: 503, json: {}, headers: { 'retry-after': '3' } }));
    assert.equal(outcome(await client.workerPool('a/b')), 'ok');
    assert.deepEqual(slept, [3000]);
  });

  it('Retry-After may be a date, told by the clock of the service', async () => {
    const headers = { date: 'Sun, 01 Mar 2026 10:00:00 GMT', 'retry-after': 'Sun, 01 Mar 2026 10:00:02 GMT' };
    const { client, slept } = world(failing(1, { status: 503, json: {}, headers }));
    assert.equal(outcome(await client.workerPool('a/b')), 'ok');
    assert.deepEqual(slept, [2000]);
  });

  it('a Retry-After that takes too long is handed on, and nobody else asks until then', async () => {
    const { client, requests, slept, pass } = world(
      failing(1, { status: 429, json: {}, headers: { 'retry-after': '60' } }),
    );
    const error = errorOf(await client.workerPool('a/b'));
    assert.deepEqual([error.kind, error.retryAfter, slept.length], ['failed', 60, 0]);
    pass(59_000);
    assert.equal(errorOf(await client.workerPool('c/d')).retryAfter, 1);
    assert.equal(requests.length, 1);
    pass(1_000);
    assert.equal(outcome(await client.workerPool('c/d')), 'ok');
  });

  it('a Retry-After that is none is passed over', async () => {
    const { client, slept } = world(failing(1, { status: 503, json: {}, headers: { 'retry-after': 'soon' } }));
    assert.equal(outcome(await client.workerPool('a/b')), 'ok');
    assert.deepEqual(slept, [200]);
  });

  it('all requests of a question share 8 seconds', async () => {
    const deployment = world(() => {
      deployment.pass(3000);
      return NETWORK;
    });
    assert.equal(outcome(await deployment.client.workerPool('a/b')), 'unreachable');
    assert.deepEqual(
      deployment.requests.map(({ timeout }) => timeout),
      [8000, 4800, 1400],
    );
  });

  it('no request begins when the time is over', async () => {
    const deployment = world((_path, _nth, { timeout }) => {
      deployment.pass(timeout);
      return { error: 'timeout', message: 'late' };
    });
    const error = errorOf(await deployment.client.workerPool('a/b'));
    assert.deepEqual([error.kind, error.message], ['timeout', 'did not answer within 8 s']);
    assert.equal(deployment.requests.length, 1);
  });

  it('a retry that comes to no end does not hide what was said before', async () => {
    const first: readonly (readonly [Reply, string, string])[] = [
      [{ status: 500, json: { code: 'InternalServerError', message: 'incidentId 7' } }, 'failed', 'incidentId 7'],
      [NETWORK, 'unreachable', 'connection reset'],
    ];
    for (const [reply, kind, message] of first) {
      for (const ask of Object.values(METHODS)) {
        const deployment = world((_path, nth, { timeout }) => {
          deployment.pass(nth === 0 ? 6000 : timeout);
          return nth === 0 ? reply : { error: 'timeout', message: 'late' };
        });
        const error = errorOf(await ask(deployment.client));
        assert.deepEqual([error.kind, error.message], [kind, message]);
        assert.equal(error.status, kind === 'failed' ? 500 : undefined);
        assert.equal(deployment.requests.length, 2);
      }
    }
  });

  it('each page has 8 seconds, and a listing 20', async () => {
    const deployment = world((_, nth) => {
      deployment.pass(3000);
      return { json: { workerPools: [], continuationToken: `t${nth}` } };
    });
    assert.equal(outcome(await deployment.client.listWorkerPools()), 'timeout');
    assert.deepEqual(
      deployment.requests.map(({ timeout }) => timeout),
      [8000, 8000, 8000, 8000, 8000, 5000, 2000],
    );
  });
});

describe('taskcluster: a deployment that is down', () => {
  it('is left alone after five failures, whoever asks', async () => {
    const { client, requests } = world(() => NETWORK);
    for (let n = 0; n < 100; n++) assert.equal(outcome(await client.workerPool(`a/p${n}`)), 'unreachable');
    await Promise.all(Object.values(METHODS).map((ask) => ask(client)));
    assert.equal(requests.length, 5);
  });

  it('a hundred questions at once cost as little', async () => {
    const { client, requests } = world(() => html(503));
    const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => client.workerPool(`a/p${n}`)));
    assert.ok(
      answers.every((answer) => !answer.ok),
      'all of them',
    );
    assert.ok(requests.length <= 8, `${requests.length} requests`);
  });

  it('one request tries again after 30 seconds, and the next after a minute, up to five', async () => {
    const { client, requests, pass } = world(() => html(503));
    for (let n = 0; n < 5; n++) await client.workerPool('a/b');
    for (const pause of [30, 60, 120, 240, 300, 300]) {
      const before = requests.length;
      pass(pause * 1000 - 1);
      assert.equal(errorOf(await client.workerPool('a/b')).retryAfter, 1);
      assert.equal(requests.length, before);
      pass(1);
      await Promise.all(['a/b', 'c/d', 'e/f'].map((id) => client.workerPool(id)));
      assert.equal(requests.length, before + 1);
    }
  });

  it('an answer, whatever it says, ends it', async () => {
    let down = true;
    const { client, requests, pass } = world(() => (down ? NETWORK : html(404)));
    for (let n = 0; n < 5; n++) await client.workerPool('a/b');
    down = false;
    pass(30_000);
    await client.workerPool('a/b');
    const before = requests.length;
    await Promise.all(['a/b', 'c/d', 'e/f'].map((id) => client.workerPool(id)));
    assert.equal(requests.length, before + 3);
  });

  it('failures must come in a row', async () => {
    const { client, requests } = world((_, nth) => (nth % 4 === 3 ? { json: POOL } : html(500)));
    for (let n = 0; n < 10; n++) await client.workerPool('a/b');
    assert.equal(outcome(await client.workerPool('a/b')), 'failed');
    assert.ok(requests.length > 20, `${requests.length} requests`);
  });

  it('what is forbidden or unusable is no failure of the deployment', async () => {
    const { client, requests } = world((path) => (path.includes('stats') ? html(404) : { json: POOL }));
    for (let n = 0; n < 20; n++) await client.workerPoolStats('a/b');
    assert.equal(outcome(await client.workerPool('a/b')), 'ok');
    assert.equal(requests.length, 21);
  });
});

describe('taskcluster: pages', () => {
  it('are followed to the end; a pool that comes twice counts once', async () => {
    const pages = [
      { workerPools: [pool('a/a'), pool('b/b')], continuationToken: 'x/1&' },
      { workerPools: [pool('b/b'), pool('c/c')], continuationToken: 'y' },
      { workerPools: [] },
    ];
    const { client, paths } = world((_, nth) => ({ json: pages[nth] }));
    const answer = await client.listWorkerPools();
    assert.ok(answer.ok, 'an answer');
    assert.deepEqual(
      answer.value.map(({ workerPoolId }) => workerPoolId),
      ['a/a', 'b/b', 'c/c'],
    );
    const path = '/api/worker-manager/v1/worker-pools';
    assert.deepEqual(paths(), [path, `${path}?continuationToken=x%2F1%26`, `${path}?continuationToken=y`]);
  });

  it('without an end are given up after 50', async () => {
    const { client, requests } = world((_, nth) => ({ json: { providers: [], continuationToken: `t${nth}` } }));
    assert.equal(outcome(await client.listProviders()), 'unusable');
    assert.equal(requests.length, 50);
  });

  it('in a circle are given up at once', async () => {
    const { client, requests } = world(() => ({ json: { providers: [], continuationToken: 'same' } }));
    assert.equal(outcome(await client.listProviders()), 'unusable');
    assert.equal(requests.length, 2);
  });

  /** A deployment with 30 pools that refuses to put more than `most` on a page, in the way of `reply`. */
  function crowded(most: number, reply: Reply, begin = 0) {
    const ids = Array.from({ length: 30 }, (_, n) => `a/p${n}`);
    const deployment = world((path, _nth, { timeout }) => {
      const query = new URLSearchParams(path.split('?')[1]);
      const start = Number(query.get('continuationToken') ?? 0);
      const end = start + Math.min(Number(query.get('limit') ?? 15), 15);
      if (start >= begin && end - start > most) {
        if ('error' in reply && reply.error === 'timeout') deployment.pass(timeout);
        return reply;
      }
      const workerPools = ids.slice(start, end).map(pool);
      return { json: end < ids.length ? { workerPools, continuationToken: `${end}` } : { workerPools } };
    });
    return deployment;
  }
  const crowds: readonly (readonly [string, Reply])[] = [
    ['is too long', { error: 'too-long', message: 'too long' }],
    ['fails', { status: 500, json: { code: 'InternalServerError', message: 'no' } }],
  ];
  for (const [title, reply] of crowds) {
    for (const begin of [0, 15]) {
      it(`that ${title} from entry ${begin} on is had in smaller pages, whole`, async () => {
        const { client, paths } = crowded(10, reply, begin);
        const answer = await client.listWorkerPools();
        assert.ok(answer.ok, 'an answer');
        assert.equal(answer.value.length, 30);
        assert.ok(paths().length <= 8, paths().join('\n'));
      });
    }
  }

  it('a later page that does not come in time is asked for in parts; a list that does not begin is not', async () => {
    const late = { error: 'timeout', message: 'late' } as const;
    const answer = await crowded(10, late, 15).client.listWorkerPools();
    assert.equal(answer.ok && answer.value.length, 30);
    const dead = crowded(0, late);
    assert.equal(errorOf(await dead.client.listWorkerPools()).message, 'did not answer within 8 s');
    assert.equal(dead.requests.length, 1);
  });

  it('that cannot be had when the list has begun tell so, for somebody is there', async () => {
    const first = errorOf(await crowded(0, NETWORK).client.listWorkerPools());
    const later = errorOf(await crowded(0, NETWORK, 15).client.listWorkerPools());
    assert.deepEqual(
      [first.kind, first.begun, later.kind, later.begun],
      ['unreachable', undefined, 'unreachable', true],
    );
  });

  it('half a list is no list', async () => {
    const { client } = world((_, nth) =>
      nth === 0 ? { json: { workerPools: [POOL], continuationToken: 'x' } } : html(403),
    );
    assert.equal(outcome(await client.listWorkerPools()), 'forbidden');
  });

  it('100,000 entries', async () => {
    const workerPoolsStats = Array.from({ length: 100_000 }, (_, n) => ({ ...POOL, workerPoolId: `a/p${n}` }));
    const { client } = world(() => ({ json: { workerPoolsStats } }));
    const answer = await client.listWorkerPoolsStats();
    assert.ok(answer.ok, 'an answer');
    assert.equal(answer.value.size, 100_000);
  });
});

describe('taskcluster: at the same time', () => {
  /** Holds every answer back until it is let go. */
  function held() {
    const waiting: (() => void)[] = [];
    let most = 0;
    const replies: Replies = async () => {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        most = Math.max(most, waiting.length);
      });
      return { json: { ...POOL, pendingTasks: 1, claimedTasks: 2 } };
    };
    /** Lets answers go, one at a time, until no more come. */
    const release = async (): Promise<void> => {
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        const next = waiting.shift();
        if (!next) return;
        next();
      }
    };
    return { replies, release, most: () => most };
  }

  it('four requests, no more and no fewer', async () => {
    const { replies, release, most } = held();
    const { client, requests } = world(replies);
    const all = Promise.all(Array.from({ length: 20 }, (_, n) => client.workerPool(`a/p${n}`)));
    await release();
    assert.ok(
      (await all).every((answer) => answer.ok),
      'all of them',
    );
    assert.deepEqual([requests.length, most()], [20, 4]);
  });

  it('a question that waits for its turn keeps its 8 seconds', async () => {
    const deployment = world((_path, nth) => {
      if (nth === 0) deployment.pass(5000);
      return { json: POOL };
    });
    await Promise.all(Array.from({ length: 6 }, (_, n) => deployment.client.workerPool(`a/p${n}`)));
    const timeouts = deployment.requests.map(({ timeout }) => timeout);
    assert.deepEqual(timeouts, [8000, 3000, 3000, 3000, 8000, 8000]);
  });

  it('the same question is asked once, and again when it is answered', async () => {
    const { replies, release } = held();
    const { client, requests } = world(replies);
    const ask = () => [
      client.workerPool('a/b'),
      client.workerPool('a/b'),
      client.taskQueueCounts('a/b'),
      client.taskQueueCounts('a/b'),
    ];
    const first = Promise.all<Answer<unknown>>(ask());
    await release();
    assert.deepEqual((await first).map(outcome), ['ok', 'ok', 'ok', 'ok']);
    assert.equal(requests.length, 2);
    const second = Promise.all<Answer<unknown>>(ask());
    await release();
    await second;
    assert.equal(requests.length, 4);
  });
});

describe('taskcluster: counts of a queue', () => {
  const FORBIDDEN = { status: 403, json: { code: 'InsufficientScopes', message: 'no' } };
  const lesser: Replies = (path) => (path.includes('/counts') ? FORBIDDEN : { json: { pendingTasks: 3 } });

  it('fall back, and go on as they fell back', async () => {
    const { client, paths } = world(lesser);
    for (const id of ['a/b', 'c/d', 'e/f']) {
      assert.deepEqual(await client.taskQueueCounts(id), { ok: true, value: { pending: 3, claimed: undefined } });
    }
    assert.deepEqual(
      paths().map((path) => path.replace('/api/queue/v1/', '')),
      ['task-queues/a%2Fb/counts', 'pending/a%2Fb', 'pending/c%2Fd', 'pending/e%2Ff'],
    );
  });

  it('twenty at once find it out once', async () => {
    const { client, requests } = world(lesser);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => client.taskQueueCounts(`a/p${n}`)));
    assert.ok(
      answers.every((answer) => answer.ok),
      'all of them',
    );
    assert.equal(requests.length, 21);
  });

  it('that are allowed for some queues are tried for all', async () => {
    const { client, paths } = world((path) =>
      path.includes('a%2Fb/counts')
        ? { json: { pendingTasks: 1, claimedTasks: 2 } }
        : lesser(path, 0, { url: '', headers: {}, timeout: 0, maxBytes: 0 }),
    );
    for (const id of ['a/b', 'c/d', 'a/b']) await client.taskQueueCounts(id);
    assert.equal(paths().filter((path) => path.includes('/counts')).length, 3);
    assert.deepEqual(await client.taskQueueCounts('a/b'), { ok: true, value: { pending: 1, claimed: 2 } });
  });

  it('that are all forbidden are asked for once, and again after a minute', async () => {
    let allowed = false;
    const { client, requests, pass } = world(() =>
      allowed ? { json: { pendingTasks: 1, claimedTasks: 2 } } : FORBIDDEN,
    );
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => client.taskQueueCounts(`p${n}/x`)));
    assert.deepEqual([...new Set(answers.map(outcome))], ['forbidden']);
    assert.equal(requests.length, 3);
    allowed = true;
    pass(60_000);
    assert.deepEqual(await client.taskQueueCounts('p1/x'), { ok: true, value: { pending: 1, claimed: 2 } });
  });

  it('that are allowed for few queues are asked for these, as the scopes say', async () => {
    const scopes = ['queue:pending-count:a/*', 'queue:claimed-count:a/both', 'queue:pending-count:b/only'];
    const { client, paths } = world((path) => {
      if (path === '/api/auth/v1/scopes/current') return { json: { scopes } };
      if (path.endsWith('/task-queues/a%2Fboth/counts')) return { json: { pendingTasks: 1, claimedTasks: 2 } };
      return /\/pending\/(a%2F|b%2Fonly)/.test(path) ? { json: { pendingTasks: 3 } } : FORBIDDEN;
    });
    const told: unknown[] = [];
    for (const id of ['b/first', 'a/both', 'a/one', 'b/only', 'b/other', 'c/d']) {
      const answer = await client.taskQueueCounts(id);
      told.push(answer.ok ? answer.value : answer.error.kind);
    }
    const pending = { pending: 3, claimed: undefined };
    assert.deepEqual(told, ['forbidden', { pending: 1, claimed: 2 }, pending, pending, 'forbidden', 'forbidden']);
    assert.equal(paths().length, 6);
  });

  it('do not fall back for any other reason', async () => {
    const { client, paths } = world(() => html(404));
    assert.equal(outcome(await client.taskQueueCounts('a/b')), 'unusable');
    assert.equal(paths().length, 1);
  });
});

it(`taskcluster: requests are plain GETs with a limit on what comes back`, async () => {
  const { client, requests } = world(() => ({ json: POOL }));
  await client.workerPool('a/b');
  assert.deepEqual(requests, [
    {
      url: `${ROOT_URL}/api/worker-manager/v1/worker-pool/a%2Fb`,
      headers: { accept: 'application/json' },
      timeout: 8000,
      maxBytes: 16 * 1024 * 1024,
    },
  ]);
});
