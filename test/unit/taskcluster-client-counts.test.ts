import assert from 'node:assert/strict';
import { html, outcome } from '../support/client-answers.js';
import { type Replies, world } from '../support/fake-deployment.js';

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
