import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import type { WorkerView } from '../../server/lsp/protocol.js';
import { withLive } from '../support/live-server.js';
import { TIMEOUT_MS } from '../support/server.js';
import { task } from '../support/texts.js';

const EXAMPLE = readFileSync('examples/live/payloads.yml', 'utf8');

describe('payloads and the pools they are for', function () {
  this.timeout(TIMEOUT_MS);

  it('are compared, with other pools that take them', () =>
    withLive({}, async (live) => {
      const document = await live.server.open('payloads.yml', EXAMPLE);
      await live.settled();
      const lineOf = (needle: string): number => document.at(needle).line;
      assert.deepEqual(
        live.shown(document).filter((line) => !line.endsWith('reregistration')),
        [
          `${lineOf('lighthouse-1/windows')}: payload-worker-pool`,
          `${lineOf('lighthouse-1/linux\n')}: payload-worker-pool`,
          `${lineOf('lighthouse-1/decision')}: payload-worker-pool`,
          `${lineOf('Lighthouse_QA/arm')}: payload-worker-pool`,
          `${lineOf('10800')}: payload-worker-pool`,
          `${lineOf('privileged: true')}: dropped-capability`,
          `${lineOf('kvm: true')}: dropped-capability`,
          `${lineOf('runTaskAsCurrentUser')}: payload-worker-pool`,
        ],
      );
      const actions = await document.codeActions(document.at('10800', 1));
      const fix = actions.find(({ title }) => title === 'Change to lighthouse-1/linux');
      const limited = EXAMPLE.indexOf('10800');
      const queue = EXAMPLE.lastIndexOf('lighthouse-1/linux-small', limited);
      assert.equal(
        document.after(fix),
        `${EXAMPLE.slice(0, queue)}lighthouse-1/linux${EXAMPLE.slice(queue + 'lighthouse-1/linux-small'.length)}`,
      );
    }));

  it('name other pools as soon as all pools are known, where a single pool was asked about', () =>
    withLive({}, async (live) => {
      const text = task('taskQueueId: lighthouse-1/windows').replace('{}', '{image: node, maxRunTime: 60}');
      const document = await live.server.open('task.yml', text);
      await live.settled();
      const [found] = live.server.inbox.publishedFor(document.uri).at(-1)?.diagnostics ?? [];
      assert.match(String(found?.message), /"lighthouse-1\/linux", .* would take it\./);
    }));

  it('a pool says in its hover and in the tree what it takes', () =>
    withLive({}, async (live) => {
      const document = await live.server.open('payloads.yml', EXAMPLE);
      const { pools } = await live.pools({ which: 'workspace' });
      const notes = Object.fromEntries(
        pools.map(({ workerPoolId, details }) => [
          workerPoolId,
          details.filter((line) => /^(?:Payloads|Longest)/.test(line)),
        ]),
      );
      assert.deepEqual(notes, {
        'Lighthouse_QA/arm': ['Payloads: generic-worker for Linux', 'Longest maxRunTime: 1 day'],
        'lighthouse-1/decision': ['Payloads: docker-worker (D2G)', 'Longest maxRunTime: 2 hours'],
        'lighthouse-1/linux': [
          'Payloads: docker-worker (D2G) and generic-worker for Linux',
          'Longest maxRunTime: 4 hours',
        ],
        'lighthouse-1/linux-small': ['Payloads: docker-worker (D2G)', 'Longest maxRunTime: 2 hours'],
        'lighthouse-1/windows': ['Payloads: generic-worker for Windows'],
        'lighthouse-t/mac': ['Payloads: generic-worker for Linux or macOS; docker-worker if the image enables D2G'],
      });
      await live.settled();
      assert.match(await live.hover(document, 'lighthouse-1/windows'), /\nPayloads: generic-worker for Windows\n/);
    }));

  it('are shown as the worker runs them, with the d2gConfig of the pool', () =>
    withLive({}, async (live) => {
      const document = await live.server.open('payloads.yml', EXAMPLE);
      const ask = (needle: string): Promise<WorkerView | null> =>
        live.server.connection.sendRequest('taskcluster/workerView', {
          uri: document.uri,
          position: document.at(needle),
        });
      // At once, before anything is known of the pool.
      const view = await ask('privileged: true');
      assert.ok(view?.found);
      assert.ok(view.markdown.includes('the `d2gConfig` of the worker pool `lighthouse-1/linux-small`'), view.markdown);
      assert.ok(view.markdown.includes('- `privileged` by `allowPrivileged`\n- `kvm` by `allowKVM`'), view.markdown);
      assert.ok(!view.markdown.includes('--privileged'));
      const refused = await ask('Lighthouse_QA/arm');
      assert.ok(refused?.found && refused.markdown.includes('enableD2G is false'), JSON.stringify(refused));
    }));
});
