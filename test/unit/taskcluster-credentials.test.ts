import assert from 'node:assert/strict';
import type { Credentials } from '../../server/taskcluster/http/credentials.js';
import { hawkHeader } from '../../server/taskcluster/http/hawk.js';
import type { TransportRequest } from '../../server/taskcluster/http/transport.js';
import { POOL, type Reply, ROOT_URL, world } from '../support/fake-deployment.js';

const CERTIFICATE = JSON.stringify({
  version: 1,
  seed: 'seed-of-the-certificate',
  signature: 'kX3+/aB9cD8eF7gH=',
  expiry: 1,
});
const CREDENTIALS: Credentials = { clientId: 'github/7|me/vscode', accessToken: 'tWo-and_twenty-letters' };

describe('taskcluster: Hawk', () => {
  // The first is the example of Hawk's own documentation; all were made with the package `hawk` 9.0.2.
  const rows: readonly (readonly [url: string, ext: string, header: string])[] = [
    [
      'http://example.com:8000/resource/1?b=1&a=2',
      'some-app-ext-data',
      'ext="some-app-ext-data", mac="6R4rV5iE+NPoym+WwjeHzjAGXUtLNIxmo1vpMofpLAE="',
    ],
    [
      'https://tc.example.com/api/worker-manager/v1/worker-pool/proj-demo%2Fci',
      '',
      'mac="3p1p/y27kNdiqbf3GYfxF4NPUf/Wgq82ssIXB4/w1Yw="',
    ],
    // By `hawk`'s server, which signs the brackets; its client does not.
    ['http://[::1]:8080/a', '', 'mac="CbqR3GzI1nQUwljdoL2kk5rlplAuVUV6zc++hnJ4PB8="'],
    [
      'http://localhost:8080/a?x=1',
      'eyJ4IjoxfQ==',
      'ext="eyJ4IjoxfQ==", mac="6YmMIT3/L6AYZSc5XT+zT19aH4g9J+hoCM2A5AwPUyg="',
    ],
  ];
  for (const [url, ext, expected] of rows) {
    it(url, async () => {
      const key = 'werxhqb98rpaxn39848xrunpaw3489ruxnpa98w4rxn';
      const header = await hawkHeader(
        new URL(url),
        'dh37fgj492je',
        key,
        { timestamp: 1353832234, nonce: 'j4h3g2' },
        ext,
      );
      assert.equal(header, `Hawk id="dh37fgj492je", ts="1353832234", nonce="j4h3g2", ${expected}`);
    });
  }
});

describe('taskcluster: credentials', () => {
  const headerOf = (request: TransportRequest | undefined): string => request?.headers.authorization ?? '';

  it('sign each request anew', async () => {
    let draw = 0;
    const random = (): number => (draw = (draw + 0.1) % 1);
    const { client, requests } = world(() => ({ status: 500, json: {} }), { credentials: CREDENTIALS, random });
    await client.workerPool('a/b');
    const nonces = requests.map((request) => /nonce="(\w+)"/.exec(headerOf(request))?.[1]);
    assert.equal(new Set(nonces).size, 3);
    for (const request of requests) {
      assert.match(
        headerOf(request),
        /^Hawk id="github\/7\|me\/vscode", ts="17698608\d\d", nonce="\w+", mac="[\w+/]{43}="$/,
      );
    }
  });

  it('that are temporary send their certificate', async () => {
    const credentials = { ...CREDENTIALS, certificate: CERTIFICATE };
    const { client, requests } = world(() => ({ json: POOL }), { credentials });
    await client.workerPool('a/b');
    const ext = /ext="([^"]*)"/.exec(headerOf(requests[0]))?.[1] ?? '';
    assert.deepEqual(JSON.parse(atob(ext)), { certificate: JSON.parse(CERTIFICATE) });
  });

  it('are not sent where there are none', async () => {
    const { client, requests } = world(() => ({ json: POOL }));
    await client.workerPool('a/b');
    assert.deepEqual(Object.keys(requests[0]?.headers ?? {}), ['accept']);
  });

  it('that cannot be used send no request at all', async () => {
    const wrong: readonly (readonly [Partial<Credentials>, string])[] = [
      [{ clientId: 'a"\r\nx: y' }, 'TASKCLUSTER_CLIENT_ID'],
      [{ clientId: '' }, 'TASKCLUSTER_CLIENT_ID'],
      [{ certificate: 'no JSON' }, 'TASKCLUSTER_CERTIFICATE'],
      [{ certificate: '{"version":1' }, 'TASKCLUSTER_CERTIFICATE'],
      [{ certificate: '"text"' }, 'TASKCLUSTER_CERTIFICATE'],
      [{ accessToken: '' }, 'TASKCLUSTER_ACCESS_TOKEN'],
    ];
    for (const [change, variable] of wrong) {
      const credentials = { ...CREDENTIALS, ...change };
      const { client, requests } = world(() => ({ json: POOL }), { credentials });
      const answer = await client.workerPool('a/b');
      assert.ok(!answer.ok, 'an error');
      assert.equal(answer.error.kind, 'credentials');
      assert.deepEqual(answer.error.message.match(/TASKCLUSTER_\w+/g), [variable]);
      assert.doesNotMatch(answer.error.message, /tWo-and|no JSON|"version"/);
      assert.equal(requests.length, 0);
    }
  });
});

