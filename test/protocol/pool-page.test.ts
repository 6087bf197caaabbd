import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { POOL_PAGE, type PoolBody, type PoolPageParams, type PoolPageResult } from '../../server/lsp/protocol.js';
import { type LiveServer, MINUTE, withLive } from '../support/live-server.js';
import { TIMEOUT_MS } from '../support/server.js';

const ID = 'lighthouse-1/linux';

const ask = ({ server }: LiveServer, workerPoolId: string, more?: Partial<PoolPageParams>): Promise<PoolPageResult> =>
  server.connection.sendRequest(POOL_PAGE, { workerPoolId, ...more });

async function bodyOf(live: LiveServer, id = ID): Promise<PoolBody> {
  const { page } = await ask(live, id);
  assert.ok(page && 'value' in page.body, JSON.stringify(page));
  return page.body.value;
}

/** What the deployment was asked, without the query. */
const asked = ({ deployment }: LiveServer): string[] => deployment.requests.map(({ operation }) => operation ?? '');

for (const network of ['client', 'server'] as const)
  describe(`the page of a pool, with the network of the ${network}`, function () {
    this.timeout(TIMEOUT_MS);

    it('is what the deployment says', () =>
      withLive({ network }, async (live) => {
        const body = await bodyOf(live);
        assert.deepEqual(body.facts.slice(2), [
          ['Capacity', '12 running, 3 requested, 1 stopping'],
          ['Limits', 'at least 0, at most 50'],
          ['Tasks', '3 pending, 11 claimed'],
        ]);
        assert.deepEqual(
          body.capacity.map(({ running, requested, stopping }) => [running, requested, stopping]),
          [[12, 3, 1]],
        );
        assert.ok('value' in body.tasks && 'value' in body.launchConfigs && 'value' in body.workers);
        assert.deepEqual(
          body.tasks.value.map(({ pending, claimed }) => [pending, claimed]),
          [[3, 11]],
        );
        assert.deepEqual(
          body.launchConfigs.value.map(({ launchConfigId, place, machineType }) => [
            launchConfigId,
            place,
            machineType,
          ]),
          [
            ['lc-east', 'us-east-1', 'm7i.large'],
            ['lc-europe', 'eu-central-1', 'm7i.large'],
          ],
        );
        const { counts, newest, provisioning } = body.workers.value;
        assert.deepEqual(
          counts.map(({ count }) => count),
          [2, 7, 1, 4],
        );
        assert.deepEqual([newest.length, 'value' in provisioning && provisioning.value.workers], [14, 7]);
        assert.deepEqual(body.errors, { value: [] });
      }));

    it('costs five questions a pool, and nothing while the answers are young', () =>
      withLive({ network }, async (live) => {
        await bodyOf(live);
        const first = asked(live);
        assert.deepEqual(first.filter((operation) => operation !== 'listProviders').sort(), [
          'listWorkerPoolErrors',
          'listWorkerPoolLaunchConfigs',
          'listWorkersForWorkerPool',
          'taskQueueCounts',
          'workerPool',
        ]);
        await bodyOf(live);
        assert.deepEqual(asked(live), first);
        await ask(live, ID, { refresh: true });
        assert.equal(asked(live).length, first.length + 5);
      }));

    it('says what is absent, and what is forbidden', () =>
      withLive({ network }, async (live) => {
        const { page } = await ask(live, 'lighthouse-1/linuxx');
        assert.deepEqual(page?.body, { unknown: 'there is no such worker pool' });
        live.deployment.setAnonymousScopes(['worker-manager:get-worker-pool:*', 'queue:pending-count:*']);
        const { workers } = await bodyOf(live);
        assert.deepEqual(workers, { unknown: 'the deployment does not let you read this' });
      }));
  });

describe('the page of a pool', function () {
  this.timeout(TIMEOUT_MS);

  it('is empty while nothing may be asked', () =>
    withLive({}, async (live) => {
      await live.access({ why: 'disabled' });
      assert.deepEqual(await ask(live, ID), { status: { why: 'disabled' }, page: null });
    }));

  it('has a sample for each answer', () =>
    withLive({}, async (live) => {
      await bodyOf(live);
      await live.server.pass(MINUTE + 1_000);
      await bodyOf(live);
      const { capacity } = await bodyOf(live);
      assert.deepEqual(
        capacity.map(({ ago }) => ago),
        ['1 minute ago', 'just now'],
      );
    }));
});
