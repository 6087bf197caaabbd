import assert from 'node:assert/strict';
import { createServer, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { createSignIn, type Editor, type End, type Listener } from '../../client/sign-in/flow.js';
import { listen } from '../../client/sign-in/listener.node.js';
import { asCallbackUrl, isCallbackUrl, readCallback, SCOPES, signInUrl } from '../../client/sign-in/request.js';
import { startDemoDeployment } from '../../scripts/demo-deployment/server.mjs';
import { english } from '../support/l10n.js';

const TOKEN = 'VGhpcyBpcyBhIHNlY3JldCBvZiBub2JvZHk';
const NONCE = '00112233445566778899aabbccddeeff';

describe('The URL of the sign-in', () => {
  const url = new URL(signInUrl('https://tc.example.com', 'a1b2c3', 'http://localhost:40000/abc'));

  it('is the page of the deployment that makes clients', () => {
    assert.equal(`${url.origin}${url.pathname}`, 'https://tc.example.com/auth/clients/create');
    assert.equal(url.searchParams.get('name'), 'vscode-a1b2c3');
    assert.equal(url.searchParams.get('expires'), '1d');
    assert.equal(url.searchParams.get('callback_url'), 'http://localhost:40000/abc');
  });

  it('asks for what looking at pools needs, and for nothing that changes anything', () => {
    assert.deepEqual(url.searchParams.getAll('scope'), SCOPES);
    for (const scope of SCOPES) assert.match(scope, /^(worker-manager:(list|get)-|queue:(pending|claimed)-count:)/);
  });

  it('is one that the deployment sends a browser back to', () => {
    assert.ok(isCallbackUrl('http://localhost:40000/abc'));
    assert.ok(isCallbackUrl('http://localhost:8080/proxy/40000/abc'));
    assert.equal(asCallbackUrl('http://127.0.0.1:8080/proxy/40000/abc'), 'http://localhost:8080/proxy/40000/abc');
    assert.equal(asCallbackUrl('http://[::1]:40000/abc'), 'http://localhost:40000/abc');
    for (const other of ['https://127.0.0.1.example.com/abc', 'https://example.com/127.0.0.1/abc']) {
      assert.equal(asCallbackUrl(other), other);
    }
    for (const wrong of [
      'http://127.0.0.1:40000/abc',
      'vscode://taskcluster.taskcluster-vscode/abc',
      'https://localhost.example.com/abc',
      'http://localhost:40000/abc?x=1',
    ]) {
      assert.ok(!isCallbackUrl(wrong), wrong);
    }
  });
});

describe('The callback of the sign-in', () => {
  it('is read with a clientId that is not encoded, and with one that is', () => {
    const granted = { clientId: 'mozilla-auth0/ad|Example|a+b@example.com/vscode-x', accessToken: TOKEN };
    assert.deepEqual(readCallback(`clientId=${granted.clientId}&accessToken=${TOKEN}`), granted);
    assert.deepEqual(readCallback(`accessToken=${TOKEN}&clientId=${encodeURIComponent(granted.clientId)}`), granted);
  });

  it('is none if something is missing, or is not a clientId or token', () => {
    const wrong = [
      '',
      'clientId=a',
      `accessToken=${TOKEN}`,
      'clientId=a&accessToken=short',
      `clientId=a%zz&accessToken=${TOKEN}`,
      `clientId=<script>&accessToken=${TOKEN}`,
      `clientId=a&accessToken=${TOKEN}%0a`,
    ];
    for (const query of wrong) assert.equal(readCallback(query), undefined, query);
  });
});

describe('The listener of the sign-in', () => {
  let listener: Listener;
  beforeEach(async () => {
    listener = await listen(NONCE, english);
  });
  afterEach(() => listener.close());

  it('hands over what the browser brings, and sends it on to an address without the secret', async () => {
    const answer = await get(`${listener.url}?clientId=github/1|x/vscode-y&accessToken=${TOKEN}`);
    assert.equal(answer.status, 303);
    const next = new URL(answer.location, listener.url).href;
    assert.equal(next, `${listener.url}/done`);
    const page = await get(next);
    assert.equal(page.status, 200);
    assert.match(page.body, /You can close this page/);
    assert.equal(page.body.includes(TOKEN), false);
    assert.deepEqual(await listener.granted, { clientId: 'github/1|x/vscode-y', accessToken: TOKEN });
  });

  it('is spelled localhost and listens on this machine only', () => {
    assert.match(listener.url, /^http:\/\/localhost:\d+\/[0-9a-f]{32}$/);
    assert.ok(isCallbackUrl(listener.url));
  });

  it('is reached at both addresses that a browser may take localhost for', async function () {
    if (!(await hasIpv6())) this.skip();
    const answer = await get(`${listener.url}?clientId=me&accessToken=${TOKEN}`, 'GET', '::1');
    assert.equal(answer.status, 303);
    assert.equal((await get(`${listener.url}/done`, 'GET', '::1')).status, 200);
    assert.equal((await listener.granted).clientId, 'me');
  });

  it('answers nobody after its end, not even who was connected before', async () => {
    const { port } = new URL(listener.url);
    const socket = connect(Number(port), '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    // The server has it, too.
    await get(`${listener.url}x`);
    let heard = '';
    socket.setEncoding('utf8').on('data', (text) => (heard += text));
    const gone = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => {});
    listener.close();
    socket.write(`GET /${NONCE}?clientId=late&accessToken=${TOKEN} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    await gone;
    assert.equal(heard, '');
    await assert.rejects(get(listener.url), /ECONNREFUSED/);
  });

  it('hears nobody who does not know the nonce, and nothing but a GET', async () => {
    const query = `?clientId=evil&accessToken=${TOKEN}`;
    const { origin } = new URL(listener.url);
    const others = ['/', '/done', `/${NONCE.slice(0, -1)}`, `/${NONCE}0`, `/${NONCE.replace('0', '1')}`, `/x/${NONCE}`];
    for (const path of others) assert.equal((await get(origin + path + query)).status, 404, path);
    assert.equal((await get(listener.url + query, 'POST')).status, 404);
    assert.equal((await get(`${listener.url}?clientId=evil`)).status, 400);
    // It still waits for the right one.
    await get(`${listener.url}?clientId=me&accessToken=${TOKEN}`);
    await get(`${listener.url}/done`);
    assert.equal((await listener.granted).clientId, 'me');
  });
});

describe('Signing in', () => {
  const never = new Promise<never>(() => {});
  const signIn = createSignIn();

  it('to the demo deployment gives credentials that it knows', async () => {
    const demo = await startDemoDeployment({ like: 'private' });
    try {
      const outcome = await signIn(
        demo.rootUrl,
        editor(async (url) => void (await pressCreate(url))),
        never,
      );
      assert.equal(outcome.kind, 'signed-in');
      assert.match(outcome.granted.clientId, /\|.*\/vscode-[0-9a-f]{6}$/);
      const made = demo.requests.find(({ method }) => method === 'POST');
      assert.deepEqual(new URL(made?.path ?? '', demo.rootUrl).searchParams.getAll('scope'), SCOPES);
    } finally {
      await demo.stop();
    }
  });

  it('ends when the user cancels or does not come back, and then nobody listens any more', async () => {
    for (const reason of ['cancelled', 'timed-out'] as const) {
      let callback = '';
      let end = (_reason: End): void => {};
      const ended = new Promise<End>((resolve) => {
        end = resolve;
      });
      const opened = editor(async (url) => {
        callback = new URL(url).searchParams.get('callback_url') ?? '';
        end(reason);
      });
      assert.deepEqual(await signIn('https://tc.example.com', opened, ended), { kind: reason });
      await assert.rejects(get(`${callback}?clientId=late&accessToken=${TOKEN}`), /ECONNREFUSED/);
    }
  });

  it('opens no browser when it has been cancelled by then', async () => {
    let opened = false;
    const quick = editor(async () => {
      opened = true;
    });
    assert.deepEqual(await signIn('https://tc.example.com', quick, Promise.resolve('cancelled')), {
      kind: 'cancelled',
    });
    assert.equal(opened, false);
  });

  it('ends when another begins, which goes on', async () => {
    let callback = '';
    const first = signIn(
      'https://tc.example.com',
      editor(async (url) => {
        callback = new URL(url).searchParams.get('callback_url') ?? '';
        begin();
      }),
      never,
    );
    let begin = (): void => {};
    await new Promise<void>((resolve) => {
      begin = resolve;
    });
    const demo = await startDemoDeployment({ like: 'private' });
    try {
      const second = await signIn(
        demo.rootUrl,
        editor(async (url) => {
          assert.deepEqual(await first, { kind: 'superseded' });
          await assert.rejects(get(`${callback}?clientId=late&accessToken=${TOKEN}`), /ECONNREFUSED/);
          await pressCreate(url);
        }),
        never,
      );
      assert.equal(second.kind, 'signed-in');
    } finally {
      await demo.stop();
    }
  });

  it('works where the browser reaches the editor at a loopback address, under a path', async () => {
    const demo = await startDemoDeployment({ like: 'private' });
    const { server, origin } = await codeServer();
    try {
      const outcome = await signIn(
        demo.rootUrl,
        {
          ...editor(async (url) => void (await pressCreate(proxied(url, origin)))),
          asExternalUrl: async (url) => proxied(url, origin),
        },
        never,
      );
      assert.equal(outcome.kind, 'signed-in');
    } finally {
      server.closeAllConnections();
      server.close();
      await demo.stop();
    }
  });

  it('does not begin where the deployment could not send the browser back', async () => {
    let opened = false;
    const remote: Editor = {
      ...editor(async () => {
        opened = true;
      }),
      asExternalUrl: async () => 'https://curly-waffle-40000.example.dev/abc',
    };
    const outcome = await signIn('https://tc.example.com', remote, never);
    assert.deepEqual(outcome, { kind: 'no-way-back', url: 'https://curly-waffle-40000.example.dev/abc' });
    assert.equal(opened, false);
  });

  it('ends where no browser can be opened', async () => {
    const outcome = await signIn(
      'https://tc.example.com',
      { ...editor(async () => {}), openExternal: async () => false },
      never,
    );
    assert.deepEqual(outcome, { kind: 'no-browser' });
  });
});

/** Whether this machine has the loopback address of IPv6. */
async function hasIpv6(): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(0, '::1', () => server.close(() => resolve(true)));
  });
}

/** An editor whose browser does `visit` with the page that it is to open. */
function editor(visit: (url: string) => Promise<void>): Editor {
  return {
    listen: (nonce) => listen(nonce, english),
    asExternalUrl: async (url) => url,
    openExternal: async (url) => {
      await visit(url);
      return true;
    },
  };
}

/** VS Code in the browser: what listens on this machine is shown under `/proxy/PORT`. */
async function codeServer(): Promise<{ server: Server; origin: string }> {
  const server = createServer((incoming, response) => {
    const [, port = '', path = ''] = /^\/proxy\/(\d+)(\/.*)$/.exec(incoming.url ?? '') ?? [];
    if (port === '') return void response.writeHead(404).end();
    const { method, headers } = incoming;
    const onward = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(response);
    });
    onward.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** A URL of this machine as that editor's browser is to ask for it. */
function proxied(url: string, origin: string): string {
  const { port } = new URL(url);
  return `${origin}/proxy/${port}${url.slice(new URL(url).origin.length)}`;
}

/** What a user does on the page of the deployment, and the browser afterwards. */
async function pressCreate(url: string): Promise<void> {
  const page = await get(url);
  assert.equal(page.status, 200);
  const action = /<form method="post" action="([^"]*)"/.exec(page.body)?.[1]?.replace(/&#38;/g, '&') ?? '';
  const target = new URL(action, url).href;
  for (let at = await get(target, 'POST'), from = target; at.location !== ''; ) {
    from = new URL(at.location, from).href;
    at = await get(from);
  }
}

/** One request, as a browser would send it: what a clientId holds stays as it is. */
function get(
  url: string,
  method = 'GET',
  host = '127.0.0.1',
): Promise<{ status: number; location: string; body: string }> {
  const { port, pathname } = new URL(url);
  const path = pathname + url.slice(url.indexOf('?') < 0 ? url.length : url.indexOf('?'));
  return new Promise((resolve, reject) => {
    const sent = request({ host, port, path, method, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text) => (body += text));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? '', body }),
      );
    });
    sent.on('error', reject).end();
  });
}
