import assert from 'node:assert/strict';
import { errorOf, html, NETWORK, outcome, pool } from '../support/client-answers.js';
import { POOL, type Reply, world } from '../support/fake-deployment.js';

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

  it('half a list is not a list', async () => {
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
