import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { describe, it } from 'mocha';
import { createProtocolConnection, type ProtocolConnection, Trace, TraceFormat } from 'vscode-languageserver/node';
import type { Decision } from '../../client/live/decision.js';
import { createFetching, createPosting } from '../../client/live/fetching.js';
import { forTraces, withoutSecrets } from '../../client/live/redaction.js';
import type { Access } from '../../server/documents/live/messages.js';
import { ACCESS, FETCH } from '../../server/lsp/protocol.js';
import type { PostRequest, TransportRequest } from '../../server/taskcluster/http/transport.js';

const SECRET = 'VGhpcyBpcyBhIHNlY3JldCBvZiBub2JvZHk';

describe('A trace of what passes between the editor and the server', () => {
  const access: Access = {
    rootUrl: 'https://tc.example.com',
    credentials: { clientId: 'me', accessToken: SECRET, certificate: `{"seed": "${SECRET}"}` },
  };
  const fetch = { url: 'https://tc.example.com/api', headers: { authorization: `Hawk mac="${SECRET}"` } };

  for (const traceFormat of [TraceFormat.Text, TraceFormat.JSON]) {
    it(`is written without secrets, as ${traceFormat}`, async () => {
      const written: string[] = [];
      const channel = forTraces({ trace: (text: string) => written.push(text), name: 'Taskcluster' } as never);
      assert.equal(channel.name, 'Taskcluster');
      const { editor, server, end } = connected();
      server.onNotification(ACCESS, () => {});
      editor.onRequest(FETCH, () => ({ status: 200, headers: {}, body: '{}' }));
      // As vscode-languageclient does.
      const log = (message: unknown, data?: string): void =>
        channel.trace(typeof message === 'string' ? `${message}\n${data}` : JSON.stringify(message));
      await editor.trace(Trace.Verbose, { log }, { sendNotification: false, traceFormat });
      await editor.sendNotification(ACCESS, access);
      await editor.sendNotification('textDocument/didOpen', { text: 'version: 1' });
      await server.sendRequest(FETCH, fetch);
      end();
      const text = written.join('\n');
      assert.match(text, /taskcluster\/access/);
      assert.match(text, /taskcluster\/fetch/);
      assert.match(text, /didOpen/);
      assert.equal(text.includes(SECRET), false, text);
    });
  }

  it('is written in full where nothing is secret', () => {
    const text = `Sending notification 'textDocument/didOpen'.\nParams: {"text": "# ${ACCESS}"}`;
    assert.equal(withoutSecrets(text), text);
  });
});

describe('A request of the server for the network', () => {
  const request = { url: 'https://tc.example.com/api/queue/v1/ping', headers: { a: 'b' }, timeout: 8000, maxBytes: 10 };
  const allowed: Decision = { kind: 'allowed', rootUrl: 'https://tc.example.com' };
  const answer = { status: 200, headers: {}, body: '{}' };

  it('is carried out for the deployment that may be asked, with its limits', async () => {
    const sent: unknown[] = [];
    const fetching = createFetching(
      async (asked) => {
        sent.push(asked);
        return answer;
      },
      () => allowed,
    );
    assert.deepEqual(await fetching(request), answer);
    assert.deepEqual(sent, [request]);
  });

  it('is refused for any other, and where nothing may be asked', async () => {
    let sent = 0;
    let decision: Decision = allowed;
    const fetching = createFetching(
      async () => {
        sent++;
        return answer;
      },
      () => decision,
    );
    const elsewhere = [
      'https://tc.example.com.evil.example/api',
      'https://tc.example.com:8443/api',
      'http://tc.example.com/api',
      'https://tc.example.com@evil.example/api',
      'no url',
    ];
    for (const url of elsewhere) assert.ok('error' in (await fetching({ ...request, url })), url);
    const silent: Decision[] = [
      { kind: 'off', why: 'untrusted' },
      { kind: 'ask', rootUrl: 'https://tc.example.com' },
      { kind: 'invalid', problem: '' },
    ];
    for (decision of silent) assert.ok('error' in (await fetching(request)));
    assert.equal(sent, 0);
  });

  it('has no answer when look-ups were turned off in the meantime', async () => {
    let decision: Decision = allowed;
    const fetching = createFetching(
      async () => {
        decision = { kind: 'off', why: 'disabled' };
        return answer;
      },
      () => decision,
    );
    assert.ok('error' in (await fetching(request)));
  });
});

describe('A text that the user wants the deployment to render', () => {
  const ROOT_URL = 'https://tc.example.com';
  const answer = { status: 200, headers: {}, body: '{}' };

  it('is sent as JSON without credentials, and only to the deployment that may be asked', async () => {
    const sent: (TransportRequest | PostRequest)[] = [];
    let decision: Decision = { kind: 'allowed', rootUrl: ROOT_URL };
    const post = createPosting(
      async (request) => {
        sent.push(request);
        return answer;
      },
      () => decision,
    );
    assert.deepEqual(await post(ROOT_URL, '/api/x', '{"a": 1}'), answer);
    const [request] = sent;
    assert.deepEqual([request?.url, request && 'body' in request && request.body], [`${ROOT_URL}/api/x`, '{"a": 1}']);
    assert.deepEqual(Object.keys(request?.headers ?? {}).sort(), ['accept', 'content-type']);
    assert.ok('error' in (await post('https://evil.example', '/api/x', '')));
    decision = { kind: 'ask', rootUrl: ROOT_URL };
    assert.ok('error' in (await post(ROOT_URL, '/api/x', '')));
    assert.equal(sent.length, 1);
  });

  it('is never sent by the server, which has only GET', async () => {
    const sent: object[] = [];
    const fetching = createFetching(
      async (request) => {
        sent.push(request);
        return answer;
      },
      () => ({ kind: 'allowed', rootUrl: ROOT_URL }),
    );
    const request = { url: `${ROOT_URL}/api/x`, headers: {}, timeout: 1, maxBytes: 1 };
    await fetching({ ...request, body: '{}' } as typeof request);
    assert.deepEqual(sent, [request]);
  });
});

/** The two ends of a connection. */
function connected(): { editor: ProtocolConnection; server: ProtocolConnection; end(): void } {
  const [there, back] = [new PassThrough(), new PassThrough()];
  const editor = createProtocolConnection(back, there);
  const server = createProtocolConnection(there, back);
  editor.listen();
  server.listen();
  return {
    editor,
    server,
    end() {
      editor.dispose();
      server.dispose();
    },
  };
}
