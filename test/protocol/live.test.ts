import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type LiveServer, tasksFor, withLive } from '../support/live-server.js';
import { TIMEOUT_MS } from '../support/server.js';
import { task } from '../support/texts.js';

const TROUBLE = [
  'lighthouse-1/linux',
  'lighthouse-1/linuxx',
  'lighthouse-1/linux-old',
  'lighthouse-1/paused',
  'lighthouse-t/reregister-negative',
];
const LENSES = [
  'lighthouse-1/linux: 12 of 50 running, 3 pending, re-registers every day',
  'lighthouse-1/linuxx: no such worker pool',
  'lighthouse-1/linux-old: being deleted, 3 running, 2 pending',
  'lighthouse-1/paused: 0 of 0 running, 14 pending, re-registers every day',
  'lighthouse-t/reregister-negative: 0 running, 0 pending, cannot register',
];
const FINDINGS = [
  '13: unknown-worker-pool',
  '22: worker-pool-deleted',
  '31: worker-pool-without-capacity',
  '40: reregistration',
];

/** As where nobody may list pools. */
const NO_LISTS = ['worker-manager:get-worker-pool:*', 'queue:pending-count:*', 'queue:claimed-count:*'];

function twentyOf({ deployment }: LiveServer): string[] {
  return deployment.pools.slice(500, 520).map(({ workerPoolId }) => workerPoolId);
}

for (const network of ['client', 'server'] as const) {
  describe(`a deployment of 1,000 pools, with the network of the ${network}`, function () {
    this.timeout(TIMEOUT_MS);

    it('is in diagnostics, lenses, hovers and completions', () =>
      withLive({ network, deployment: { pools: 1_000 } }, async (live) => {
        const { host } = new URL(live.deployment.rootUrl);
        const document = await live.server.open('.taskcluster.yml', tasksFor(TROUBLE));
        await live.settled();
        assert.deepEqual(live.shown(document), FINDINGS);
        assert.deepEqual(await live.lenses(document), LENSES);
        const { told } = live.server.inbox;
        assert.ok(told.includes(`Deployment ${live.deployment.rootUrl}, asked without credentials`), told.join('\n'));
        assert.ok(told.some((line) => /^GET \/api\/worker-manager\/v1\/worker-pools: 200 \(\d+ ms\)$/.test(line)));

        const hover = await live.hover(document, 'lighthouse-1/linux');
        assert.match(hover, /^lighthouse-1\/linux\n\nBuilds and tests on Linux\n/);
        assert.match(
          hover,
          /\nCapacity: 12 running, 3 requested, 1 stopping, at most 50\nTasks: 3 pending, 11 claimed\n/,
        );
        assert.match(hover, /\nWorkers re-register every day \(configured\)\n/);
        assert.ok(hover.includes(`http://${host}/worker-manager/lighthouse-1%2Flinux`), hover);
        assert.ok(
          (await live.hover(document, 'lighthouse-1/linuxx')).includes(`There is no such worker pool on ${host}.`),
        );

        const offered = await live.completion(document, 'lighthouse-1/linux');
        assert.deepEqual(
          offered.map(({ label, detail }) => `${label}: ${detail}`),
          [
            'lighthouse-1/linux: 12 of 50 running',
            'lighthouse-1/linux-old: being deleted, 3 running',
            'lighthouse-1/linux-small: 20 of 20 running',
          ],
        );

        const actions = await document.codeActions(document.at('lighthouse-1/linuxx', 3));
        const fix = actions.find(({ title }) => title === 'Change to lighthouse-1/linux');
        assert.equal(
          document.after(fix),
          tasksFor(['lighthouse-1/linux', ...TROUBLE.filter((id) => !id.endsWith('xx'))]),
        );
      }));

    it('costs 25 requests at most for 20 pools, and none for a minute, whatever the user does', () =>
      withLive({ network, deployment: { pools: 1_000 } }, async (live) => {
        const ids = twentyOf(live);
        const text = tasksFor(ids);
        const cold = await live.cost(async () => {
          const document = await live.server.open('.taskcluster.yml', text);
          await document.published();
          assert.equal((await live.lenses(document)).length <= 20, true);
        });
        assert.ok(cold > 20 && cold <= 25, `${cold} requests`);

        const document = await live.server.open('b/.taskcluster.yml', text);
        const warm = await live.cost(async () => {
          const third = await live.server.open('c/.taskcluster.yml', tasksFor(ids.slice(5, 9)));
          assert.deepEqual((await live.lenses(third)).length, 4);
          for (const key of 'twelve keys') {
            await document.replace('name: build', `name: build${key}`);
            await document.published();
            await live.lenses(document);
            await live.hover(document, 'metadata');
            await document.codeActions(document.at('metadata'));
            await live.completion(document, 'metadata');
          }
        });
        assert.equal(warm, 0);
        assert.equal((await live.lenses(document)).length, 20);
      }));

    it('costs two requests for each pool where listing is not allowed, one that finds it out, and one for the providers', () =>
      withLive({ network, deployment: { pools: 1_000, anonymousScopes: NO_LISTS } }, async (live) => {
        const ids = twentyOf(live);
        const document = await live.server.open('.taskcluster.yml', tasksFor(ids));
        const cold = await live.cost(async () => {
          await document.published();
          await live.lenses(document);
        });
        assert.ok(cold > 20 && cold <= 42, `${cold} requests`);
        assert.equal((await live.lenses(document)).length, 20);
        assert.equal(await live.cost(() => live.lenses(document)), 0);
      }));

    it('is listed with 1,000 rows for few requests', () =>
      withLive({ network, deployment: { pools: 1_000 } }, async (live) => {
        const { pools, status } = await live.pools({ which: 'all' });
        assert.equal(live.deployment.requests.length, 53);
        assert.deepEqual(
          pools.map(({ workerPoolId }) => workerPoolId),
          live.deployment.pools.map(({ workerPoolId }) => workerPoolId).sort(),
        );
        assert.ok(pools.every(({ state }) => state === 'known'));
        assert.ok(pools.slice(0, 50).every(({ description }) => /\d pending$/.test(description)));
        assert.ok(
          pools
            .slice(50)
            .every(({ description }) =>
              /^(being deleted, |no launch configs, )?\d+ (of \d+ )?running$/.test(description),
            ),
        );
        assert.deepEqual(
          pools
            .filter(({ warning }) => warning)
            .map(({ workerPoolId }) => workerPoolId)
            .slice(-3),
          ['lighthouse-1/linux-old', 'lighthouse-1/paused', 'lighthouse-t/no-launch-configs'],
        );
        assert.deepEqual([status.rootUrl, status.why], [live.deployment.rootUrl, undefined]);
        await live.server.pass(1_000);
        live.deployment.clearRequests();
        await live.pools({ which: 'all' });
        assert.equal(live.deployment.requests.length, 0);
        live.deployment.setPool('Lighthouse_QA/arm', { pending: 77 });
        const again = await live.pools({ which: 'all', refresh: true });
        assert.ok(live.deployment.requests.length <= 103, `${live.deployment.requests.length} requests`);
        assert.match(again.pools[1]?.description ?? '', /77 pending/);
      }));
  });
}

