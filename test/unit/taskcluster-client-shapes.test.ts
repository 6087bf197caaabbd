import assert from 'node:assert/strict';
import { errorOf, METHODS } from '../support/client-answers.js';
import { POOL, world } from '../support/fake-deployment.js';

describe('taskcluster: answers of another shape', () => {
  const rows: readonly (readonly [keyof typeof METHODS, unknown, string])[] = [
    ['workerPool', { ...POOL, owner: 1 }, 'owner is not a string'],
    ['workerPool', { ...POOL, config: [] }, 'config is not an object'],
    ['workerPool', { ...POOL, config: { maxCapacity: '5' } }, 'config.maxCapacity is not a number'],
    [
      'workerPool',
      { ...POOL, config: { lifecycle: { reregistrationTimeout: '4 days' } } },
      'config.lifecycle.reregistrationTimeout is not a number',
    ],
    ['workerPool', { ...POOL, runningCapacity: -1 }, 'runningCapacity is not a count'],
    ['workerPool', { ...POOL, stoppingCapacity: undefined }, 'stoppingCapacity is not a count'],
    ['workerPoolStats', { launchConfigStats: [{}] }, 'launchConfigStats[0].requestedCapacity is not a count'],
    ['listWorkerPools', { workerPools: [POOL, 'proj/x'] }, 'workerPools[1] is not an object'],
    ['listWorkerPools', { workerPools: [], continuationToken: 7 }, 'continuationToken is not a string'],
    ['listWorkerPoolsStats', { workerPoolsStats: {} }, 'workerPoolsStats is not a list'],
    [
      'listWorkerPoolErrors',
      { workerPoolErrors: [{ reported: 'x', title: 'x' }] },
      'workerPoolErrors[0].description is not a string',
    ],
    [
      'listWorkerPoolLaunchConfigs',
      { workerPoolLaunchConfigs: [{ launchConfigId: 'x', isArchived: 0 }] },
      'workerPoolLaunchConfigs[0].isArchived is not a boolean',
    ],
    [
      'listWorkersForWorkerPool',
      {
        workers: [{ workerGroup: 'g', workerId: 'w', providerId: 'p', created: 'x', lastModified: 'x', state: 'new' }],
      },
      'workers[0].state is not one of requested, running, stopping, stopped',
    ],
    ['listProviders', { providers: [{ providerId: 'x' }] }, 'providers[0].providerType is not a string'],
    ['taskQueueCounts', { pendingTasks: 1.5, claimedTasks: 0 }, 'pendingTasks is not a count'],
    ['taskQueueCounts', { pendingTasks: 1 }, 'claimedTasks is not a count'],
  ];
  for (const [method, json, problem] of rows) {
    it(`${method}: ${problem}`, async () => {
      const { client } = world(() => ({ json }));
      assert.deepEqual(errorOf(await METHODS[method](client)), {
        kind: 'unusable',
        message: `The answer is not as expected: ${problem}`,
      });
    });
  }

  it('further fields do no harm, and deprecated ones may be missing', async () => {
    const { requestedCapacity, runningCapacity, stoppingCapacity, ...rest } = POOL;
    const { client } = world(() => ({ json: { ...rest, news: { of: ['tomorrow'] }, constructor: 1 } }));
    const answer = await client.workerPool('proj/ci');
    assert.ok(answer.ok, 'an answer');
    assert.equal(answer.value.maxCapacity, 10);
    assert.equal(answer.value.capacity, undefined);
  });
});

describe('taskcluster: launch configs of a pool', () => {
  const weight = (initialWeight: unknown) => ({ region: 'x', workerManager: { initialWeight } });
  const rows: readonly (readonly [title: string, launchConfigs: unknown, all: number, usable: number])[] = [
    ['left out, as the service does with an empty list', undefined, 0, 0],
    ['empty', [], 0, 0],
    ['without a weight', [{}, { workerManager: {} }], 2, 2],
    ['with weights', [weight(0), weight(0.5), weight(1)], 3, 2],
    ['all of no weight', [weight(0), weight(0)], 2, 0],
    ['of another shape', ['x', null, weight('0'), { workerManager: [] }], 4, 4],
    ['no list', { a: 1 }, 1, 1],
  ];
  for (const [title, launchConfigs, all, usable] of rows) {
    it(title, async () => {
      const { client } = world(() => ({ json: { ...POOL, config: { maxCapacity: 5, launchConfigs } } }));
      const answer = await client.workerPool('proj/ci');
      assert.deepEqual(answer.ok && answer.value.launchConfigs, { all, usable });
    });
  }
});

describe('taskcluster: a launch config', () => {
  const rows: readonly (readonly [title: string, configuration: unknown, expected: object])[] = [
    [
      'of AWS',
      {
        region: 'us-east-1',
        launchConfig: { InstanceType: 'm5.large', Placement: { AvailabilityZone: 'us-east-1a' } },
        workerManager: { initialWeight: 0.5, capacityPerInstance: 2, maxCapacity: 10 },
      },
      { place: 'us-east-1a', machineType: 'm5.large', initialWeight: 0.5, capacityPerInstance: 2, maxCapacity: 10 },
    ],
    [
      'of Google, as older definitions have it',
      {
        region: 'us-west1',
        zone: 'us-west1-b',
        machineType: 'zones/us-west1-b/machineTypes/n2',
        capacityPerInstance: 4,
      },
      { place: 'us-west1-b', machineType: 'n2', capacityPerInstance: 4 },
    ],
    [
      'of Azure',
      { location: 'eastus', hardwareProfile: { vmSize: 'Standard_D4s_v5' } },
      { place: 'eastus', machineType: 'Standard_D4s_v5' },
    ],
    ['of another shape', { region: 7, workerManager: 'x', machineType: {} }, {}],
    ['that is nothing', null, {}],
  ];
  for (const [title, configuration, expected] of rows) {
    it(title, async () => {
      const config = { launchConfigId: 'lc', isArchived: false, configuration };
      const { client } = world(() => ({ json: { workerPoolLaunchConfigs: [config] } }));
      const answer = await client.listWorkerPoolLaunchConfigs('proj/ci');
      assert.deepEqual(JSON.parse(JSON.stringify(answer)), {
        ok: true,
        value: [{ launchConfigId: 'lc', isArchived: false, ...expected }],
      });
    });
  }
});
