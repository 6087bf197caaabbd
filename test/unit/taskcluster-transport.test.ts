import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { createNodeTransport } from '../../server/net/transport.node.js';
import { createFetchTransport } from '../../server/taskcluster/http/fetch-transport.js';
import type { Transport, TransportRequest, TransportResult } from '../../server/taskcluster/http/transport.js';
import { createTlsServer } from '../support/tls-server.js';

/** What a server does with a request. */
type Handler = (request: http.IncomingMessage, response: http.ServerResponse) => void;

const PATIENT = { headers: {}, timeout: 5_000, maxBytes: 1_000_000 };
/** For answers that never come, so that little time is waited for them. */
const HASTY = { ...PATIENT, timeout: 100 };

const TRANSPORTS: Readonly<Record<string, () => Transport>> = {
  fetch: createFetchTransport,
  node: createNodeTransport,
};

/** A program that reads its environment when it starts, as Node does. */
const FETCH_ONCE = join(mkdtempSync(join(tmpdir(), 'taskcluster-')), 'fetchOnce.js');

interface Row {
  readonly title: string;
  readonly handler: Handler;
  readonly limits?: Omit<TransportRequest, 'url'>;
  /** A status and a body, or an error. */
  readonly expected: readonly [number, string] | Extract<TransportResult, { error: string }>['error'];
}

const ROWS: readonly Row[] = [
  {
    title: 'an answer',
    handler: (_, response) => response.end('{"größe": 1}'),
    expected: [200, '{"größe": 1}'],
  },
  {
    title: 'a character in two segments',
    handler: (_, response) => {
      const bytes = Buffer.from('ü');
      response.write(bytes.subarray(0, 1));
      setTimeout(() => response.end(bytes.subarray(1)), 10);
    },
    expected: [200, 'ü'],
  },
  {
    title: 'an error of the service',
    handler: (_, response) => response.writeHead(403).end('{"code": "X"}'),
    expected: [403, '{"code": "X"}'],
  },
  { title: 'no body', handler: (_, response) => response.writeHead(204).end(), expected: [204, ''] },
  { title: 'not modified', handler: (_, response) => response.writeHead(304).end(), expected: [304, ''] },
  {
    title: 'gzip',
    handler: ({ headers }, response) => {
      assert.match(headers['accept-encoding'] ?? '', /gzip/);
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"a": 1}'));
    },
    expected: [200, '{"a": 1}'],
  },
  {
    title: 'gzip that is none',
    handler: (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('{"a": 1}'),
    expected: 'network',
  },
  {
    title: 'gzip that becomes long',
    handler: (_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(20_000_000))),
    expected: 'too-long',
  },
  {
    title: 'as long as may be',
    handler: (_, response) => response.end('x'.repeat(1_000_000)),
    expected: [200, 'x'.repeat(1_000_000)],
  },
  { title: 'one byte longer', handler: (_, response) => response.end('x'.repeat(1_000_001)), expected: 'too-long' },
  {
    title: 'a body without an end',
    handler: (_, response) => {
      const timer = setInterval(() => response.write('x'.repeat(100_000)), 1);
      response.on('close', () => clearInterval(timer));
    },
    expected: 'too-long',
  },
  { title: 'no answer', handler: () => {}, limits: HASTY, expected: 'timeout' },
  {
    title: 'a body that drips',
    handler: (_, response) => {
      const timer = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(timer));
    },
    limits: HASTY,
    expected: 'timeout',
  },
  { title: 'a connection that is cut', handler: (request) => request.socket.resetAndDestroy(), expected: 'network' },
  {
    title: 'a body that is cut',
    handler: (request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"a":');
      setTimeout(() => request.socket.destroy(), 10);
    },
    expected: 'network',
  },
  { title: 'no HTTP', handler: (request) => request.socket.end('hello\r\n\r\n'), expected: 'network' },
  ...[301, 302, 303, 307, 308].map(
    (status): Row => ({
      title: `a redirect with ${status}`,
      handler: ({ url }, response) => {
        assert.equal(url, '/a', 'the redirect was followed');
        response.writeHead(status, { location: '/elsewhere' }).end();
      },
      expected: 'redirect',
    }),
  ),
];

