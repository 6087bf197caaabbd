import assert from 'node:assert/strict';
import { errorOf, html, outcome } from '../support/client-answers.js';
import { POOL, ROOT_URL, world } from '../support/fake-deployment.js';

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
    ['http://tc.example.com', /only for a deployment on this machine/],
    ['http://localhost.example.com', /on this machine/],
    ['http://127.0.0.1.example.com', /on this machine/],
    ['http://10.0.0.1', /on this machine/],
    ['ftp://tc.example.com', /must begin with https/],
    ['tc.example.com', /is not a URL/],
    ['', /is not a URL/],
    ['https://tc.example.com/api', /must end after the host: https:\/\/tc.example.com/],
    ['https://tc.example.com?x', /must end after the host/],
    ['https://me:secret@tc.example.com', /must not contain a user name/],
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
