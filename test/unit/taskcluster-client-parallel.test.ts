import assert from 'node:assert/strict';
import type { Answer } from '../../server/taskcluster/http/answer.js';
import { outcome } from '../support/client-answers.js';
import { POOL, type Replies, world } from '../support/fake-deployment.js';

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

  it('no more requests, once it has ended: not even for questions that wait for their turn', async () => {
    const { replies, release } = held();
    const { client, requests } = world(replies);
    const all = Promise.all(Array.from({ length: 20 }, (_, n) => client.workerPool(`a/p${n}`)));
    await new Promise((resolve) => setImmediate(resolve));
    client.end();
    await release();
    assert.deepEqual((await all).map(outcome), [...Array(4).fill('ok'), ...Array(16).fill('unreachable')]);
    assert.equal(requests.length, 4);
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