for (const [name, create] of Object.entries(TRANSPORTS)) {
  describe(`taskcluster: transport over ${name}`, () => {
    const transport = create();
    for (const { title, handler, limits = PATIENT, expected } of ROWS) {
      it(title, async () => {
        await served(http.createServer(handler), async (origin) => {
          const result = await transport({ ...limits, url: `${origin}/a` });
          if ('error' in result) {
            assert.equal(result.error, expected, result.message);
            assert.notEqual(result.message, '');
          } else assert.deepEqual([result.status, result.body], expected);
        });
      });
    }

    it('nobody there', async () => {
      const origin = await served(http.createServer(), async (free) => free);
      const result = await transport({ ...PATIENT, url: origin });
      assert.deepEqual('error' in result && result.error, 'network');
      assert.match('error' in result ? result.message : '', /ECONNREFUSED/);
    });

    it('no URL', async () => {
      const result = await transport({ ...PATIENT, url: 'http://' });
      assert.equal('error' in result && result.error, 'network');
    });

    it('a GET with the headers that are given; headers that come back are in lower case', async () => {
      const seen: unknown[] = [];
      const server = http.createServer((request, response) => {
        seen.push([request.method, request.url, request.headers.authorization]);
        response.writeHead(503, { 'Retry-After': '7', 'Set-Cookie': ['a=1', 'b=2'] }).end();
      });
      await served(server, async (origin) => {
        const headers = { authorization: 'Hawk id="x"' };
        const result = await transport({ ...PATIENT, headers, url: `${origin}/a%2Fb?c=d%26` });
        assert.equal('headers' in result && result.headers['retry-after'], '7');
      });
      assert.deepEqual(seen, [['GET', '/a%2Fb?c=d%26', 'Hawk id="x"']]);
    });

    it('a redirect to another server gets nothing', async () => {
      const seen: string[] = [];
      const other = http.createServer(({ url }, response) => {
        seen.push(url ?? '');
        response.end('{}');
      });
      await served(other, async (location) => {
        const server = http.createServer((_, response) => response.writeHead(307, { location }).end());
        await served(server, async (origin) => {
          const result = await transport({ ...PATIENT, headers: { authorization: 'Hawk' }, url: origin });
          assert.equal('error' in result && result.error, 'redirect');
        });
      });
      assert.deepEqual(seen, []);
    });
  });
}

