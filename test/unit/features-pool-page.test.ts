import assert from 'node:assert/strict';
import type { LaunchConfig, Worker } from '../../server/core/deployment/knowledge.js';
import { NO_HISTORY } from '../../server/features/pool-page/history.js';
import { type PoolBody, type PoolFacts, type PoolPage, poolPage } from '../../server/features/pool-page/pool-page.js';
import { knowledgeOf, type PoolLiteral, type QueueLiteral, THEN } from '../support/knowledge.js';

const ID = 'proj-x/ci';
const DAY = 86_400;

interface Literal extends Partial<Omit<PoolFacts, 'workerPoolId' | 'rootUrl' | 'pool' | 'queue' | 'defined'>> {
  readonly pool?: PoolLiteral;
  readonly queue?: QueueLiteral;
}

/** The page of a pool of which this is known; nothing has been asked of the rest. */
function pageOf({ pool = {}, queue = { pending: 3, claimed: 12 }, ...others }: Literal): PoolPage {
  const knowledge = knowledgeOf({ pools: { [ID]: pool }, queues: { [ID]: queue } });
  return poolPage(
    {
      workerPoolId: ID,
      rootUrl: 'https://tc.example.com',
      pool: knowledge.pool(ID),
      queue: knowledge.queue(ID),
      errors: LOADING,
      launchConfigs: LOADING,
      workers: LOADING,
      defined: undefined,
      history: NO_HISTORY,
      ...others,
    },
    THEN,
  );
}

const LOADING = { state: 'unknown', why: 'loading' } as const;
const known = <T>(value: T) => ({ state: 'known', value, at: THEN }) as const;

function bodyOf(literal: Literal): PoolBody {
  const { body } = pageOf(literal);
  assert.ok('value' in body);
  return body.value;
}

/** A worker requested so many minutes ago, which changed its state so many seconds later. */
function worker(minutesAgo: number, seconds: number, changes: Partial<Worker> = {}): Worker {
  const created = THEN - minutesAgo * 60_000;
  return {
    workerGroup: 'us-east-1',
    workerId: `i-${minutesAgo}`,
    providerId: 'cloud',
    created: new Date(created).toJSON(),
    lastModified: new Date(created + seconds * 1000).toJSON(),
    state: 'running',
    capacity: 1,
    launchConfigId: 'lc-east',
    ...changes,
  };
}

const workersOf = (listed: readonly Worker[], pool: PoolLiteral = {}) => {
  const { workers } = bodyOf({ pool, workers: known({ listed, isComplete: true }) });
  assert.ok('value' in workers);
  return workers.value;
};

