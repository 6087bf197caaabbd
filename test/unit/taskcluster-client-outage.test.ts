import assert from 'node:assert/strict';
import { errorOf, html, METHODS, NETWORK, outcome } from '../support/client-answers.js';
import { POOL, world } from '../support/fake-deployment.js';

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

  it('what is forbidden or unusable is not a failure of the deployment', async () => {
    const { client, requests } = world((path) => (path.includes('stats') ? html(404) : { json: POOL }));
    for (let n = 0; n < 20; n++) await client.workerPoolStats('a/b');
    assert.equal(outcome(await client.workerPool('a/b')), 'ok');
    assert.equal(requests.length, 21);
  });
});
