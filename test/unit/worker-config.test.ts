import assert from 'node:assert/strict';
import { readWorkerConfig, type WorkerConfig } from '../../server/core/deployment/worker-config.js';
import { acceptanceOf, workerNotes } from '../../server/core/deployment/worker-formats.js';

/** A pool with a launch config for each configuration of generic-worker. */
const launching = (...configs: object[]): object => ({
  launchConfigs: configs.map((config) => ({ region: 'x', workerConfig: { genericWorker: { config } } })),
});

const DEEP = (): object => JSON.parse(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`);
const D2G = { enableD2G: true, allowKVM: false };
const NOTHING: WorkerConfig = {
  platform: undefined,
  enableD2G: 'not-said',
  disableNativePayloads: 'not-said',
  maxTaskRunTime: 'not-said',
  capacity: undefined,
  disabled: [],
  d2gConfig: undefined,
};

describe('the configuration of the workers of a pool', () => {
  const rows: readonly (readonly [title: string, config: unknown, expected: WorkerConfig | undefined])[] = [
    ['none', {}, undefined],
    ['no launch configs', { launchConfigs: [] }, undefined],
    ['launch configs of another shape', { launchConfigs: 'x' }, undefined],
    ['docker-worker', { launchConfigs: [{ workerConfig: { dockerWorker: {} } }] }, undefined],
    [
      'a launch config without one',
      { launchConfigs: [{}, { workerConfig: { genericWorker: { config: {} } } }] },
      undefined,
    ],
    ['nothing that tells', launching({ idleTimeoutSecs: 600 }), NOTHING],
    [
      'a static pool',
      { workerConfig: { genericWorker: { config: { cachesDir: '/caches', maxTaskRunTime: 3600 } } } },
      { ...NOTHING, platform: 'posix', maxTaskRunTime: 3600 },
    ],
    [
      'd2gConfig, which is for Linux',
      launching({ d2gConfig: D2G }),
      { ...NOTHING, platform: 'posix', enableD2G: true, d2gConfig: D2G },
    ],
    [
      'the same in all launch configs',
      launching(
        { d2gConfig: D2G, disableNativePayloads: true },
        { d2gConfig: { ...D2G }, disableNativePayloads: true },
      ),
      { ...NOTHING, platform: 'posix', enableD2G: true, disableNativePayloads: true, d2gConfig: D2G },
    ],
    [
      'the same in another order, with lists',
      launching({ d2gConfig: { a: [1], b: {} } }, { d2gConfig: { b: {}, a: [1] } }),
      { ...NOTHING, platform: 'posix', d2gConfig: { a: [1], b: {} } },
    ],
    [
      'nested too deeply to compare',
      launching({ d2gConfig: DEEP() }, { d2gConfig: DEEP() }),
      { ...NOTHING, platform: 'posix' },
    ],
    [
      'launch configs that differ',
      launching(
        { d2gConfig: D2G, capacity: 2, enableInteractive: false },
        { cachesDir: 'C:\\caches', maxTaskRunTime: 60, enableInteractive: true },
      ),
      { ...NOTHING, enableD2G: undefined, maxTaskRunTime: undefined },
    ],
    [
      'Windows',
      launching({ tasksDir: 'D:\\', ed25519SigningKeyLocation: 'C:\\key' }),
      { ...NOTHING, platform: 'windows' },
    ],
    ['paths of both platforms', launching({ tasksDir: 'D:\\', cachesDir: '/caches' }), NOTHING],
    [
      'features that are off',
      launching({ enableChainOfTrust: false, enableMounts: false, enableInteractive: true }),
      { ...NOTHING, disabled: ['chainOfTrust'] },
    ],
    [
      'values of another type',
      launching({ d2gConfig: { enableD2G: 'yes' }, maxTaskRunTime: '1h', capacity: -1, tasksDir: 7 }),
      { ...NOTHING, platform: 'posix', d2gConfig: { enableD2G: 'yes' } },
    ],
  ];
  for (const [title, config, expected] of rows) it(title, () => assert.deepEqual(readWorkerConfig(config), expected));
});

describe('the payload formats of a pool', () => {
  const rows: readonly (readonly [
    config: object,
    docker: string | undefined,
    posix: string | undefined,
    windows: string | undefined,
    notes: string[],
  ])[] = [
    [{}, undefined, undefined, undefined, []],
    [
      { d2gConfig: { enableD2G: true }, disableNativePayloads: true, maxTaskRunTime: 5400 },
      'yes',
      'no',
      'no',
      ['Payloads: docker-worker (D2G)', 'Longest maxRunTime: 1 hour 30 minutes'],
    ],
    [
      { d2gConfig: { enableD2G: true } },
      'yes',
      'yes',
      'no',
      ['Payloads: docker-worker (D2G) and generic-worker for Linux'],
    ],
    [{ d2gConfig: { enableD2G: false } }, 'no', 'yes', 'no', ['Payloads: generic-worker for Linux']],
    [
      { tasksDir: '/tasks' },
      'not-said',
      'yes',
      'no',
      ['Payloads: generic-worker for Linux or macOS; docker-worker if the image enables D2G'],
    ],
    [{ tasksDir: 'C:\\tasks' }, 'no', 'no', 'yes', ['Payloads: generic-worker for Windows']],
    [{ d2gConfig: { enableD2G: false }, disableNativePayloads: true }, 'no', 'no', 'no', []],
  ];
  for (const [config, docker, posix, windows, notes] of rows)
    it(JSON.stringify(config), () => {
      const worker = readWorkerConfig(launching(config));
      assert.ok(worker);
      assert.deepEqual(
        [acceptanceOf(worker, 'docker'), acceptanceOf(worker, 'posix'), acceptanceOf(worker, 'windows')],
        [docker, posix, windows],
      );
      assert.deepEqual(workerNotes({ worker }), notes);
    });
});