describe('taskcluster: the secret', () => {
  const credentials = { ...CREDENTIALS, certificate: CERTIFICATE };

  /** Everything about a request that must stay between the client and the deployment. */
  const secretsOf = (request: TransportRequest): string[] => {
    const header = request.headers.authorization ?? '';
    const parts = [...header.matchAll(/(?:mac|ext)="([^"]*)"/g)].map((match) => match[1] ?? '');
    assert.equal(parts.length, 2);
    return [CREDENTIALS.accessToken, CERTIFICATE, header, ...parts, 'seed-of-the-certificate', 'kX3+/aB9cD8eF7gH='];
  };
  const echo = (request: TransportRequest): string => secretsOf(request).join(' and ');

  /** Servers that say again what was sent to them, as debug pages and proxies do. */
  const echoes: readonly (readonly [string, (request: TransportRequest) => Reply])[] = [
    [
      'an error of the service',
      (request) => ({ status: 403, json: { code: 'X', message: `You sent ${echo(request)}` } }),
    ],
    ['a page', (request) => ({ status: 404, headers: {}, body: `<h1>${echo(request)}` })],
    ['a page that answers', (request) => ({ status: 200, headers: {}, body: echo(request) })],
    [
      'the start of a page',
      (request) => ({ status: 200, headers: {}, body: `${'x'.repeat(50)}${CREDENTIALS.accessToken}${request.url}` }),
    ],
    [
      'a long error',
      (request) => ({
        status: 403,
        json: { code: 'X', message: `${'x'.repeat(990)}${CREDENTIALS.accessToken}${request.url}` },
      }),
    ],
    ['a transport', (request) => ({ error: 'network', message: `Invalid header: ${echo(request)}` })],
    ['a value', (request) => ({ json: { ...POOL, description: echo(request) } })],
  ];
  for (const [title, reply] of echoes) {
    it(`is blanked in what comes back: ${title}`, async () => {
      const { client, requests } = world((_path, _nth, request) => reply(request), { credentials });
      const said = JSON.stringify(await client.workerPool('a/b'));
      assert.ok(requests.length > 0, 'nothing was sent');
      for (const request of requests) {
        for (const secret of secretsOf(request)) assert.equal(said.includes(secret.slice(0, 12)), false, secret);
      }
    });
  }

  it('is in no URL, and in no header as it is', async () => {
    const { client, requests } = world(() => ({ json: { ...POOL, pendingTasks: 0, claimedTasks: 0 } }), {
      credentials,
    });
    await client.workerPool('a/b');
    await client.taskQueueCounts('a/b');
    assert.equal(requests.length, 2);
    for (const { url, headers } of requests) {
      assert.equal(new URL(url).origin, ROOT_URL);
      assert.deepEqual(Object.keys(headers), ['accept', 'authorization']);
      assert.doesNotMatch(url + JSON.stringify(headers), new RegExp(CREDENTIALS.accessToken));
    }
  });

  it('goes nowhere when the deployment redirects', async () => {
    const { client, requests } = world(
      () => ({ status: 302, headers: { location: 'https://evil.example.com/' }, body: '' }),
      { credentials },
    );
    await client.workerPool('a/b');
    await client.listWorkerPools();
    assert.deepEqual([...new Set(requests.map(({ url }) => new URL(url).origin))], [ROOT_URL]);
    assert.equal(requests.length, 2);
  });

  it('goes nowhere when a page names another place as the next one', async () => {
    const token = '@evil.example.com/../../x';
    const { client, requests } = world(() => ({ json: { workerPools: [], continuationToken: token } }), {
      credentials,
    });
    await client.listWorkerPools();
    assert.equal(new URL(requests[1]?.url ?? '').origin, ROOT_URL);
    assert.equal(new URL(requests[1]?.url ?? '').searchParams.get('continuationToken'), token);
  });
});
