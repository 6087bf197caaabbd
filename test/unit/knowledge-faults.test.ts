import assert from 'node:assert/strict';
import type { ApiErrorKind } from '../../server/taskcluster/http/answer.js';
import { MINUTE, poolOf, read, TWENTY, twenty, world } from '../support/knowledge-world.js';

describe('knowledge of a deployment: faults', () => {
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
});
