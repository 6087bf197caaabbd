import assert from 'node:assert/strict';
import { errorOf, html, METHODS, NETWORK, outcome } from '../support/client-answers.js';
import { type Reply, world } from '../support/fake-deployment.js';

const text = (status: number, body: string): Reply => ({ status, headers: {}, body });

/** An answer to each request, and how often it is sent in all. */
const FAULTS: readonly (readonly [title: string, reply: Reply, kind: string, requests: number])[] = [
  ['no connection', NETWORK, 'unreachable', 3],
  ['500', { status: 500, json: { code: 'InternalServerError', message: 'Internal' } }, 'failed', 3],
  ['502 with HTML', html(502), 'failed', 3],
  ['503', { status: 503, json: {} }, 'failed', 3],
  ['429', { status: 429, json: {} }, 'failed', 1],
  ['400', { status: 400, json: { code: 'InputError', message: 'no' } }, 'refused', 1],
  ['401', { status: 401, json: { code: 'AuthenticationFailed', message: 'no' } }, 'unauthorized', 1],
  ['401 with HTML', html(401), 'unauthorized', 1],
  ['404 of the service', { status: 404, json: { code: 'ResourceNotFound', message: 'no' } }, 'absent', 1],
  ['404 with another code', { status: 404, json: { code: 'Other', message: 'no' } }, 'unusable', 1],
  ['404 of a route that is not there', { status: 404, json: { error: 'Not found' } }, 'unusable', 1],
  ['404 with HTML', html(404), 'unusable', 1],
  ['409', { status: 409, json: { code: 'RequestConflict', message: 'no' } }, 'refused', 1],
  ['418 with HTML', html(418), 'unusable', 1],
  ['204', text(204, ''), 'unusable', 1],
  ['304', text(304, ''), 'unusable', 1],
  ['302 that a transport let through', text(302, ''), 'unusable', 1],
  ['a redirect', { error: 'redirect', message: 'elsewhere' }, 'unusable', 1],
  ['no answer in time', { error: 'timeout', message: 'late' }, 'timeout', 3],
  ['200 with HTML', html(200), 'unusable', 1],
  ['200 with nothing', text(200, ''), 'unusable', 1],
  ['200 cut short', text(200, '{"workerPools": ['), 'unusable', 1],
  ['200 with {"error"}', { json: { error: 'Not found' } }, 'unusable', 1],
  ['200 with a list', { json: [] }, 'unusable', 1],
  ['200 with null', { json: null }, 'unusable', 1],
  ['200 with a number', { json: 1 }, 'unusable', 1],
];

describe('taskcluster: faults, at every method', () => {
  for (const [title, reply, kind, requests] of FAULTS) {
    for (const [name, ask] of Object.entries(METHODS)) {
      it(`${title}: ${name}`, async () => {
        const deployment = world(() => reply);
        const error = errorOf(await ask(deployment.client));
        assert.equal(error.kind, kind);
        assert.notEqual(error.message, '');
        assert.equal(deployment.requests.length, requests);
      });
    }
  }

  it('403 is not repeated, but counts are asked for in the other way', async () => {
    for (const [name, ask] of Object.entries(METHODS)) {
      const deployment = world(() => ({ status: 403, json: { code: 'InsufficientScopes', message: 'no' } }));
      assert.equal(outcome(await ask(deployment.client)), 'forbidden');
      // Counts, pending tasks, and which scopes there are.
      assert.equal(deployment.requests.length, name === 'taskQueueCounts' ? 3 : 1, name);
    }
  });

  it('too long: a listing is asked for in smaller pages, all else once', async () => {
    for (const [name, ask] of Object.entries(METHODS)) {
      const deployment = world(() => ({ error: 'too-long', message: 'too long' }));
      assert.equal(outcome(await ask(deployment.client)), 'too-long');
      const limits = deployment.paths().map((path) => new URLSearchParams(path.split('?')[1]).get('limit'));
      const isListing = /^list(?!WorkerPoolErrors|WorkersForWorkerPool)/.test(name);
      if (isListing) assert.deepEqual(limits, [null, '100', '10'], name);
      else assert.equal(limits.length, 1, name);
    }
  });

  it('a transport that throws', async () => {
    const deployment = world(() => Promise.reject(new Error('no transport')));
    const { kind, message } = errorOf(await deployment.client.workerPool('a/b'));
    assert.deepEqual([kind, message], ['unreachable', 'The request could not be sent: Error: no transport']);
  });
});
