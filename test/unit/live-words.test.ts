import assert from 'node:assert/strict';
import { durationWords } from '../../server/core/base/duration.js';
import type { Pool, QueueCounts } from '../../server/core/deployment/knowledge.js';
import {
  ageWords,
  capacityWords,
  lensWords,
  poolUrl,
  reregistrationNotes,
  reregistrationWords,
  whyWords,
} from '../../server/core/deployment/text.js';

const NOTHING = { registrationTimeout: undefined, reregistrationTimeout: undefined, queueInactivityTimeout: undefined };

function pool(changes: Partial<Pool> = {}, reregistrationTimeout?: number): Pool {
  return {
    workerPoolId: 'proj-x/ci',
    providerId: 'cloud',
    providerType: 'google',
    description: '',
    owner: '',
    minCapacity: 0,
    maxCapacity: 50,
    launchConfigs: { all: 1, usable: 1 },
    worker: undefined,
    capacity: { requested: 2, running: 12, stopping: 1 },
    lifecycle: { ...NOTHING, reregistrationTimeout },
    ...changes,
  };
}

const STATIC = { providerId: 'static', providerType: 'static', minCapacity: undefined, maxCapacity: undefined };
const DELETED = { providerId: 'null-provider', providerType: undefined };
const COUNTS: QueueCounts = { pending: 3, claimed: 12 };

describe('words for live data', () => {
  it('say the capacity as far as it is known', () => {
    assert.equal(capacityWords(pool(), COUNTS), '12 of 50 running, 3 pending');
    assert.equal(capacityWords(pool(), undefined), '12 of 50 running');
    assert.equal(capacityWords(pool({ capacity: undefined }), COUNTS), 'at most 50, 3 pending');
    assert.equal(capacityWords(pool(STATIC), COUNTS), '12 running, 3 pending');
    assert.equal(capacityWords(pool({ ...STATIC, capacity: undefined }), undefined), 'capacity unknown');
    assert.equal(capacityWords(pool(DELETED), COUNTS), 'being deleted, 12 running, 3 pending');
    const bare = { launchConfigs: { all: 0, usable: 0 } };
    assert.equal(capacityWords(pool(bare), COUNTS), 'no launch configs, 12 of 50 running, 3 pending');
    assert.equal(capacityWords(pool({ ...STATIC, ...bare }), COUNTS), '12 running, 3 pending');
    const off = { launchConfigs: { all: 2, usable: 0 } };
    assert.equal(capacityWords(pool(off), COUNTS), 'no launch config in use, 12 of 50 running, 3 pending');
  });

  it('say why nothing is known, and what happened', () => {
    assert.equal(whyWords({ why: 'overloaded' }), 'the deployment is overloaded or failing');
    assert.equal(
      whyWords({ why: 'overloaded', detail: 'status 500: no' }),
      'the deployment answered with status 500: no',
    );
    assert.equal(
      whyWords({ why: 'timeout', detail: 'did not answer within 8 s' }),
      'the deployment did not answer within 8 s',
    );
    assert.equal(
      whyWords({ why: 'bad-credentials', detail: 'X is empty' }),
      'the credentials cannot be used: X is empty',
    );
  });

  it('say how workers re-register', () => {
    const cases: [Pool, string, boolean, boolean][] = [
      [pool(), 're-registers every 4 days (default)', false, true],
      [pool({}, 345_600), 're-registers every 4 days (configured)', true, true],
      [pool({}, 5_400), 're-registers every 1 hour 30 minutes (configured)', true, true],
      [pool({}, 0), 're-registers every 4 days (default, as 0 counts as not set)', false, true],
      [pool({}, -1), 'cannot register (reregistrationTimeout is -1)', false, true],
      [pool(STATIC), 're-registers every 4 days (default)', false, true],
      [pool(DELETED, 345_600), 'n/a', false, false],
      [pool({ providerType: 'testing' }), 'n/a', false, false],
    ];
    for (const [given, text, configured, applies] of cases)
      assert.deepEqual(reregistrationWords(given), { text, configured, applies });
  });

  it('say what a static pool does with its own time', () => {
    assert.deepEqual(reregistrationNotes(pool(STATIC, 2_592_000)), [
      'Workers of a static pool get credentials for 30 days when they register, but only for 4 days each time they re-register.',
    ]);
    assert.deepEqual(reregistrationNotes(pool(STATIC)), []);
    assert.deepEqual(reregistrationNotes(pool({}, 2_592_000)), []);
  });

  it('make one line of a pool', () => {
    const counts = { state: 'known', value: COUNTS, at: 0 } as const;
    const none = { state: 'unknown', why: 'forbidden' } as const;
    const line = (given: Pool, queue: typeof counts | typeof none = counts): string | undefined =>
      lensWords('proj-x/ci', { state: 'known', value: given, at: 0 }, queue);
    assert.equal(line(pool()), 'proj-x/ci: 12 of 50 running, 3 pending, re-registers every 4 days');
    assert.equal(line(pool(), none), 'proj-x/ci: 12 of 50 running, re-registers every 4 days');
    assert.equal(line(pool(DELETED)), 'proj-x/ci: being deleted, 12 running, 3 pending');
    assert.equal(lensWords('a/b', none, counts), undefined);
    assert.equal(lensWords('a/b', { state: 'absent', at: 0 }, counts), 'a/b: no such worker pool');
  });

  it('say how long', () => {
    const cases: [number, string][] = [
      [0, '0 seconds'],
      [1, '1 second'],
      [61, '1 minute 1 second'],
      [900, '15 minutes'],
      [5_400, '1 hour 30 minutes'],
      [86_460, '1 day'],
      [345_600, '4 days'],
      [-60, 'minus 1 minute'],
      [Number.NaN, 'an unknown time'],
    ];
    for (const [seconds, words] of cases) assert.equal(durationWords(seconds), words);
  });

  it('say how long ago', () => {
    const cases: [number, string][] = [
      [-5, 'just now'],
      [4_999, 'just now'],
      [59_000, '59 seconds ago'],
      [119_000, '1 minute ago'],
      [7_300_000, '2 hours ago'],
      [Number.NaN, 'just now'],
    ];
    for (const [milliseconds, words] of cases) assert.equal(ageWords(milliseconds), words);
  });

  it('lead to the page of a pool', () => {
    assert.equal(poolUrl('https://tc.example.com', 'proj-x/ci'), 'https://tc.example.com/worker-manager/proj-x%2Fci');
    assert.equal(poolUrl('https://tc.example.com/', 'a/b'), 'https://tc.example.com/worker-manager/a%2Fb');
  });
});
