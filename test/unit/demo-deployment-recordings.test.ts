// Requests that were made to real services: the demo deployment must answer them alike.
import assert from 'node:assert/strict';
import { type DemoDeployment, startDemoDeployment } from '../../scripts/demo-deployment/server.mjs';
import {
  ANONYMOUS,
  CLIENTS,
  DEPLOYMENT,
  listed,
  RECORDINGS,
  type Recording,
  WEST_CONFIG,
} from '../fixtures/demo/recorded.js';
import { explain, isAnswer, isError } from '../fixtures/demo/schemas.js';
import { encodeExt, sign } from '../fixtures/demo/sign.js';

let demo: DemoDeployment;

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(demo.rootUrl + path, { method, headers, redirect: 'manual' });

describe('The demo deployment answers as real services did to', () => {
  beforeEach(async () => {
    demo = await startDemoDeployment(DEPLOYMENT);
  });
  afterEach(() => demo.stop());

  for (const recording of RECORDINGS) it(recording.name, () => replay(recording));
});

/** What the recording presumes beside what all of them do. */
function prepare({ name }: Recording) {
  if (/^anon-none|narrow|hidden-by-403/.test(name)) demo.setAnonymousScopes([]);
  if (name === 'taskQueueCounts-anonymous-extended') {
    demo.setAnonymousScopes([...ANONYMOUS, 'queue:claimed-count:*']);
  }
  if (name === 'taskQueueCounts-before-claim') demo.setQueue('proj-demo/ci', { pending: 7, claimed: 0 });
  if (name === 'auth-401-disabled-client') {
    demo.addClient({ clientId: 'local/noscopes', accessToken: 'x', scopes: [], disabled: true });
  }
  if (name === 'listWorkerPoolLaunchConfigs-aws') {
    const [east] = launchConfigs('proj-demo/aws-linux');
    demo.setPool('proj-demo/aws-linux', { config: { launchConfigs: [WEST_CONFIG, east] } });
  }
  // As it was created: the service made the ids up.
  if (name === 'listWorkerPoolLaunchConfigs-google') {
    const written = launchConfigs('proj-demo/gcp-linux').map(({ workerManager, ...rest }) => {
      const { launchConfigId: _, ...own } = workerManager;
      return Object.keys(own).length > 0 ? { ...rest, workerManager: own } : rest;
    });
    demo.setPool('proj-demo/gcp-linux', { config: { launchConfigs: written } });
  }
}

/** The launch configurations of one of the pools. */
function launchConfigs(id: string) {
  const config = demo.pools.find(({ workerPoolId }) => workerPoolId === id)?.config;
  return (config?.launchConfigs ?? []) as readonly { readonly workerManager: { readonly launchConfigId?: string } }[];
}

/** The Authorization of a recorded request, which itself is not kept. */
function authorization({ name, request }: Recording): Record<string, string> {
  const { credentials } = request;
  if (credentials === 'anonymous') return {};
  const clientId =
    { root: 'static/taskcluster/root', 'reader, wrong token': 'local/reader' }[credentials] ?? credentials;
  const known = CLIENTS.find((client) => client.clientId === clientId);
  const off = name.endsWith('clock-skew') ? -1200 : name.endsWith('clock-ahead') ? 1200 : 0;
  const limits: Record<string, readonly string[]> = {
    'auth-200-authorizedScopes-empty': [],
    'auth-401-authorizedScopes-too-much': ['queue:create-task:*'],
  };
  const authorizedScopes = limits[name];
  const signing = {
    clientId,
    key: credentials === 'reader, wrong token' ? 'wrong' : (known?.accessToken ?? 'none'),
    ts: Math.floor(Date.now() / 1000) + off,
    nonce: 'abc',
    ...(authorizedScopes ? { ext: encodeExt({ authorizedScopes }) } : {}),
  };
  return { authorization: sign(demo.rootUrl + request.path, signing, request.method) };
}

/** The path, with the demo's own token in the place of the recorded one. */
async function pathOf({ request }: Recording): Promise<string> {
  const token = /continuationToken=(\w{10})$/.exec(request.path)?.[1];
  const before = RECORDINGS.find(({ response }) => token && own(response.body).continuationToken === token);
  if (!token || !before) return request.path;
  return request.path.replace(token, String(own(await (await get(await pathOf(before))).json()).continuationToken));
}

const own = (value: unknown) => (value ?? {}) as Readonly<Record<string, unknown>>;

/** Without what differs from one run to the next: times, tokens, ids that a service makes up. */
function lasting(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => lasting(item));
    // Sorted by ids, some of which are made up.
    return key === 'workerPoolLaunchConfigs'
      ? items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
      : items;
  }
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).map(([name, each]) => [name, lasting(each, name)] as const);
    return Object.fromEntries(entries.filter(([, each]) => each !== undefined));
  }
  if (key === 'continuationToken') return '<token>';
  if (key === 'uptime') return typeof value;
  if (typeof value !== 'string') return value;
  return value
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    .replace(/incidentId [\w-]+/, 'incidentId <id>')
    .replace(/^lc-[0-9a-f]{20}$/, '<made up>');
}

const NO_WORKERS = Object.fromEntries([
  ['currentCapacity', 0],
  ...['requested', 'running', 'stopping', 'stopped'].flatMap((state) => [
    [`${state}Count`, 0],
    [`${state}Capacity`, 0],
  ]),
]);

const TIME = '2026-11-22T04:38:12.559Z';

/** A recorded body written out: see `RECORDINGS`. */
function writtenOut(body: unknown): unknown {
  const { workerPools, workerPoolsStats } = own(body);
  const times = { created: TIME, lastModified: TIME, emailOnError: false };
  if (Array.isArray(workerPools)) {
    return { ...own(body), workerPools: workerPools.map((id: string) => ({ ...listed(id), ...times, ...NO_WORKERS })) };
  }
  if (!Array.isArray(workerPoolsStats)) return body;
  const rows = workerPoolsStats.map((row) => (typeof row === 'string' ? { workerPoolId: row, ...NO_WORKERS } : row));
  return { ...own(body), workerPoolsStats: rows };
}

async function replay(recording: Recording) {
  prepare(recording);
  const { request, response: expected } = recording;
  const headers: Record<string, string> = { ...request.headers, ...authorization(recording) };
  const path = await pathOf(recording);
  if (headers['if-none-match']) headers['if-none-match'] = (await get(path)).headers.get('etag') ?? '';
  const actual = await get(path, headers, request.method);

  assert.equal(actual.status, expected.status);
  for (const [name, value] of Object.entries(expected.headers)) assert.equal(actual.headers.get(name), value, name);
  const text = await actual.text();
  if (expected.body === undefined) {
    if (!expected.text?.startsWith('<')) assert.equal(text, expected.text);
    return;
  }
  const body = writtenOut(expected.body);
  assert.deepEqual(lasting(JSON.parse(text)), lasting(body));
  // The schemas written here are held against what the real services say.
  const method = demo.requests.at(-1)?.operation ?? '';
  if (expected.status === 200) assert.ok(isAnswer(method, body), explain(method, body));
  else if (!('error' in own(body))) assert.ok(isError(body));
}
