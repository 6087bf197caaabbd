import assert from 'node:assert/strict';
import { createPoolHistories, type PoolHistories } from '../../server/documents/live/pool-histories.js';
import { knowledgeOf, type PoolLiteral, type QueueLiteral, THEN } from '../support/knowledge.js';

const MINUTE = 60_000;

/** Notes that all pools look like this, so many minutes later. */
function note(histories: PoolHistories, minute: number, pool: PoolLiteral | 'offline', queue?: QueueLiteral): void {
  const { pool: known, queue: counts } = {
    ...knowledgeOf({ pools: { a: pool }, queues: queue ? { a: queue } : {}, at: THEN + minute * MINUTE }),
  };
  histories.note(() => ({ pool: known('a'), queue: counts('a') }));
}

const running = (count: number): PoolLiteral => ({ capacity: { running: count } });
const figures = (histories: PoolHistories, id: string): string =>
  histories
    .of(id)
    .capacity.map(({ at, running: count }) => `${(at - THEN) / MINUTE}: ${count}`)
    .join(', ');

describe('the history of pools', () => {
  it('has one sample for each answer', () => {
    const histories = createPoolHistories();
    histories.track(['a']);
    note(histories, 0, running(1), { pending: 5 });
    note(histories, 0, running(1), { pending: 5 });
    note(histories, 1, running(1));
    note(histories, 2, 'offline');
    note(histories, 3, running(4), { pending: 2, claimed: 4 });
    assert.equal(figures(histories, 'a'), '0: 1, 1: 1, 3: 4');
    assert.deepEqual(histories.of('a').tasks, [
      { at: THEN, pending: 5, claimed: undefined },
      { at: THEN + 3 * MINUTE, pending: 2, claimed: 4 },
    ]);
  });

  it('begins when a pool is of interest, and ends with the deployment', () => {
    const histories = createPoolHistories();
    note(histories, 0, running(1));
    assert.equal(figures(histories, 'a'), '');
    histories.track(['a']);
    note(histories, 1, running(1));
    histories.clear();
    note(histories, 2, running(1));
    assert.equal(figures(histories, 'a'), '');
  });

  it('keeps the last four hours of the last 200 pools', () => {
    const histories = createPoolHistories();
    histories.track(['a']);
    for (let minute = 0; minute < 300; minute++) note(histories, minute, running(minute));
    const { capacity } = histories.of('a');
    assert.deepEqual([capacity.length, capacity[0]?.running, capacity.at(-1)?.running], [240, 60, 299]);
    histories.track(Array.from({ length: 200 }, (_, i) => `b${i}`));
    assert.equal(figures(histories, 'a'), '');
    note(histories, 300, running(7));
    assert.equal(figures(histories, 'b199'), '300: 7');
  });
});
