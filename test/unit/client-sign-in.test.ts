import assert from 'node:assert/strict';
import { request } from 'node:http';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { type Editor, type Listener, signIn } from '../../client/signIn/flow.js';
import { listen } from '../../client/signIn/listener.node.js';
import { isCallbackUrl, readCallback, SCOPES, signInUrl } from '../../client/signIn/request.js';
import { startDemoDeployment } from '../../scripts/demo-deployment/server.mjs';

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

  it('is none if something is missing, or is no clientId or token', () => {
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
    listener = await listen(NONCE);
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
      const opened = editor(async (url) => {
        callback = new URL(url).searchParams.get('callback_url') ?? '';
      });
      assert.deepEqual(await signIn('https://tc.example.com', opened, Promise.resolve(reason)), { kind: reason });
      await assert.rejects(get(`${callback}?clientId=late&accessToken=${TOKEN}`), /ECONNREFUSED/);
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

/** An editor whose browser does `visit` with the page that it is to open. */
function editor(visit: (url: string) => Promise<void>): Editor {
  return {
    listen,
    asExternalUrl: async (url) => url,
    openExternal: async (url) => {
      await visit(url);
      return true;
    },
  };
}

/** What a user does on the page of the deployment, and the browser afterwards. */
async function pressCreate(url: string): Promise<void> {
  assert.equal((await get(url)).status, 200);
  for (let at = await get(url, 'POST'), from = url; at.location !== ''; ) {
    from = new URL(at.location, from).href;
    at = await get(from);
  }
}

/** One request, as a browser would send it: what a clientId holds stays as it is. */
function get(url: string, method = 'GET'): Promise<{ status: number; location: string; body: string }> {
  const { port, pathname } = new URL(url);
  const path = pathname + url.slice(url.indexOf('?') < 0 ? url.length : url.indexOf('?'));
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text) => (body += text));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? '', body }),
      );
    });
    sent.on('error', reject).end();
  });
}
