import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { newNonce, pageOf } from '../../client/panels/page.js';

const PARTS = { title: 'a & b', script: 'https://e/x.js?"', style: 'https://e/x.css', cspSource: "'self' https://*.e" };

describe('The page of a webview', () => {
  const page = pageOf({ ...PARTS, nonce: 'abc' });

  it('allows its own script and style sheet, and nothing else', () => {
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    assert.deepEqual(policy.split('; '), [
      "default-src 'none'",
      "script-src 'nonce-abc'",
      "style-src 'self' https://*.e",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    assert.match(page, /<script nonce="abc" src="https:\/\/e\/x.js\?&#34;"><\/script>/);
  });

  it('holds no text as HTML', () => {
    const hostile = pageOf({ ...PARTS, nonce: 'abc', title: '</title><script>alert(1)</script>' });
    assert.doesNotMatch(hostile, /<script>/);
  });

  it('has a nonce of its own each time', () => {
    assert.match(newNonce(), /^[\da-f]{32}$/);
    assert.notEqual(newNonce(), newNonce());
  });
});