describe('the page of a pool', () => {
  it('says what the API says of the pool', () => {
    const pool = { description: 'Builds', minCapacity: 2, capacity: { requested: 1, running: 12, stopping: 0 } };
    const { url, description, facts, warning } = bodyOf({ pool });
    assert.deepEqual(
      [url, description, warning],
      ['https://tc.example.com/worker-manager/proj-x%2Fci', 'Builds', null],
    );
    assert.deepEqual(facts, [
      ['Provider', 'cloud (google)'],
      ['Owner', 'team@example.com'],
      ['Capacity', '12 running, 1 requested, 0 stopping'],
      ['Limits', 'at least 2, at most 50'],
      ['Tasks', '3 pending, 12 claimed'],
    ]);
    assert.equal(
      bodyOf({ pool: { maxCapacity: 0 } }).warning,
      'This pool cannot run any tasks: it has a maxCapacity of 0.',
    );
  });

  it('says why a part is unknown', () => {
    const { errors, workers, launchConfigs, facts, tasks } = bodyOf({
      pool: { providerType: 'static' },
      queue: { pending: 1 },
      errors: { state: 'unknown', why: 'forbidden' },
      workers: { state: 'unknown', why: 'overloaded', detail: 'status 500: no' },
    });
    assert.deepEqual(errors, { unknown: 'the deployment does not let you read this' });
    assert.deepEqual(workers, { unknown: 'the deployment answered with status 500: no' });
    assert.deepEqual(launchConfigs, { unknown: 'waiting for the deployment' });
    assert.deepEqual(tasks, { value: [] });
    assert.deepEqual(facts.slice(3), [
      ['Limits', 'none'],
      ['Tasks', '1 pending, claimed unknown: the deployment does not reveal it'],
    ]);
  });

  it('says that there is no such pool, and what the workspace says of it', () => {
    const { body, defined } = poolPage(
      {
        workerPoolId: ID,
        rootUrl: 'https://tc.example.com',
        pool: { state: 'absent', at: THEN },
        queue: LOADING,
        errors: LOADING,
        launchConfigs: LOADING,
        workers: LOADING,
        defined: knowledgeOf({ definitions: { [ID]: { tasksDir: 'C:\\' } } }).definitions.get(ID),
        history: NO_HISTORY,
      },
      THEN,
    );
    assert.deepEqual(body, { unknown: 'there is no such worker pool' });
    assert.deepEqual(defined, ['Defined in pools.yml', 'Payloads: generic-worker for Windows']);
  });

  it('shows what was answered, with its age', () => {
    const sample = { at: THEN - 120_000, requested: 0, running: 4, stopping: 1 };
    const history = { capacity: [sample], tasks: [{ at: THEN, pending: 2, claimed: undefined }] };
    const { capacity, tasks, maxCapacity } = bodyOf({ history });
    assert.deepEqual(capacity, [{ ...sample, ago: '2 minutes ago' }]);
    assert.deepEqual(tasks, { value: [{ at: THEN, pending: 2, claimed: undefined, ago: 'just now' }] });
    assert.equal(maxCapacity, 50);
  });

  it('counts errors by their titles, with the newest of each', () => {
    const error = (minutesAgo: number, title: string, description: string) => ({
      reported: new Date(THEN - minutesAgo * 60_000).toJSON(),
      title,
      description,
    });
    const errors = known([
      error(5, 'Quota', 'new'),
      { ...error(6, '', 'untitled'), reported: 'then' },
      error(9, 'Quota', 'old'),
    ]);
    assert.deepEqual(bodyOf({ errors }).errors, {
      value: [
        { title: 'Quota', count: 2, newest: '5 minutes ago', description: 'new' },
        { title: 'Error', count: 1, newest: null, description: 'untitled' },
      ],
    });
  });

  it('shows launch configs with the defaults of worker-manager, without archived ones', () => {
    const config = (launchConfigId: string, changes: Partial<LaunchConfig> = {}): LaunchConfig => ({
      launchConfigId,
      isArchived: false,
      initialWeight: undefined,
      capacityPerInstance: undefined,
      maxCapacity: undefined,
      place: undefined,
      machineType: undefined,
      ...changes,
    });
    const launchConfigs = known([
      config('lc-bare'),
      config('lc-old', { isArchived: true }),
      config('lc-off', {
        initialWeight: 0,
        capacityPerInstance: 4,
        maxCapacity: 9,
        place: 'eastus',
        machineType: 'D4',
      }),
    ]);
    assert.deepEqual(bodyOf({ launchConfigs }).launchConfigs, {
      value: [
        {
          launchConfigId: 'lc-bare',
          weight: '1 (default)',
          place: null,
          machineType: null,
          capacityPerInstance: '1 (default)',
          maxCapacity: 'not set',
        },
        {
          launchConfigId: 'lc-off',
          weight: '0: not used',
          place: 'eastus',
          machineType: 'D4',
          capacityPerInstance: '4',
          maxCapacity: '9',
        },
      ],
    });
  });
});