describe('taskcluster: proxies', () => {
  before(async () => {
    await build({ entryPoints: ['test/support/fetch-once.ts'], bundle: true, platform: 'node', outfile: FETCH_ONCE });
  });
  after(() => rm(dirname(FETCH_ONCE), { recursive: true, force: true }));

  const URL_BEHIND = 'https://tc.example.test/api/x?y=z';
  const ANSWER = { status: 200, body: '{"path":"/api/x?y=z","authorization":"Hawk secret"}' };

  it('HTTPS_PROXY is asked to connect, and sees nothing of the request', async () => {
    await withProxy(async ({ origin, seen }) => {
      assert.deepEqual(await fetched({ HTTPS_PROXY: origin }, URL_BEHIND), ANSWER);
      assert.deepEqual(seen, [{ target: 'tc.example.test:443', authorization: undefined }]);
    });
  });

  it('https_proxy in lower case, with a password', async () => {
    await withProxy(async ({ origin, seen }) => {
      const proxy = origin.replace('//', '//me:p%40ss@');
      assert.deepEqual(await fetched({ https_proxy: proxy }, URL_BEHIND), ANSWER);
      const authorization = `Basic ${Buffer.from('me:p@ss').toString('base64')}`;
      assert.deepEqual(seen, [{ target: 'tc.example.test:443', authorization }]);
    });
  });

  it('HTTP_PROXY is not for https', async () => {
    await withProxy(async ({ origin, seen }) => {
      const result = await fetched({ HTTP_PROXY: origin }, URL_BEHIND, 1_000);
      assert.equal(result.status, undefined);
      assert.deepEqual(seen, []);
    });
  });

  for (const list of ['tc.example.test', '.example.test', 'a.test, *.example.test', '*']) {
    it(`NO_PROXY=${list}`, async () => {
      await withProxy(async ({ origin, seen }) => {
        const result = await fetched({ HTTPS_PROXY: origin, NO_PROXY: list }, URL_BEHIND, 1_000);
        assert.equal(result.status, undefined);
        assert.deepEqual(seen, []);
      });
    });
  }

  it('this machine is asked without one', async () => {
    await withProxy(async ({ origin, seen }) => {
      await served(
        http.createServer((_, response) => response.end('here')),
        async (url) => {
          const env = { HTTP_PROXY: origin, HTTPS_PROXY: origin, ALL_PROXY: origin };
          assert.deepEqual(await fetched(env, url), { status: 200, body: 'here' });
        },
      );
      assert.deepEqual(seen, []);
    });
  });

  it('a certificate that nobody trusts', async () => {
    await withProxy(async ({ origin }) => {
      const result = await fetched({ HTTPS_PROXY: origin, NODE_EXTRA_CA_CERTS: '' }, URL_BEHIND);
      assert.equal(result.error, 'network');
      assert.match(result.message ?? '', /self-signed certificate/);
    });
  });

  const refusing: readonly (readonly [string, Handler])[] = [
    ['refuses', (_, response) => response.writeHead(407).end()],
    ['cuts the connection', (request) => request.socket.destroy()],
  ];
  for (const [title, handler] of refusing) {
    it(`a proxy that ${title}`, async () => {
      const proxy = http.createServer().on('connect', (request, socket: Socket) => {
        const response = new http.ServerResponse(request);
        response.assignSocket(socket);
        handler(request, response);
      });
      await served(proxy, async (origin) => {
        const result = await fetched({ HTTPS_PROXY: origin.replace('//', '//me:hidden@') }, URL_BEHIND);
        assert.equal(result.error, 'network');
        assert.doesNotMatch(result.message ?? '', /hidden/);
      });
    });
  }

  it('a proxy that does not answer', async () => {
    await served(
      http.createServer().on('connect', () => {}),
      async (origin) => {
        assert.equal((await fetched({ HTTPS_PROXY: origin }, URL_BEHIND, 100)).error, 'timeout');
      },
    );
  });

  for (const proxy of ['http://me:hidden@[', 'socks5://me:hidden@localhost:1']) {
    it(`${proxy} is not a proxy`, async () => {
      const result = await fetched({ HTTPS_PROXY: proxy }, URL_BEHIND);
      assert.equal(result.error, 'network');
      assert.match(result.message ?? '', /^The proxy in HTTPS_PROXY /);
      assert.doesNotMatch(result.message ?? '', /hidden/);
    });
  }
});

/** Runs a server for as long as `use` takes, and ends with all its connections. */
async function served<T>(server: Server | http.Server, use: (origin: string) => Promise<T>): Promise<T> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => {})));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

interface Proxy {
  readonly origin: string;
  /** What it was asked to connect to, and with which word. */
  readonly seen: readonly { readonly target: string; readonly authorization: string | undefined }[];
}

/** A proxy for one service, whose name only the proxy can look up. */
async function withProxy(use: (proxy: Proxy) => Promise<void>): Promise<void> {
  const service = createTlsServer((request, response) => {
    response.end(JSON.stringify({ path: request.url, authorization: request.headers.authorization }));
  });
  await served(service, async (behind) => {
    const seen: Proxy['seen'][number][] = [];
    const proxy = http.createServer().on('connect', (request, socket: Socket) => {
      seen.push({ target: request.url ?? '', authorization: request.headers['proxy-authorization'] });
      const onward = connect(Number(new URL(behind).port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
      onward.on('error', () => socket.destroy());
      socket.on('close', () => onward.destroy());
    });
    await served(proxy, (origin) => use({ origin, seen }));
  });
}

/** What Node's transport says in a process of its own. */
async function fetched(env: Record<string, string>, url: string, timeout = 5_000): Promise<Fetched> {
  const request = { url, headers: { authorization: 'Hawk secret' }, timeout, maxBytes: 1_000 };
  const child = spawn(process.execPath, [FETCH_ONCE, JSON.stringify(request)], {
    env: { PATH: process.env.PATH, NODE_EXTRA_CA_CERTS: 'test/fixtures/tls/cert.pem', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(await text(child.stdout)) as Fetched;
}

interface Fetched {
  readonly status?: number;
  readonly body?: string;
  readonly error?: string;
  readonly message?: string;
}
