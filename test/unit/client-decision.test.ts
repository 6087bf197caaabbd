import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { accessFor, type Decision, decide, type RootUrlSources } from '../../client/live/decision.js';

const COMMUNITY = 'https://community-tc.services.mozilla.com';
const OTHER = 'https://tc.example.com';

/** What is decided, in one line. */
function decided(
  sources: Partial<RootUrlSources>,
  { enabled = true, trusted = true, agreed = [] as readonly string[] } = {},
): string {
  const decision = decide(
    { user: undefined, workspace: undefined, environment: undefined, ...sources },
    { enabled, trusted, agreed: (rootUrl) => agreed.includes(rootUrl) },
  );
  return Object.values(decision).join(' ');
}

describe('Which deployment may be asked', () => {
  it('the one that the user has set, or that the environment names', () => {
    assert.equal(decided({ user: COMMUNITY }), `allowed ${COMMUNITY}`);
    assert.equal(decided({ environment: `${OTHER}/` }), `allowed ${OTHER}`);
    assert.equal(decided({ user: COMMUNITY, environment: OTHER }), `allowed ${COMMUNITY}`);
  });

  it('none where nobody names one, or look-ups are turned off', () => {
    assert.equal(decided({}), 'off no-root-url');
    assert.equal(decided({ user: '', workspace: '', environment: '' }), 'off no-root-url');
    assert.equal(decided({ user: COMMUNITY }, { enabled: false }), 'off disabled');
  });

  it('none where a setting says that nothing is to be looked up, whatever the environment says', () => {
    for (const none of ['', ' ']) {
      assert.equal(decided({ user: none, environment: OTHER }), 'off no-root-url');
      assert.equal(decided({ workspace: none, user: COMMUNITY, environment: OTHER }), 'off no-root-url');
      // The environment's is not the user's wish then: the workspace has to ask.
      assert.equal(decided({ user: none, workspace: OTHER, environment: OTHER }), `ask ${OTHER}`);
    }
  });

  it('one that the workspace names only after the user has agreed to that very one', () => {
    assert.equal(decided({ workspace: OTHER }), `ask ${OTHER}`);
    assert.equal(decided({ user: COMMUNITY, workspace: OTHER }), `ask ${OTHER}`);
    assert.equal(decided({ workspace: OTHER, environment: COMMUNITY }), `ask ${OTHER}`);
    assert.equal(decided({ workspace: OTHER }, { agreed: [OTHER] }), `allowed ${OTHER}`);
    assert.equal(decided({ workspace: OTHER }, { agreed: [COMMUNITY, 'https://tc.example.com:8443'] }), `ask ${OTHER}`);
  });

  it('one that the workspace names and the user too, without a question', () => {
    assert.equal(decided({ user: COMMUNITY, workspace: `${COMMUNITY}/` }), `allowed ${COMMUNITY}`);
    assert.equal(decided({ workspace: OTHER, environment: OTHER }), `allowed ${OTHER}`);
  });

  it('none in a workspace that is not trusted, whoever names it and whatever was agreed to before', () => {
    for (const sources of [{ user: COMMUNITY }, { workspace: COMMUNITY }, { environment: COMMUNITY }]) {
      assert.equal(decided(sources, { trusted: false, agreed: [COMMUNITY] }), 'off untrusted');
    }
  });

  it('no URL that would not be safe or is none; the problem is told without a password', () => {
    assert.equal(decided({ user: 'http://localhost:8080' }), 'allowed http://localhost:8080');
    const wrong = {
      'http://tc.example.com': /https/,
      'https://tc.example.com/tasks': /host/,
      'https://tc.example.com?a=b': /host/,
      'tc.example.com': /tc\.example\.com/,
      'file:///etc/passwd': /https/,
    };
    for (const [text, pattern] of Object.entries(wrong)) {
      assert.match(decided({ user: text }), /^invalid /);
      assert.match(decided({ user: text }), pattern);
      assert.match(decided({ workspace: text }, { agreed: [text] }), /^invalid /);
    }
    assert.match(decided({ user: 'https://me:hunter2@tc.example.com' }), /^invalid (?!.*hunter2)/);
    for (const value of [7, true, [OTHER], { toString: 1 }, { valueOf: null, toString: null }, { toJSON: 1 }]) {
      assert.match(decided({ user: value }), /^invalid /);
      assert.match(decided({ workspace: value, environment: OTHER }), /^invalid /);
      assert.equal(decided({ user: value, workspace: OTHER }), `ask ${OTHER}`);
    }
  });
});

describe('What the server is told of the decision', () => {
  const credentials = { clientId: 'me', accessToken: 'secret' };

  it('is the deployment that may be asked, with the credentials for it; of any other, why it is not', () => {
    const allowed: Decision = { kind: 'allowed', rootUrl: OTHER };
    assert.deepEqual(accessFor(allowed, credentials), { rootUrl: OTHER, credentials });
    assert.deepEqual(accessFor(allowed, undefined), { rootUrl: OTHER });
    const silent: readonly (readonly [Decision, string])[] = [
      [{ kind: 'ask', rootUrl: OTHER }, 'untrusted'],
      [{ kind: 'invalid', problem: 'x' }, 'no-root-url'],
      [{ kind: 'off', why: 'disabled' }, 'disabled'],
      [{ kind: 'off', why: 'no-root-url' }, 'no-root-url'],
      [{ kind: 'off', why: 'untrusted' }, 'untrusted'],
    ];
    for (const [decision, why] of silent) assert.deepEqual(accessFor(decision, credentials), { why });
  });
});
