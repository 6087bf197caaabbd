import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Decision } from '../../client/live/decision.js';
import { describeLookUps } from '../../client/live/describe.js';
import { groupsFor, nodesOf, pageOf, poolIdOf, tooltipOf } from '../../client/pools/node.js';
import manifest from '../../package.json' with { type: 'json' };
import type { Why } from '../../server/core/live/knowledge.js';
import type { PoolRow, PoolsResult } from '../../server/lsp/protocol.js';

const ROOT_URL = 'https://tc.example.com';
const ALLOWED: Decision = { kind: 'allowed', rootUrl: ROOT_URL };

const LINUX: PoolRow = {
  workerPoolId: 'proj-x/linux',
  state: 'known',
  description: '12 of 50 running, 3 pending',
  details: ['12 of 50 running', 'Re-registers every 4 days (default)'],
  url: `${ROOT_URL}/worker-manager/proj-x%2Flinux`,
  warning: undefined,
};

describe('What the status item says of the deployment', () => {
  const said = (decision: Decision, why?: Why, clientId?: string): string => {
    const { text, detail, command } = describeLookUps(decision, why && { rootUrl: ROOT_URL, why }, clientId);
    return `${text} | ${detail} | ${command.title}`;
  };

  it('is why nothing is looked up, and what helps', () => {
    const off = (why: 'disabled' | 'no-root-url' | 'untrusted'): Decision => ({ kind: 'off', why });
    const none = 'Pools are not looked up';
    assert.equal(said(off('disabled')), `${none} | Turned off by taskcluster.live.enable | Settings`);
    assert.equal(said(off('no-root-url')), `${none} | No deployment is selected | Select`);
    assert.equal(said(off('untrusted')), `${none} | This workspace is not trusted | Manage`);
    assert.equal(said({ kind: 'ask', rootUrl: ROOT_URL }), `${none} | This workspace names tc.example.com | Allow`);
    assert.equal(said({ kind: 'invalid', problem: 'It is no URL' }), `${none} | It is no URL | Select`);
  });

  it('is what is wrong with the deployment, and what helps', () => {
    assert.equal(said(ALLOWED, 'offline'), 'tc.example.com | Cannot be reached | Try Again');
    assert.equal(
      said(ALLOWED, 'forbidden'),
      'tc.example.com | Shows its worker pools only to users who have signed in | Sign In',
    );
    assert.equal(
      said(ALLOWED, 'forbidden', 'me'),
      'tc.example.com | Does not show its worker pools to me | Sign In Again',
    );
    assert.equal(
      said(ALLOWED, 'unauthorized', 'me'),
      'tc.example.com | Does not accept the sign-in, which may have expired | Sign In Again',
    );
    assert.equal(said(ALLOWED, 'unusable-answer'), 'tc.example.com | Its answers cannot be understood | Try Again');
    assert.equal(
      said(ALLOWED, 'overloaded'),
      'tc.example.com | Is overloaded or failing; will be asked again | Try Again',
    );
  });

  it('is who asks it, where all is well', () => {
    assert.equal(said(ALLOWED), 'tc.example.com | Not signed in | Change');
    assert.equal(said(ALLOWED, undefined, 'me'), 'tc.example.com | Signed in as me | Change');
    assert.equal(describeLookUps(ALLOWED, { why: 'loading' }, undefined).busy, true);
  });

  it('offers only commands that there are', () => {
    const declared = manifest.contributes.commands.map(({ command }) => command);
    const whys: (Why | undefined)[] = [
      'offline',
      'forbidden',
      'unauthorized',
      'unusable-answer',
      'overloaded',
      undefined,
    ];
    for (const why of whys) {
      const { command } = describeLookUps(ALLOWED, why && { why }, undefined).command;
      assert.ok(declared.includes(command), command);
    }
  });
});

describe('The view of worker pools', () => {
  const result = (pools: readonly PoolRow[], why?: Why): PoolsResult => ({ status: why ? { why } : {}, pools });
  const notes = (...args: Parameters<typeof nodesOf>): string[] =>
    nodesOf(...args).map((node) => (node.kind === 'note' ? node.text : node.kind));

  it('has the pools of the workspace and all others; nothing where nothing may be asked', () => {
    assert.deepEqual(
      groupsFor(ALLOWED).map((node) => node.kind === 'group' && [node.which, node.label]),
      [
        ['workspace', 'Used in This Workspace'],
        ['all', 'All of tc.example.com'],
      ],
    );
    assert.deepEqual(groupsFor({ kind: 'ask', rootUrl: ROOT_URL }), []);
  });

  it('has a line for each pool, or says why there is none', () => {
    assert.deepEqual(nodesOf('all', result([LINUX]), ALLOWED, undefined), [{ kind: 'pool', row: LINUX }]);
    assert.deepEqual(notes('workspace', result([]), ALLOWED, undefined), ['No open file names a worker pool']);
    assert.deepEqual(notes('all', result([]), ALLOWED, undefined), ['There are none']);
    assert.deepEqual(notes('all', result([], 'offline'), ALLOWED, undefined), ['tc.example.com: cannot be reached']);
    assert.deepEqual(notes('all', undefined, ALLOWED, undefined), ['The language server does not run']);
  });

  it('shows what a pool needs attention for above the rest', () => {
    const warning = 'It is being deleted.';
    assert.deepEqual(tooltipOf({ ...LINUX, warning }).split('\n'), ['proj-x/linux', warning, ...LINUX.details]);
  });

  it('opens the page of a pool, and no page elsewhere', () => {
    const node = (url: string | undefined) => ({ kind: 'pool', row: { ...LINUX, url } });
    assert.equal(pageOf(node(LINUX.url), ROOT_URL), LINUX.url);
    assert.equal(pageOf('proj-x/linux', ROOT_URL), LINUX.url);
    for (const url of [undefined, 'https://evil.example/x', 'command:x', `${ROOT_URL}.evil.example/x`]) {
      assert.equal(pageOf(node(url), ROOT_URL), undefined);
    }
    for (const other of [undefined, '', 7, {}, { kind: 'note', text: 'x' }]) {
      assert.equal(pageOf(other, ROOT_URL), undefined);
    }
  });

  it('knows the id of what is copied', () => {
    assert.equal(poolIdOf({ kind: 'pool', row: LINUX }), 'proj-x/linux');
    assert.equal(poolIdOf('proj-x/linux'), 'proj-x/linux');
    assert.equal(poolIdOf({ kind: 'group', which: 'all', label: '' }), undefined);
  });
});
