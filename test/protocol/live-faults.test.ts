import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Fault } from '../../scripts/demo-deployment/server.mjs';
import type { Why } from '../../server/core/deployment/knowledge.js';
import { whyWords } from '../../server/core/deployment/text.js';
import { DOCUMENT_STATUS, FETCH } from '../../server/lsp/protocol.js';
import { type LiveServer, MINUTE, tasksFor, withLive } from '../support/live-server.js';
import { TIMEOUT_MS } from '../support/server.js';

/** What is asked for a file with tasks, and what a hover asks besides. */
const ENDPOINTS = [
  'listWorkerPools',
  'listWorkerPoolsStats',
  'listProviders',
  'workerPool',
  'taskQueueCounts',
  'listWorkerPoolErrors',
  '*',
];

/** A fault, why nothing is known then, and what of its details is said. */
const FAULTS: readonly (readonly [string, Fault, Why, string?])[] = [
  ['hang', { kind: 'hang' }, 'timeout', 'did not answer within 8 s'],
  ['drip', { kind: 'drip', ms: 400 }, 'timeout', 'did not answer within 8 s'],
  ['reset', { kind: 'reset' }, 'offline'],
  ['cut', { kind: 'cut' }, 'offline'],
  ['401', { kind: 'status', status: 401 }, 'unauthorized'],
  ['403', { kind: 'status', status: 403 }, 'forbidden'],
  ['404 of a proxy', { kind: 'status', status: 404 }, 'unusable-answer'],
  ['429', { kind: 'status', status: 429 }, 'overloaded', 'status 429'],
  ['500', { kind: 'status', status: 500 }, 'overloaded', 'status 500: Internal Server Error, incidentId demo-fault.'],
  ['503', { kind: 'status', status: 503, retryAfter: 1 }, 'overloaded', 'status 503'],
  ['HTML', { kind: 'html' }, 'unusable-answer'],
  ['wrong JSON', { kind: 'wrong-json' }, 'unusable-answer'],
  ['wrong types', { kind: 'wrong-types' }, 'unusable-answer'],
  ['{"error": …}', { kind: 'error-json' }, 'unusable-answer'],
  ['truncated', { kind: 'truncated' }, 'unusable-answer'],
  ['endless', { kind: 'endless' }, 'unusable-answer'],
  ['redirect', { kind: 'redirect' }, 'unusable-answer'],
];

const IDS = ['lighthouse-1/linux', 'lighthouse-1/linuxx', 'lighthouse-1/linux-old', 'lighthouse-1/paused'];
const FINDINGS = ['13: unknown-worker-pool', '22: worker-pool-deleted', '31: worker-pool-without-capacity'];

/** Lists, a question for each pool, its queue and its errors, each tried three times at most. */
const MOST_REQUESTS = 3 * (3 + 3 * IDS.length);

/** So long a deployment gets, in milliseconds, that is known not to answer in time. */
const patienceWith = ({ kind }: Fault): number => (kind === 'hang' || kind === 'drip' ? 150 : 8_000);

/** Lets what the server has asked come to its end, without an answer if need be. */
async function endOf(live: LiveServer): Promise<void> {
  for (let calm = 0; calm < 3; ) {
    await live.server.inbox.until(() => (live.underWay === 0 ? true : undefined));
    await live.server.pass(1_000);
    await live.server.connection.sendRequest(DOCUMENT_STATUS, { uri: 'none' });
    await new Promise((resolve) => setTimeout(resolve, 10));
    calm = live.underWay > 0 ? 0 : calm + 1;
  }
}

