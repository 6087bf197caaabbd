import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { credentialsFor, decideDeployment } from '../../server/taskcluster/deployment.js';
import { hostOf } from '../../server/taskcluster/root-url.js';

const COMMUNITY = 'https://community-tc.services.mozilla.com';
const OTHER = 'https://tc.example.com';

describe('Which deployment the command line and the language server ask by themselves', () => {
  const token = { TASKCLUSTER_CLIENT_ID: 'me', TASKCLUSTER_ACCESS_TOKEN: 'secret' };
  const credentials = { clientId: 'me', accessToken: 'secret' };

  it('is the one that is named, or else that of the environment', () => {
    assert.deepEqual(decideDeployment(`${OTHER}/`, {}), { rootUrl: OTHER, credentials: undefined });
    const env = { ...token, TASKCLUSTER_ROOT_URL: COMMUNITY };
    assert.deepEqual(decideDeployment(undefined, env), { rootUrl: COMMUNITY, credentials });
  });

  it('gets credentials of its own only', () => {
    const env = { ...token, TASKCLUSTER_ROOT_URL: COMMUNITY };
    assert.deepEqual(decideDeployment(OTHER, env), { rootUrl: OTHER, credentials: undefined });
    assert.deepEqual(decideDeployment(COMMUNITY, env), { rootUrl: COMMUNITY, credentials });
    assert.deepEqual(decideDeployment(COMMUNITY, token), { rootUrl: COMMUNITY, credentials: undefined });
  });

  it('is none where none is named, or an empty name says that none is to be asked', () => {
    assert.deepEqual(decideDeployment(undefined, {}), { problem: undefined });
    assert.deepEqual(decideDeployment(undefined, { TASKCLUSTER_ROOT_URL: '' }), { problem: undefined });
    assert.deepEqual(decideDeployment('', { TASKCLUSTER_ROOT_URL: COMMUNITY }), { problem: undefined });
  });

  it('is none, with the reason, where what is named may not be asked', () => {
    for (const named of ['tc.example.com', 'http://tc.example.com', `${OTHER}/tasks`]) {
      const decided = decideDeployment(named, { TASKCLUSTER_ROOT_URL: COMMUNITY });
      assert.ok('problem' in decided && decided.problem?.includes('root URL'), named);
    }
  });

  it('is called by its host', () => {
    assert.equal(hostOf(OTHER), 'tc.example.com');
    assert.equal(hostOf('http://localhost:8080'), 'localhost:8080');
    assert.equal(hostOf('http://[::1]:8080'), '[::1]:8080');
  });
});

describe('Credentials of the environment', () => {
  const token = { TASKCLUSTER_CLIENT_ID: 'project/x/ci', TASKCLUSTER_ACCESS_TOKEN: 'abcdefghijklmnopqrstuv' };
  const credentials = { clientId: 'project/x/ci', accessToken: 'abcdefghijklmnopqrstuv' };

  it('are for the deployment that stands beside them', () => {
    assert.deepEqual(credentialsFor(OTHER, { ...token, TASKCLUSTER_ROOT_URL: `${OTHER}/` }), credentials);
    const certificate = '{"version":1}';
    assert.deepEqual(
      credentialsFor(OTHER, { ...token, TASKCLUSTER_ROOT_URL: OTHER, TASKCLUSTER_CERTIFICATE: certificate }),
      { ...credentials, certificate },
    );
  });

  it('are for no other, nor for one that looks like it', () => {
    for (const rootUrl of [
      COMMUNITY,
      'http://tc.example.com',
      'https://tc.example.com:8443',
      'https://tc.example.co',
    ]) {
      assert.equal(credentialsFor(rootUrl, { ...token, TASKCLUSTER_ROOT_URL: OTHER }), undefined);
    }
    assert.equal(credentialsFor(OTHER, token), undefined);
  });

  it('are none if a half is missing', () => {
    const { TASKCLUSTER_CLIENT_ID, TASKCLUSTER_ACCESS_TOKEN } = token;
    assert.equal(credentialsFor(OTHER, { TASKCLUSTER_CLIENT_ID, TASKCLUSTER_ROOT_URL: OTHER }), undefined);
    assert.equal(credentialsFor(OTHER, { TASKCLUSTER_ACCESS_TOKEN, TASKCLUSTER_ROOT_URL: OTHER }), undefined);
  });
});
