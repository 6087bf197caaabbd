import assert from 'node:assert/strict';
import { fakeDeployment } from '../support/fake-client.js';
import { MINUTE, poolOf, read, TWENTY, twenty, world } from '../support/knowledge-world.js';

describe('knowledge of a deployment: what changes', () => {
  it('tells what changed, and nothing where nothing did', async () => {
    const w = world(twenty());
    read(w, TWENTY);
    await w.clock.pass(1_000);
    assert.deepEqual(w.told.at(-1)?.length, 20);
    const { generation } = w.knowledge;
    w.told.length = 0;
    w.knowledge.refresh();
    await w.clock.pass(1_000);
    assert.deepEqual([w.told, w.knowledge.generation], [[], generation]);

    w.pools.set('proj-x/pool-03', { capacity: { running: 44 }, counts: { pending: 3, claimed: 1 } });
    w.pools.set('proj-x/new', {});
    w.knowledge.refresh();
    await w.clock.pass(1_000);
    assert.deepEqual(w.told.flat().sort(), ['proj-x/new', 'proj-x/pool-03']);
    assert.ok(w.knowledge.generation > generation);
    assert.equal(poolOf(w, 'proj-x/pool-03').capacity?.running, 44);
  });

  it('refreshes one pool with two questions', async () => {
    const w = world(twenty());
    read(w, TWENTY);
    await w.clock.pass(1_000);
    w.asked.length = 0;
    w.pools.set('proj-x/pool-03', { capacity: { running: 44 } });
    w.knowledge.refresh(['proj-x/pool-03']);
    await w.clock.pass(1_000);
    assert.deepEqual(w.asked, ['workerPool proj-x/pool-03', 'taskQueueCounts proj-x/pool-03']);
    assert.equal(poolOf(w, 'proj-x/pool-03').capacity?.running, 44);
  });

  it('keeps a pool that the list lacks until the service says that it is gone', async () => {
    const w = world(twenty());
    read(w, TWENTY);
    await w.clock.pass(1_000);
    w.pools.delete('proj-x/pool-03');
    w.faults.set('workerPool', 'failed');
    await w.clock.pass(6 * MINUTE);
    read(w, TWENTY);
    await w.clock.pass(1_000);
    assert.equal(w.knowledge.pool('proj-x/pool-03').state, 'known');
    w.faults.clear();
    await w.clock.pass(MINUTE);
    read(w, TWENTY);
    await w.clock.pass(1_000);
    assert.equal(w.knowledge.pool('proj-x/pool-03').state, 'absent');
  });

  it('learns of a pool that was absent and is made', async () => {
    const w = world(twenty());
    read(w, ['proj-x/soon']);
    await w.clock.pass(1_000);
    assert.equal(w.knowledge.pool('proj-x/soon').state, 'absent');
    assert.equal(w.knowledge.isAbsent('proj-x/soon'), true);
    w.pools.set('proj-x/soon', {});
    await w.clock.pass(MINUTE - 5_000);
    read(w, ['proj-x/soon']);
    await w.clock.pass(1_000);
    assert.equal(w.knowledge.pool('proj-x/soon').state, 'known');
    assert.equal(w.knowledge.isAbsent('proj-x/soon'), false);
  });

  it('takes a pool that is being deleted for one of the null provider, which is in no list', async () => {
    const w = world(fakeDeployment({ 'proj-x/old': { definition: { providerId: 'null-provider' } } }));
    read(w, ['proj-x/old']);
    await w.clock.pass(1_000);
    assert.equal(poolOf(w, 'proj-x/old').providerType, 'null');
  });

  it('asks for pools one by one where their list is too much or too slow, and calls none absent for that', async () => {
    for (const fault of ['failed', 'timeout', 'too-long', 'unusable'] as const) {
      const w = world(twenty());
      w.faults.set('listWorkerPools', fault);
      w.faults.set('workerPool proj-x/pool-03', 'failed');
      read(w, [...TWENTY, 'proj-x/typo']);
      await w.clock.pass(1_000);
      assert.equal(poolOf(w, 'proj-x/pool-07').capacity?.running, 7, fault);
      assert.equal(w.knowledge.pool('proj-x/pool-03').state, 'unknown');
      assert.equal(w.knowledge.pool('proj-x/typo').state, 'absent');
    }
  });
});