for (const [name, fault, why, detail = ''] of FAULTS) {
  describe(`a deployment with a fault: ${name}`, function () {
    this.timeout(TIMEOUT_MS);

    it('changes nothing that is known and said, wherever it strikes', () =>
      withLive({}, async (live) => {
        const document = await live.server.open('.taskcluster.yml', tasksFor(IDS));
        await live.settled();
        await live.hover(document, 'lighthouse-1/linux');
        await live.settled();
        assert.deepEqual(live.shown(document), FINDINGS);
        const lenses = await live.lenses(document);
        assert.equal(lenses.length, IDS.length);

        for (const endpoint of ENDPOINTS) {
          live.deployment.setFault(endpoint, fault);
          live.patience = patienceWith(fault);
          live.deployment.clearRequests();
          const published = live.server.inbox.publishedFor(document.uri).length;
          await live.server.pass(11 * MINUTE);
          await document.replace('name: build', `name: build-${endpoint.length}`);
          // While it lasts.
          await document.published();
          assert.deepEqual(live.shown(document), FINDINGS);
          assert.deepEqual(await live.lenses(document), lenses);
          assert.match(await live.hover(document, 'lighthouse-1/linux'), /12 running/);
          // After it.
          await endOf(live);
          assert.deepEqual(await live.lenses(document), lenses);
          await endOf(live);
          for (const { diagnostics } of live.server.inbox.publishedFor(document.uri).slice(published))
            assert.equal(diagnostics.length, FINDINGS.length);
          const { length } = live.deployment.requests;
          assert.ok(length > 0 && length <= MOST_REQUESTS, `${endpoint}: ${length} requests`);
          if (endpoint === '*') break;
          live.deployment.clearFaults();
          live.patience = 8_000;
          await live.server.pass(11 * MINUTE);
          await live.pools({ which: 'all', refresh: true });
          await live.settled();
        }
        // Who shows the status is told, and told of its end.
        const faulty = await live.status((status) => status.why !== undefined);
        assert.deepEqual([faulty.rootUrl, faulty.why], [live.deployment.rootUrl, why]);
        assert.ok(faulty.detail?.includes(detail) ?? detail === '', faulty.detail);
        live.deployment.clearFaults();
        live.patience = 8_000;
        await live.server.pass(11 * MINUTE);
        await live.settled();
        await live.status((status) => status.why === undefined);
      }));

    it('says nothing in the text if it was there from the start, and why when asked', () =>
      withLive({}, async (live) => {
        live.deployment.setFault('*', fault);
        live.patience = patienceWith(fault);
        const document = await live.server.open('.taskcluster.yml', tasksFor(IDS));
        await document.published();
        await endOf(live);
        await live.status((status) => status.why === why);
        assert.deepEqual(live.shown(document), []);
        assert.deepEqual(await live.lenses(document), []);
        const words = detail === '' ? whyWords({ why }) : (detail.split(':')[0] ?? '');
        let hover = await live.hover(document, 'lighthouse-1/linux');
        for (let i = 0; i < 5 && !hover.includes(words); i++) {
          await endOf(live);
          hover = await live.hover(document, 'lighthouse-1/linux');
        }
        assert.ok(hover.includes(words), hover);
        await endOf(live);
        const { length } = live.deployment.requests;
        assert.ok(length <= MOST_REQUESTS, `${length} requests`);
        const { pools, status } = await live.pools({ which: 'workspace' });
        assert.equal(status.why, why);
        assert.ok(pools.every(({ state, description }) => state === 'unknown' && description.includes(words)));
      }));
  });
}

for (const pull of [false, true]) {
  describe(`a deployment that does not answer, with diagnostics ${pull ? 'on request' : 'sent by the server'}`, function () {
    this.timeout(TIMEOUT_MS);

    it('keeps nobody waiting', () =>
      withLive({ pull }, async (live) => {
        live.deployment.setFault('*', { kind: 'hang' });
        const document = await live.server.open('.taskcluster.yml', tasksFor(IDS));
        await document.diagnostics();
        await live.server.inbox.until(() => (live.underWay > 0 ? true : undefined));
        for (const name of ['a', 'ab', 'abc']) {
          await document.replace('name: build', `name: ${name}`);
          assert.deepEqual(await document.rules(), []);
          assert.deepEqual(await live.lenses(document), []);
          assert.match(await live.hover(document, 'lighthouse-1/linux'), /waiting for the deployment/);
          assert.ok(Array.isArray(await live.completion(document, 'lighthouse-1/linux')));
        }
        assert.ok(live.underWay > 0);
        assert.ok(live.underWay <= 4);
      }));
  });
}

describe('a client that carries the requests', function () {
  this.timeout(TIMEOUT_MS);

  const CLIENTS: Readonly<Record<string, () => unknown>> = {
    'does not answer': () => new Promise(() => {}),
    refuses: () => {
      throw new Error('no');
    },
    'answers nothing': () => null,
    'answers nonsense': () => ({ status: '200' }),
    'says that there is an error and not which': () => ({ error: {} }),
  };
  for (const [what, answer] of Object.entries(CLIENTS)) {
    it(`and ${what} leaves the server with what it knows`, () =>
      withLive({ access: null }, async (live) => {
        let asked = 0;
        live.server.connection.onRequest<unknown, void>(FETCH, () => {
          asked++;
          live.server.inbox.arrived();
          return answer();
        });
        await live.access({ rootUrl: live.deployment.rootUrl });
        const document = await live.server.open('.taskcluster.yml', tasksFor(IDS));
        await live.server.inbox.until(() => (asked > 0 ? true : undefined));
        await document.replace('name: build', 'name: built');
        assert.deepEqual(await document.published(), []);
        // No answer means late; any other answer does not come from the deployment.
        const late = what === 'does not answer';
        const status = live.status(({ why }) => why === (late ? 'timeout' : 'offline'));
        for (let i = 0; i < 10; i++) {
          await live.server.pass(2_000);
          await live.server.assertAlive();
        }
        await status;
        assert.match(
          await live.hover(document, 'lighthouse-1/linux'),
          late ? /did not answer within 8 s/ : /cannot be reached/,
        );
        assert.ok(asked <= MOST_REQUESTS, `${asked} requests`);
      }));
  }
});
