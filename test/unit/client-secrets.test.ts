import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Decision } from '../../client/live/decision.js';
import { createFetching } from '../../client/live/fetching.js';
import { withoutSecrets } from '../../client/live/redaction.js';
import { ACCESS, FETCH } from '../../server/lsp/protocol.js';

const SECRET = 'VGhpcyBpcyBhIHNlY3JldCBvZiBub2JvZHk';

describe('A traced message', () => {
  const access = JSON.stringify({ rootUrl: 'https://tc.example.com', credentials: { accessToken: SECRET } }, null, 4);

  it('is written without its content where that may be secret', () => {
    const traced = [
      `Sending notification '${ACCESS}'.\nParams: ${access}\n\n`,
      `Received request '${FETCH} - (3)'.\nParams: {"headers": {"Authorization": "Hawk mac=${SECRET}"}}\n\n`,
      `Sending response '${FETCH} - (3)'. Processing request took 12ms.\nResult: ${SECRET}`,
      JSON.stringify({
        isLSPMessage: true,
        type: 'send-notification',
        message: { method: ACCESS, params: { SECRET } },
      }),
    ];
    for (const text of traced) {
      const written = withoutSecrets(text);
      assert.equal(written.includes(SECRET), false, written);
      assert.match(written, /taskcluster\/(access|fetch)/);
    }
  });

  it('is written in full where it is not', () => {
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