describe('the pools of the workspace', function () {
  this.timeout(TIMEOUT_MS);

  it('are those that open documents name, with what is wrong with them', () =>
    withLive({}, async (live) => {
      assert.deepEqual((await live.pools({ which: 'workspace' })).pools, []);
      const document = await live.server.open('.taskcluster.yml', tasksFor(TROUBLE.slice(0, 3)));
      const { pools } = await live.pools({ which: 'workspace' });
      assert.deepEqual(
        pools.map(({ workerPoolId, state, description, warning }) => [workerPoolId, state, description, warning]),
        [
          ['lighthouse-1/linux', 'known', '12 of 50 running, 3 pending', undefined],
          ['lighthouse-1/linux-old', 'known', 'being deleted, 3 running, 2 pending', 'This pool is being deleted.'],
          ['lighthouse-1/linuxx', 'absent', 'does not exist', 'There is no worker pool with this name.'],
        ],
      );
      await document.close();
      assert.deepEqual((await live.pools({ which: 'workspace' })).pools, []);
    }));
});

describe('the aliases of taskgraph', function () {
  this.timeout(TIMEOUT_MS);

  const CONFIG = `trust-domain: lighthouse
workers:
  aliases:
    linux-small:
      provisioner: '{trust-domain}-{level}'
      implementation: docker-worker
      os: linux
      worker-type: '{alias}'
    gone:
      provisioner: lighthouse-1
      implementation: docker-worker
      os: linux
      worker-type: linux-smal
    old:
      provisioner: lighthouse-1
      implementation: docker-worker
      os: linux
      worker-type: linux-old
`;

  it('have a lens, a hover and findings', () =>
    withLive({}, async (live) => {
      const document = await live.server.open('taskcluster/config.yml', CONFIG);
      await live.settled();
      // Each once, at the name of the worker; the provisioner that belongs to it is a related place.
      assert.deepEqual(live.shown(document), ['12: unknown-worker-pool', '17: worker-pool-deleted']);
      assert.deepEqual(await live.lenses(document), [
        'lighthouse-1/linux-small: 20 of 20 running, 57 pending · lighthouse-3/linux-small: 0 of 8 running, 0 pending',
        'lighthouse-1/linux-smal: no such worker pool',
        'lighthouse-1/linux-old: being deleted, 3 running, 2 pending',
      ]);
      const hover = await live.hover(document, '{alias}');
      assert.match(hover, /^Can be one of 3 worker pools\n/);
      assert.match(hover, /lighthouse-1\/linux-small: http\S+: 20 of 20 running, 57 pending/);
      assert.match(hover, /lighthouse-2\/linux-small: no such worker pool/);
      const actions = await document.codeActions(document.at('linux-smal\n', 3));
      const fix = actions.find(({ title }) => title === 'Change to linux-small (lighthouse-1/linux-small)');
      assert.equal(document.after(fix), CONFIG.replace('linux-smal\n', 'linux-small\n'));
    }));
});

describe('a taskQueueId that is being written', function () {
  this.timeout(TIMEOUT_MS);

  it('is not asked about letter by letter', () =>
    withLive({}, async (live) => {
      const document = await live.server.open('task.yml', task('taskQueueId: lighthouse-1/linux'));
      await live.settled();
      let written = 'taskQueueId: lighthouse-1/linux';
      const cost = await live.cost(async () => {
        // One behind the other without a pause, so that the test is as fast a writer on any machine.
        const drawn = [...'-smalk'].map((key) => {
          written += key;
          return Promise.all([document.rewrite(task(written)), live.lenses(document)]);
        });
        await Promise.all(drawn);
      });
      // One pool, its queue, and the lists for the suggestions.
      assert.ok(cost <= 5, `${cost} requests`);
      const asked = live.deployment.requests.filter(({ operation }) => operation === 'workerPool');
      assert.deepEqual(
        asked.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)),
        ['lighthouse-1%2Flinux-smalk'],
      );
      assert.deepEqual(live.shown(document), ['0: unknown-worker-pool']);
    }));
});
