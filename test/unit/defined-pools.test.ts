import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { definedPoolsIn } from '../../server/core/analyze.js';
import type { WorkerConfig } from '../../server/core/deployment/worker-config.js';

/** The pools that a text defines, and of the configuration of their workers what is said. */
function definedIn(text: string): Record<string, Partial<WorkerConfig> | undefined> {
  const pools = definedPoolsIn({ fileName: 'pools.yml', syntax: 'yaml', text, selection: 'auto' });
  return Object.fromEntries(
    pools.map(({ workerPoolId, worker }) => [
      workerPoolId,
      worker && Object.fromEntries(Object.entries(worker).filter(([, value]) => value !== undefined)),
    ]),
  );
}

describe('the worker pools that a file defines', () => {
  const CASES: readonly (readonly [string, string, ReturnType<typeof definedIn>])[] = [
    [
      'in the format of the API',
      `
workerPoolId: proj-x/ci
providerId: cloud
emailOnError: false
config:
  minCapacity: 0
  maxCapacity: 5
  launchConfigs:
    - &one {workerConfig: {genericWorker: {config: {d2gConfig: {enableD2G: true}, maxTaskRunTime: 60}}}}
    - *one
`,
      {
        'proj-x/ci': {
          platform: 'posix',
          enableD2G: true,
          disableNativePayloads: 'not-said',
          maxTaskRunTime: 60,
          disabled: [],
          d2gConfig: { enableD2G: true },
        },
      },
    ],
    [
      'of community-tc-config: the image set says what a pool does not say',
      `
proj:
  workerPools:
    ci:
      owner: team@example.com
      imageset: generic-worker-ubuntu
      cloud: gcp
      maxCapacity: 5
      machineTypes: {n2-standard-2: 1}
      workerConfig: {genericWorker: {config: {maxTaskRunTime: 60}}}
    other:
      owner: team@example.com
      imageset: generic-worker-ubuntu
      cloud: gcp
      maxCapacity: 5
`,
      { 'proj-proj/ci': { maxTaskRunTime: 60, disabled: [] }, 'proj-proj/other': undefined },
    ],
    [
      'of fxci-config, where the workers are configured elsewhere',
      `
pools:
  - pool_id: gecko-1/b-linux
    provider_id: aws
    config: {maxCapacity: 5, implementation: linux-d2g}
`,
      { 'gecko-1/b-linux': undefined },
    ],
    [
      'with a computed value',
      `
workerPoolId: proj-x/ci
providerId: static
description: x
owner: team@example.com
emailOnError: false
config: {workerConfig: {genericWorker: {config: {maxTaskRunTime: {$eval: limit}}}}}
`,
      { 'proj-x/ci': undefined },
    ],
    ['that is none', 'emailOnError: true\n', {}],
    ['that cannot be read', 'workerPools: {a/b: [', {}],
  ];
  for (const [title, text, expected] of CASES) it(title, () => assert.deepEqual(definedIn(text), expected));
});
