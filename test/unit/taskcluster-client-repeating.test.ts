import assert from 'node:assert/strict';
import { errorOf, html, METHODS, NETWORK, outcome } from '../support/client-answers.js';
import { POOL, type Replies, type Reply, world } from '../support/fake-deployment.js';

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
