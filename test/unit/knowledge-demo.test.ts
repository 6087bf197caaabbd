import assert from 'node:assert/strict';
import { type DemoDeployment, type Fault, startDemoDeployment } from '../../scripts/demo-deployment/server.mjs';
import type { Finding } from '../../server/core/base/finding.js';
import { buildModel } from '../../server/core/model/build.js';
import { queueReferences } from '../../server/core/references/queue-references.js';
import { runLiveRules } from '../../server/core/rules/run.js';
import { parse } from '../../server/core/syntax/parse.js';
import { createNodeTransport } from '../../server/net/transport.node.js';
import { createClient } from '../../server/taskcluster/api/create-client.js';
import { createKnowledge } from '../../server/taskcluster/cache/deployment-cache.js';
import type { LiveKnowledge } from '../../server/taskcluster/cache/live-knowledge.js';

const MINUTE = 60_000;

/** After how many milliseconds a request is given up where none is to be answered. */
const IMPATIENCE = 200;

interface World {
  readonly knowledge: LiveKnowledge;
  later(milliseconds: number): void;
  hurry(): void;
}

/** Knowledge of a demo deployment, through the real client. Its clock is ahead by what a test says. */
function connect({ rootUrl }: DemoDeployment, patience = 5_000): World {
  let ahead = 0;
  let timeout = patience;
  const now = (): number => Date.now() + ahead;
  const client = createClient({
    rootUrl,
    credentials: undefined,
    transport: (request) => createNodeTransport()({ ...request, timeout: Math.min(request.timeout, timeout) }),
    now,
    random: Math.random,
    sleep: async () => {},
  });
  const schedule = (milliseconds: number, action: () => void): (() => void) => {
    const timer = setTimeout(action, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  };
  const knowledge = createKnowledge({ client, now, schedule, onChange: () => {} });
  return {
    knowledge,
    later: (milliseconds) => {
      ahead += milliseconds;
    },
    hurry: () => {
      timeout = IMPATIENCE;
    },
  };
}

/** Asks as often as it takes until nothing is asked any more. */
async function askAbout({ knowledge }: { knowledge: LiveKnowledge }, ids: readonly string[]): Promise<void> {
  await knowledge.wait(ids);
  await knowledge.wait(ids);
}

describe('knowledge of the demo deployment', () => {
  let deployment: DemoDeployment;
  let twenty: string[];

  before(async () => {
    deployment = await startDemoDeployment({ pools: 1_000 });
    twenty = deployment.pools.slice(500, 520).map(({ workerPoolId }) => workerPoolId);
  });
  after(() => deployment.stop());
  beforeEach(() => {
    deployment.clearFaults();
    deployment.setAnonymousScopes('firefox-ci');
    deployment.clearRequests();
  });

  it('costs 25 requests at most for 20 of 1,000 pools, two of them with a typo, and none within the TTL', async () => {
    const world = connect(deployment);
    const ids = [...twenty.slice(0, 18), `${twenty[0]}x`, `${twenty[1]}x`];
    await askAbout(world, ids);
    assert.ok(deployment.requests.length <= 25, `${deployment.requests.length} requests`);
    const states = ids.map((id) => world.knowledge.pool(id).state);
    assert.deepEqual(states, [...Array(18).fill('known'), 'absent', 'absent']);
    deployment.clearRequests();
    await askAbout(world, ids);
    assert.equal(deployment.requests.length, 0);
  });

  it('costs one more where the claimed tasks are secret, as on community-tc', async () => {
    deployment.setAnonymousScopes('community');
    const world = connect(deployment);
    await askAbout(world, twenty);
    assert.ok(deployment.requests.length <= 25, `${deployment.requests.length} requests`);
    assert.ok(twenty.every((id) => world.knowledge.queue(id).state === 'known'));
  });

  it('costs two requests a pool where pools may not be listed, and two that find out', async () => {
    deployment.setAnonymousScopes([
      'worker-manager:get-worker-pool:*',
      'queue:pending-count:*',
      'queue:claimed-count:*',
    ]);
    const world = connect(deployment);
    await askAbout(world, twenty);
    assert.ok(deployment.requests.length <= 42, `${deployment.requests.length} requests`);
    for (const id of twenty) {
      const pool = world.knowledge.pool(id);
      assert.ok(pool.state === 'known' && pool.value.capacity, id);
    }
  });

  it('says why where nothing may be read', async () => {
    deployment.setAnonymousScopes('private');
    const world = connect(deployment);
    await askAbout(world, twenty);
    assert.deepEqual(world.knowledge.pool(twenty[0] ?? ''), { state: 'unknown', why: 'forbidden' });
    assert.equal(world.knowledge.status().why, 'forbidden');
  });

  for (const kind of ['reset', 'cut', 'html'] as const) {
    it(`learns of pools one by one where the list breaks off in the middle: ${kind}`, async () => {
      const more = await startDemoDeployment({ pools: 1_100 });
      try {
        more.setFault(/continuationToken/, { kind });
        const world = connect(more);
        const ids = more.pools.slice(990, 1_010).map(({ workerPoolId }) => workerPoolId);
        // Once: who waits on the command line does not come back.
        await world.knowledge.wait([...ids, `${ids[0]}x`]);
        assert.deepEqual([...new Set(ids.map((id) => world.knowledge.pool(id).state))], ['known']);
        assert.equal(world.knowledge.pool(`${ids[0]}x`).state, 'absent');
      } finally {
        await more.stop();
      }
    });
  }

  const FAULTS: readonly (readonly [string, Fault])[] = [
    ['hang', { kind: 'hang' }],
    ['drip', { kind: 'drip', ms: 400 }],
    ['reset', { kind: 'reset' }],
    ...[401, 403, 429, 500, 502, 503].map((status): [string, Fault] => [String(status), { kind: 'status', status }]),
    ['HTML', { kind: 'html' }],
    ['wrong JSON', { kind: 'wrong-json' }],
    ['wrong types', { kind: 'wrong-types' }],
    ['{"error": …}', { kind: 'error-json' }],
    ['cut', { kind: 'cut' }],
    ['endless', { kind: 'endless' }],
    ['redirect', { kind: 'redirect' }],
  ];

  for (const [name, fault] of FAULTS) {
    it(`keeps its findings through a fault of everything, and storms nobody: ${name}`, async () => {
      const world = connect(deployment);
      const ids = [...twenty.slice(0, 4), `${twenty[0]}x`];
      const findings = (): Finding[] => findingsFor(ids, world.knowledge);
      await askAbout(world, ids);
      const before = findings();
      assert.ok(before.some(({ rule, fixes }) => rule === 'unknown-worker-pool' && fixes.length > 0));
      world.later(6 * MINUTE);
      world.hurry();
      deployment.clearRequests();
      deployment.setFault('*', fault);
      await askAbout(world, ids);
      // Lists, a question for each pool and its queue, each tried three times at most.
      assert.ok(deployment.requests.length <= 3 * (3 + 2 * ids.length), `${deployment.requests.length} requests`);
      assert.deepEqual(findings(), before);

      const cold = connect(deployment, IMPATIENCE);
      await askAbout(cold, ids);
      assert.deepEqual(findingsFor(ids, cold.knowledge), []);
      world.knowledge.dispose();
      cold.knowledge.dispose();
    }).timeout(60_000);
  }
});

function findingsFor(ids: readonly string[], knowledge: LiveKnowledge): Finding[] {
  const tasks = ids.map((id) => `- {taskQueueId: ${id}, payload: {}, metadata: {}, deadline: now}\n`);
  const text = tasks.join('');
  const model = buildModel({ fileName: 'tasks.yml', syntax: 'yaml', text, selection: 'auto' }, parse(text, 'yaml'));
  return runLiveRules(queueReferences(model), knowledge, { rules: {} });
}
