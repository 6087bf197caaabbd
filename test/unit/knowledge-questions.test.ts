import assert from 'node:assert/strict';
import { fakeDeployment } from '../support/fake-client.js';
import { MINUTE, poolOf, read, TWENTY, twenty, world } from '../support/knowledge-world.js';

describe('knowledge of a deployment: what it asks', () => {
  it('costs a file with 20 pools three questions and one for each queue, where pools can be listed', async () => {
    const w = world(twenty());
    read(w, TWENTY);
    assert.deepEqual(w.asked, []);
    assert.deepEqual(w.knowledge.pool('proj-x/pool-07'), { state: 'unknown', why: 'loading' });
    await w.clock.pass(MINUTE / 2);
    assert.deepEqual(w.asked, [
      'listWorkerPools',
      'listWorkerPoolsStats',
      'listProviders',
      ...TWENTY.map((id) => `taskQueueCounts ${id}`),
    ]);
    const pool = poolOf(w, 'proj-x/pool-07');
    assert.deepEqual([pool.capacity?.running, pool.providerType, pool.maxCapacity], [7, 'google', 50]);
    assert.deepEqual(w.knowledge.queue('proj-x/pool-07'), {
      state: 'known',
      value: { pending: 7, claimed: 1 },
      at: w.knowledge.status().at,
    });
  });

  it('costs nothing while the answers are young, and little when they are not', async () => {
    const w = world(twenty());
    read(w, TWENTY);
    await w.clock.pass(MINUTE / 2);
    w.asked.length = 0;
    for (let i = 0; i < 10; i++) {
      read(w, TWENTY);
      w.knowledge.poolIds();
      await w.clock.pass(1_000);
    }
    assert.deepEqual(w.asked, []);
    await w.clock.pass(MINUTE);
    read(w, TWENTY);
    await w.clock.pass(1_000);
    assert.deepEqual(w.asked, ['listWorkerPoolsStats', ...TWENTY.map((id) => `taskQueueCounts ${id}`)]);
  });

  it('costs two questions a pool where listing is forbidden, one that finds this out, and one for the providers', async () => {
    const w = world(twenty());
    w.faults.set('listWorkerPools', 'forbidden');
    read(w, TWENTY);
    await w.clock.pass(MINUTE / 2);
    assert.equal(w.asked.length, 42);
    assert.equal(poolOf(w, 'proj-x/pool-07').capacity?.running, 7);
    assert.deepEqual(w.knowledge.poolIds(), { state: 'unknown', why: 'forbidden' });
    assert.equal(w.knowledge.status().why, undefined);
    read(w, TWENTY);
    await w.clock.pass(1_000);
    assert.equal(w.asked.length, 42);
  });

  it('asks for a few pools alone', async () => {
    const w = world(twenty());
    read(w, TWENTY.slice(0, 2));
    await w.clock.pass(1_000);
    assert.deepEqual(
      w.asked.sort(),
      TWENTY.slice(0, 2)
        .flatMap((id) => [`workerPool ${id}`, `taskQueueCounts ${id}`])
        .concat('listProviders')
        .sort(),
    );
    // Which kind a pool is depends on its provider.
    assert.equal(poolOf(w, 'proj-x/pool-00').providerType, 'google');
  });

  it('calls absent only what the service does', async () => {
    const w = world(twenty());
    w.faults.set('workerPool proj-x/typo-2', 'forbidden');
    read(w, [...TWENTY, 'proj-x/typo-1', 'proj-x/typo-2']);
    await w.clock.pass(1_000);
    assert.equal(w.knowledge.pool('proj-x/typo-1').state, 'absent');
    assert.deepEqual(w.knowledge.pool('proj-x/typo-2'), { state: 'unknown', why: 'forbidden' });
    // Beside pools of the same provisioner nobody works without one.
    assert.equal(w.knowledge.queue('proj-x/typo-1').state, 'absent');
    assert.ok(!w.asked.includes('taskQueueCounts proj-x/typo-1'));
  });

  it('asks about the queue of workers that are known to the queue alone', async () => {
    const w = world(twenty());
    const standalone = 'scriptworker-x/signing';
    read(w, [...TWENTY, standalone]);
    await w.clock.pass(1_000);
    assert.equal(w.knowledge.pool(standalone).state, 'absent');
    assert.equal(w.knowledge.queue(standalone).state, 'known');
  });

  it('asks about no pool for what can have none', async () => {
    const w = world(twenty());
    read(w, ['built-in/succeed', 'proj-x/Not_An_Id', '']);
    await w.clock.pass(1_000);
    assert.deepEqual(w.asked, ['taskQueueCounts built-in/succeed']);
    assert.equal(w.knowledge.pool('proj-x/Not_An_Id').state, 'unknown');
  });

  it('fetches errors only when they are asked for', async () => {
    const error = { reported: '2026-01-01T00:00:00Z', title: 'Quota', description: 'too much' };
    const w = world(fakeDeployment({ 'proj-x/ci': { errors: [error] } }));
    read(w, ['proj-x/ci']);
    await w.clock.pass(1_000);
    assert.ok(!w.asked.includes('listWorkerPoolErrors proj-x/ci'));
    w.knowledge.errors('proj-x/ci');
    w.knowledge.errors('proj-x/ci');
    await w.clock.pass(1_000);
    const errors = w.knowledge.errors('proj-x/ci');
    assert.deepEqual(errors.state === 'known' && errors.value, [error]);
    assert.equal(w.asked.filter((question) => question.startsWith('listWorkerPoolErrors')).length, 1);
  });

  it('fetches launch configs and workers only when they are asked for, and workers every minute', async () => {
    const w = world(fakeDeployment({ 'proj-x/ci': { capacity: { running: 3 } } }));
    const details = () => w.asked.filter((question) => /LaunchConfigs|listWorkersFor/.test(question));
    const look = async () => {
      w.knowledge.launchConfigs('proj-x/ci');
      w.knowledge.workers('proj-x/ci');
      await w.clock.pass(1_000);
    };
    read(w, ['proj-x/ci']);
    await w.clock.pass(1_000);
    assert.deepEqual(details(), []);
    await look();
    await look();
    assert.deepEqual(details(), ['listWorkerPoolLaunchConfigs proj-x/ci', 'listWorkersForWorkerPool proj-x/ci']);
    const workers = w.knowledge.workers('proj-x/ci');
    assert.deepEqual(workers.state === 'known' && workers.value, { listed: [], isComplete: true });
    await w.clock.pass(MINUTE);
    await look();
    assert.deepEqual(details().slice(2), ['listWorkersForWorkerPool proj-x/ci']);
    assert.deepEqual(w.told, [['proj-x/ci']], 'only the page of the pool shows them');
  });

  it('is well with a deployment that is too old to list launch configs', async () => {
    const w = world(fakeDeployment({ 'proj-x/ci': {} }));
    w.faults.set('listWorkerPoolLaunchConfigs', 'unusable');
    w.knowledge.launchConfigs('proj-x/ci');
    await w.clock.pass(1_000);
    assert.deepEqual(w.knowledge.launchConfigs('proj-x/ci'), { state: 'unknown', why: 'unusable-answer' });
    assert.equal(w.knowledge.status().why, undefined);
  });

  it('asks nothing when somebody peeks', async () => {
    const w = world(fakeDeployment({ 'proj-x/ci': { capacity: { running: 3 } } }));
    assert.deepEqual(w.knowledge.peek('proj-x/ci').pool, { state: 'unknown', why: 'loading' });
    await w.clock.pass(MINUTE);
    assert.deepEqual(w.asked, []);
    read(w, ['proj-x/ci']);
    await w.clock.pass(1_000);
    assert.deepEqual(w.knowledge.peek('proj-x/ci'), {
      pool: w.knowledge.pool('proj-x/ci'),
      queue: w.knowledge.queue('proj-x/ci'),
    });
  });
});
