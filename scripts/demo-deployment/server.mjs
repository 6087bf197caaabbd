// A simulated Taskcluster deployment: the parts of worker-manager, queue and auth that an editor uses, with pools in every
// state, on the loopback interface and only in memory. It gives the answers of the real services, or a fault.
import { createServer } from 'node:http';
import { answerApi, failed, failureOf, route } from './api.mjs';
import { faultTable, send, sendFaulty } from './faults.mjs';
import { answerPage } from './pages.mjs';
import { demoPools, manyPools, PROVIDERS } from './pools.mjs';
import { ANONYMOUS } from './scopes.mjs';
import { answerSignIn } from './sign-in.mjs';

const MAX_LOG = 10_000;

/**
 * @typedef {import('./types.d.mts').DemoOptions} DemoOptions
 * @typedef {import('./types.d.mts').DemoPool} DemoPool
 * @typedef {import('./types.d.mts').DemoRequest} DemoRequest
 * @typedef {import('./types.d.mts').DemoState} DemoState
 * @typedef {import('./types.d.mts').Reply} Reply
 */

/** @param {import('./types.d.mts').Like | readonly string[]} scopes */
const scopesOf = (scopes) => (typeof scopes === 'string' ? ANONYMOUS[scopes] : scopes);

/** @param {readonly DemoPool[]} pools */
const byId = (pools) => new Map(pools.map((pool) => [pool.workerPoolId, pool]));

/** @param {DemoOptions} options @returns {DemoState} */
function initialState({ like = 'firefox-ci', anonymousScopes, pools, providers, clients = [], now }) {
  const clock = now ?? (() => new Date());
  const own = () => demoPools(clock());
  return {
    pools: byId(typeof pools === 'number' ? manyPools(own(), pools) : (pools ?? own())),
    queues: new Map(),
    clients: new Map(clients.map((client) => [client.clientId, client])),
    anonymousScopes: scopesOf(anonymousScopes ?? like),
    providers: providers ?? PROVIDERS,
    now: clock,
    started: Date.now(),
  };
}

/** @param {import('node:http').IncomingMessage} message @returns {DemoRequest} */
function requestOf({ method = 'GET', url = '/', headers }) {
  const [path = '/', ...query] = url.split('?');
  return { method, url, path, query: new URLSearchParams(query.join('?')), headers };
}

/** @param {DemoRequest} request @param {DemoState} state @returns {Reply} */
function answer(request, state) {
  if (request.path.startsWith('/api/')) return answerApi(request, state);
  if (request.path === '/auth/clients/create') return answerSignIn(request, state);
  return answerPage(request, state);
}

/** The answer; a mistake of the demo's own is the services' 500. @param {DemoRequest} request @param {DemoState} state */
function safely(request, state) {
  try {
    return answer(request, state);
  } catch (error) {
    console.error(error);
    return failed(failureOf(500), { method: route(request)?.operation.name ?? '', params: {}, time: state.now() });
  }
}

/** @param {import('node:http').Server} server @param {number} port @returns {Promise<number>} the port that it has */
const listen = (server, port) =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : port);
    });
  });

/**
 * Starts a demo deployment. Rejects if the port is taken.
 * @param {DemoOptions} [options]
 * @returns {Promise<import('./types.d.mts').DemoDeployment>}
 */
export async function startDemoDeployment(options = {}) {
  const state = initialState(options);
  const faults = faultTable();
  /** @type {import('./types.d.mts').LoggedRequest[]} */
  const requests = [];

  const server = createServer((message, response) => {
    message.resume();
    response.on('error', () => {}); // The other side may go away at any time.
    const request = requestOf(message);
    const operation = route(request)?.operation.name;
    requests.push({ method: request.method, path: request.url, headers: request.headers, operation });
    if (requests.length > MAX_LOG) requests.shift();
    const reply = safely(request, state);
    const fault = faults.take(request);
    if (fault) sendFaulty(response, request, reply, fault, state.now());
    else send(response, request, reply);
  });
  const port = await listen(server, options.port ?? 0);

  return {
    rootUrl: `http://127.0.0.1:${port}`,
    requests,
    clearRequests: () => void requests.splice(0),
    setFault: faults.set,
    clearFaults: faults.clear,
    get pools() {
      return [...state.pools.values()];
    },
    setPools(pools) {
      state.pools.clear();
      for (const pool of pools) state.pools.set(pool.workerPoolId, pool);
    },
    setPool(workerPoolId, change) {
      const before = state.pools.get(workerPoolId) ?? { workerPoolId, providerId: 'static', config: {} };
      state.pools.set(workerPoolId, { ...before, ...change });
    },
    setQueue: (taskQueueId, counts) => void state.queues.set(taskQueueId, counts),
    setAnonymousScopes(scopes) {
      state.anonymousScopes = scopesOf(scopes);
    },
    addClient: (client) => void state.clients.set(client.clientId, client),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
