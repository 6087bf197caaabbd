import assert from 'node:assert/strict';
import type { Pool } from '../../server/core/deployment/knowledge.js';
import { createKnowledge } from '../../server/taskcluster/cache/deployment-cache.js';
import type { LiveKnowledge } from '../../server/taskcluster/cache/live-knowledge.js';
import type { ApiErrorKind } from '../../server/taskcluster/http/answer.js';
import { type FakeClock, type FakeDeployment, fakeClock, fakeDeployment } from '../support/fake-client.js';
import { THEN } from '../support/knowledge.js';

const MINUTE = 60_000;

interface World extends FakeDeployment {
  readonly clock: FakeClock;
  readonly knowledge: LiveKnowledge;
  /** The pools of each call of `onChange`. */
  readonly told: string[][];
}

function world(deployment: FakeDeployment): World {
  const clock = fakeClock(THEN);
  const told: string[][] = [];
  const onChange = (ids: ReadonlySet<string>): void => void told.push([...ids].sort());
  const knowledge = createKnowledge({ client: deployment.client, now: clock.now, schedule: clock.schedule, onChange });
  return { ...deployment, clock, knowledge, told };
}

const TWENTY = Array.from({ length: 20 }, (_, i) => `proj-x/pool-${String(i).padStart(2, '0')}`);

/** Pools with what is different of each. */
function twenty(): FakeDeployment {
  return fakeDeployment(
    Object.fromEntries(TWENTY.map((id, i) => [id, { capacity: { running: i }, counts: { pending: i, claimed: 1 } }])),
  );
}

/** Reads what a lens and the rules read. */
function read({ knowledge }: World, ids: readonly string[]): void {
  for (const id of ids) {
    knowledge.pool(id);
    knowledge.queue(id);
  }
}

function poolOf({ knowledge }: World, id: string): Pool {
  const pool = knowledge.pool(id);
  assert.ok(pool.state === 'known', JSON.stringify(pool));
  return pool.value;
}

describe('knowledge of a deployment', () => {
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

  const FAULTS: readonly (readonly [ApiErrorKind, string])[] = [
    ['unreachable', 'offline'],
    ['failed', 'overloaded'],
    ['timeout', 'timeout'],
    ['credentials', 'bad-credentials'],
    ['unusable', 'unusable-answer'],
    ['unauthorized', 'unauthorized'],
    ['forbidden', 'forbidden'],
    ['refused', 'unusable-answer'],
  ];
  const METHODS = [
    'workerPool',
    'listWorkerPools',
    'listWorkerPoolsStats',
    'listProviders',
    'taskQueueCounts',
    'listWorkerPoolErrors',
  ] as const;

  for (const [kind, why] of FAULTS) {
    it(`says why nothing is known: ${kind}`, async () => {
      const w = world(twenty());
      for (const method of METHODS) w.faults.set(method, kind);
      read(w, [...TWENTY, 'proj-x/typo']);
      await w.clock.pass(1_000);
      const telling = ['failed', 'timeout', 'credentials'].includes(kind);
      const unknown = { state: 'unknown', why, ...(telling && { detail: kind }) };
      assert.deepEqual(w.knowledge.pool('proj-x/pool-01'), unknown);
      assert.deepEqual(w.knowledge.poolIds(), unknown);
      const status = w.knowledge.status();
      assert.deepEqual([status.why, status.detail], [why, telling ? kind : undefined]);
      assert.equal(w.knowledge.pool('proj-x/typo').state, 'unknown');
    });

    it(`changes nothing that is known: ${kind}, whatever is asked`, async () => {
      for (const method of METHODS) {
        const w = world(twenty());
        const look = (): unknown[] =>
          [...TWENTY, 'proj-x/typo'].map((id) => {
            const pool = w.knowledge.pool(id);
            const queue = w.knowledge.queue(id);
            return [
              pool.state === 'known' ? pool.value : pool.state,
              queue.state === 'known' ? queue.value : queue.state,
            ];
          });
        look();
        w.knowledge.errors('proj-x/pool-00');
        await w.clock.pass(1_000);
        const before = look();
        const { generation } = w.knowledge;
        w.faults.set(method, kind);
        for (let i = 0; i < 4; i++) {
          await w.clock.pass(6 * MINUTE);
          assert.deepEqual(look(), before, method);
          w.knowledge.errors('proj-x/pool-00');
        }
        assert.equal(w.knowledge.generation, generation, method);
      }
    });

    it(`asks again with growing pauses: ${kind}`, async () => {
      const w = world(twenty());
      for (const method of METHODS) w.faults.set(method, kind);
      // Someone types for an hour.
      for (let i = 0; i < 3_600; i++) {
        read(w, TWENTY.slice(0, 5));
        w.knowledge.poolIds();
        await w.clock.pass(1_000);
      }
      const each = new Map<string, number>();
      for (const question of w.asked) each.set(question, (each.get(question) ?? 0) + 1);
      for (const [question, times] of each) assert.ok(times <= 13, `${question}: ${times}`);
      assert.ok(w.asked.length > 2);
    });
  }

  it('comes back by itself after a time offline', async () => {
    const w = world(twenty());
    for (const method of METHODS) w.faults.set(method, 'unreachable');
    read(w, TWENTY);
    await w.clock.pass(1_000);
    assert.equal(w.asked.length, 1, 'one question is enough to find out');
    w.faults.clear();
    w.told.length = 0;
    await w.clock.pass(MINUTE);
    assert.equal(w.told.flat().length > 0, true);
    assert.equal(poolOf(w, 'proj-x/pool-07').capacity?.running, 7);
    assert.equal(w.knowledge.status().why, undefined);
  });

  it('takes pools one by one where the list fails again', async () => {
    const w = world(twenty());
    w.faults.set('listWorkerPools', 'unreachable');
    read(w, TWENTY);
    await w.clock.pass(MINUTE);
    assert.equal(poolOf(w, 'proj-x/pool-07').capacity?.running, 7);
  });

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