describe('the lifecycle of a pool', () => {
  const rowsOf = (pool: PoolLiteral): string[] =>
    bodyOf({ pool }).lifecycle.rows.map(({ name, value, meaning }) => `${name}: ${value}. ${meaning}`);

  it('is what worker-manager does with it, in a cloud', () => {
    const lifecycle = { registrationTimeout: 1800, reregistrationTimeout: DAY };
    assert.deepEqual(rowsOf({ lifecycle }), [
      'registrationTimeout: 30 minutes. worker-manager terminates a worker that has not registered this long after it was requested.',
      'reregistrationTimeout: re-registers every day (configured). A worker gets credentials for this long, and renews them before they expire. worker-manager terminates a worker that has not renewed them in time.',
      'queueInactivityTimeout: 2 hours (default). worker-manager terminates a worker that has not asked the queue for tasks this long.',
    ]);
  });

  it('includes what has no effect, and what does not work', () => {
    assert.match(rowsOf({})[0] ?? '', /^registrationTimeout: not set\. worker-manager .* not registered 4 days after/);
    const late = rowsOf({ lifecycle: { registrationTimeout: 7200, reregistrationTimeout: 3600 } });
    assert.match(
      late[0] ?? '',
      /^registrationTimeout: 2 hours\. Has no effect, because it is not shorter: .* 1 hour after/,
    );
    const never = rowsOf({ lifecycle: { reregistrationTimeout: -5 } });
    assert.match(never[0] ?? '', /: not set\. No worker can register, because reregistrationTimeout is negative\.$/);
    assert.match(
      never[1] ?? '',
      /: cannot register \(reregistrationTimeout is -5\)\. The credentials would have expired before the worker gets them\.$/,
    );
  });

  it('is only re-registration in a static pool, and nothing where worker-manager does not use it', () => {
    const { rows, notes } = bodyOf({
      pool: { providerType: 'static', lifecycle: { reregistrationTimeout: DAY } },
    }).lifecycle;
    assert.deepEqual([rows.map(({ name }) => name), notes.length], [['reregistrationTimeout'], 1]);
    assert.deepEqual(bodyOf({ pool: { providerId: 'null-provider' } }).lifecycle, {
      rows: [],
      notes: ['worker-manager does not use the lifecycle of this pool.'],
    });
  });
});

describe('the workers of a pool', () => {
  it('are counted by state, and the newest are shown', () => {
    const { counts, newest } = workersOf([
      worker(9, 0, { state: 'requested', launchConfigId: undefined }),
      ...Array.from({ length: 30 }, (_, i) => worker(100 + i, 60, { state: 'stopped' })),
      worker(5, 90),
      worker(50, 0, { created: 'then' }),
    ]);
    assert.deepEqual(
      counts.map(({ state, count }) => `${state}: ${count}`),
      ['requested: 1', 'running: 2', 'stopping: 0', 'stopped: 30'],
    );
    assert.equal(newest.length, 20);
    assert.deepEqual(newest.slice(0, 2), [
      {
        workerId: 'i-5',
        workerGroup: 'us-east-1',
        state: 'running',
        requested: '5 minutes ago',
        registeredAfter: '1 minute 30 seconds',
        capacity: 1,
        launchConfigId: 'lc-east',
      },
      {
        workerId: 'i-9',
        workerGroup: 'us-east-1',
        state: 'requested',
        requested: '9 minutes ago',
        registeredAfter: 'not yet',
        capacity: 1,
        launchConfigId: null,
      },
    ]);
  });

  it('tell how long provisioning takes while they run', () => {
    const listed = [60, 100, 120, 180, 600].map((seconds, i) => worker(20 + i, seconds));
    // What they say is not when they registered.
    const others = [
      worker(1, 5, { state: 'stopping' }),
      worker(2, 9_000, { state: 'stopped' }),
      worker(3, 0),
      worker(4, 7, { providerId: 'before' }),
    ];
    assert.deepEqual(workersOf([...listed, ...others]).provisioning, {
      value: {
        workers: 5,
        median: '2 minutes',
        quarter: '1 minute 40 seconds',
        threeQuarters: '3 minutes',
        shortest: '1 minute',
        longest: '10 minutes',
      },
    });
  });

  const UNTOLD: readonly (readonly [pool: PoolLiteral, why: string])[] = [
    [{ providerType: 'static' }, 'people create the workers of a static pool'],
    [{ providerType: undefined }, 'the deployment does not say what type of provider the pool has'],
    [{ providerType: 'testing' }, 'worker-manager does not request the workers of this pool from a cloud'],
    [{ providerId: 'other' }, 'no listed worker tells when it registered, as only running ones do'],
  ];
  for (const [pool, why] of UNTOLD)
    it(`do not tell it where ${why}`, () => {
      assert.deepEqual(workersOf([worker(5, 60)], pool).provisioning, { unknown: why });
    });

  it('need not all be listed', () => {
    const { workers } = bodyOf({ workers: known({ listed: [], isComplete: false }) });
    assert.ok('value' in workers && !workers.value.isComplete);
  });
});
