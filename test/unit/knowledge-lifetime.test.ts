import assert from 'node:assert/strict';
import { fakeDeployment } from '../support/fake-client.js';
import { MINUTE, poolOf, read, TWENTY, twenty, world } from '../support/knowledge-world.js';

describe('knowledge of a deployment: whoever waits, and the end', () => {
  it('waits for who wants to wait', async () => {
    const w = world(twenty());
    w.faults.set('listWorkerPools', 'hang');
    read(w, TWENTY);
    await w.clock.pass(1_000);
    let done = false;
    const waiting = w.knowledge.wait(['proj-x/pool-07', 'proj-x/pool-77', 'built-in/fail']).then(() => {
      done = true;
    });
    await w.clock.pass(1_000);
    assert.equal(done, false);
    w.faults.clear();
    w.release();
    await waiting;
    assert.equal(poolOf(w, 'proj-x/pool-07').capacity?.running, 7);
    assert.equal(w.knowledge.pool('proj-x/pool-77').state, 'absent');
    assert.equal(w.asked.filter((question) => question === 'listWorkerPools').length, 1);
    await w.knowledge.wait();
    assert.equal(w.knowledge.poolIds().state, 'known');
  });

  it('asks and tells no more once it is disposed of', async () => {
    const w = world(twenty());
    w.faults.set('listWorkerPools', 'hang');
    read(w, TWENTY);
    await w.clock.pass(1_000);
    w.knowledge.dispose();
    w.release();
    read(w, TWENTY);
    await w.knowledge.wait(TWENTY);
    await w.clock.pass(MINUTE);
    assert.deepEqual([w.asked, w.told, w.clock.pending()], [['listWorkerPools'], [], 0]);
  });

  it('does not grow without end', async () => {
    const w = world(twenty());
    read(w, TWENTY);
    await w.clock.pass(1_000);
    w.faults.set('workerPool', 'forbidden');
    for (let i = 0; i < 6_000; i++) w.knowledge.pool(`other/p${i}`);
    await w.clock.pass(1_000);
    w.asked.length = 0;
    // What was forgotten is asked for again; what was looked at last is not.
    read(w, ['other/p5999']);
    w.knowledge.pool('other/p0');
    await w.clock.pass(1_000);
    assert.ok(!w.asked.includes('workerPool other/p5999') && w.asked.includes('workerPool other/p0'));
  });

  it('asks for the providers when somebody reads them, and says once that they are known', async () => {
    const w = world(fakeDeployment());
    assert.deepEqual(w.knowledge.providers(), { state: 'unknown', why: 'loading' });
    await w.clock.pass(1_000);
    assert.deepEqual(w.asked, ['listProviders']);
    assert.deepEqual(w.told, [[]]);
    const known = w.knowledge.providers();
    assert.deepEqual(known.state === 'known' && known.value, ['cloud']);
    await w.clock.pass(1_000);
    assert.deepEqual([w.asked, w.told], [['listProviders'], [[]]]);
  });

  it('says why the providers are not known', async () => {
    const w = world(fakeDeployment());
    w.faults.set('listProviders', 'forbidden');
    w.knowledge.providers();
    await w.clock.pass(1_000);
    assert.deepEqual(w.knowledge.providers(), { state: 'unknown', why: 'forbidden' });
    assert.deepEqual(w.told, []);
  });
});
