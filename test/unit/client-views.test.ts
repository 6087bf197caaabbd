import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Decision } from '../../client/live/decision.js';
import { describeLookUps } from '../../client/live/describe.js';
import { createDrawn, type Drawn } from '../../client/pools/tree-cache.js';
import { groupsFor, nodesOf, type PoolNode, pageOf, poolIdOf, tooltipOf } from '../../client/pools/tree-node.js';
import manifest from '../../package.json' with { type: 'json' };
import type { Why } from '../../server/core/deployment/knowledge.js';
import type { PoolRow, PoolsParams, PoolsResult } from '../../server/documents/live/messages.js';
import { english } from '../support/l10n.js';

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
    const { text, detail, command } = describeLookUps(decision, why && { rootUrl: ROOT_URL, why }, clientId, english);
    return `${text} | ${detail} | ${command.title}`;
  };

  it('is why nothing is looked up, and what helps', () => {
    const off = (why: 'disabled' | 'no-root-url' | 'untrusted'): Decision => ({ kind: 'off', why });
    const none = 'Pools are not looked up';
    assert.equal(said(off('disabled')), `${none} | Turned off by taskcluster.live.enable | Settings`);
    assert.equal(said(off('no-root-url')), `${none} | No deployment is selected | Select`);
    assert.equal(said(off('untrusted')), `${none} | This workspace is not trusted | Manage`);
    assert.equal(said({ kind: 'ask', rootUrl: ROOT_URL }), `${none} | This workspace names tc.example.com | Allow`);
    assert.equal(said({ kind: 'invalid', problem: 'It is not a URL' }), `${none} | It is not a URL | Select`);
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
    const detailed = (why: Why, detail: string): string =>
      describeLookUps(ALLOWED, { why, detail }, undefined, english).detail;
    assert.equal(detailed('offline', 'it is on the moon'), 'Cannot be reached: it is on the moon');
    assert.equal(
      detailed('overloaded', 'status 500: no [link](command:x) $(bug)'),
      'Answered with status 500: no link(command:x) (bug); will be asked again',
    );
    assert.equal(detailed('timeout', 'did not answer within 8 s'), 'Did not answer within 8 s');
    assert.equal(detailed('bad-credentials', 'X is empty'), 'Was not asked: X is empty');
  });

  it('is who asks it, where all is well', () => {
    assert.equal(said(ALLOWED), 'tc.example.com | Not signed in | Change');
    assert.equal(said(ALLOWED, undefined, 'me'), 'tc.example.com | Signed in as me | Change');
    assert.equal(describeLookUps(ALLOWED, { why: 'loading' }, undefined, english).busy, true);
  });

  it('offers only commands that there are', () => {
    const declared = manifest.contributes.commands.map(({ command }) => command);
    const whys: (Why | undefined)[] = [
      'offline',
      'timeout',
      'bad-credentials',
      'forbidden',
      'unauthorized',
      'unusable-answer',
      'overloaded',
      undefined,
    ];
    for (const why of whys) {
      const { command } = describeLookUps(ALLOWED, why && { why }, undefined, english).command;
      assert.ok(declared.includes(command), command);
    }
  });
});

describe('The view of worker pools', () => {
  const result = (pools: readonly PoolRow[], why?: Why): PoolsResult => ({ status: why ? { why } : {}, pools });
  const notes = (
    which: PoolsParams['which'],
    answer: PoolsResult | undefined,
    ...who: [Decision, string | undefined]
  ): string[] => nodesOf(which, answer, ...who, english).map((node) => (node.kind === 'note' ? node.text : node.kind));

  it('has the pools of the workspace and all others; nothing where nothing may be asked', () => {
    assert.deepEqual(
      groupsFor(ALLOWED, english).map((node) => node.kind === 'group' && [node.which, node.label]),
      [
        ['workspace', 'Used in This Workspace'],
        ['all', 'All of tc.example.com'],
      ],
    );
    assert.deepEqual(groupsFor({ kind: 'ask', rootUrl: ROOT_URL }, english), []);
  });

  it('has a line for each pool, or says why there is none', () => {
    assert.deepEqual(nodesOf('all', result([LINUX]), ALLOWED, undefined, english), [{ kind: 'pool', row: LINUX }]);
    assert.deepEqual(notes('workspace', result([]), ALLOWED, undefined), [
      'No open file names a worker pool: open one with tasks',
    ]);
    assert.deepEqual(notes('all', result([]), ALLOWED, undefined), ['The deployment has no worker pools']);
    assert.deepEqual(notes('all', result([], 'offline'), ALLOWED, undefined), ['tc.example.com: cannot be reached']);
    assert.deepEqual(notes('all', undefined, ALLOWED, undefined), ['The language server is not running']);
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

describe('What the view of worker pools draws anew', () => {
  const OTHER: PoolRow = { ...LINUX, workerPoolId: 'proj-x/mac' };
  const BUSY: PoolRow = { ...LINUX, description: '13 of 50 running, 2 pending' };

  /** The view, and an editor that draws it: all groups that are not folded, whenever it is told to. */
  class Tree {
    decision: Decision = ALLOWED;
    /** What the server says of each group, and how often it was asked. */
    rows: Record<string, readonly PoolRow[]> = { workspace: [LINUX], all: [LINUX, OTHER] };
    asked: string[] = [];
    /** Until this, the server does not answer. */
    answer: Promise<void> = Promise.resolve();
    /** What was drawn anew, in order. */
    drawn: string[] = [];
    /** The descriptions that can be seen. */
    seen: Record<string, string[]> = {};
    private open = new Set(['workspace']);
    private top: readonly PoolNode[] = [];
    private drawing: Promise<void> = Promise.resolve();
    readonly view: Drawn = createDrawn({
      groups: () => groupsFor(this.decision, english),
      read: async ({ which }) => {
        this.asked.push(which);
        const pools = this.rows[which] ?? [];
        await this.answer;
        return nodesOf(which, { status: {}, pools }, this.decision, undefined, english);
      },
      draw: (node) => {
        this.drawn.push(node?.kind === 'group' ? node.which : 'everything');
        // The editor asks a little later.
        this.drawing = new Promise((resolve) => setImmediate(resolve)).then(() => this.draw(node));
      },
    });

    async draw(node?: PoolNode): Promise<void> {
      if (!node) this.top = await this.view.children();
      for (const group of node ? [node] : this.top) {
        if (group.kind !== 'group' || !this.open.has(group.which)) continue;
        const lines = await this.view.children(group);
        this.seen[group.which] = lines.map((line) => (line.kind === 'pool' ? line.row.description : line.kind));
      }
    }
    async fold(which: string): Promise<void> {
      this.open.delete(which);
      this.view.folded(this.group(which));
    }
    /** Tells whether the view wants to be updated. */
    async unfold(which: string): Promise<boolean> {
      this.open.add(which);
      if (!this.seen[which]) await this.draw(this.group(which));
      return this.view.unfolded(this.group(which));
    }
    async update(): Promise<void> {
      await this.view.update();
      await this.drawing;
    }
    private group(which: string): PoolNode {
      const group = this.top.find((node) => node.kind === 'group' && node.which === which);
      assert.ok(group);
      return group;
    }
  }
  const tree = async (): Promise<Tree> => {
    const made = new Tree();
    await made.draw();
    return made;
  };

  it('is nothing where the rows are the same', async () => {
    const it = await tree();
    it.rows = { ...it.rows, workspace: [{ ...LINUX }] };
    await it.update();
    await it.update();
    assert.deepEqual(it.drawn, []);
    assert.deepEqual(it.asked, ['workspace', 'workspace', 'workspace']);
  });

  it('is the group that has changed, with the rows that were compared', async () => {
    const it = await tree();
    await it.unfold('all');
    it.rows = { workspace: [LINUX], all: [BUSY, OTHER] };
    it.asked = [];
    await it.update();
    assert.deepEqual(it.drawn, ['all']);
    assert.deepEqual(it.asked, ['workspace', 'all']);
    assert.deepEqual(it.seen, {
      workspace: [LINUX.description],
      all: [BUSY.description, OTHER.description],
    });
    await it.update();
    assert.deepEqual(it.drawn, ['all']);
  });

  it('is everything where another deployment may be asked, or none', async () => {
    const it = await tree();
    it.decision = { kind: 'allowed', rootUrl: 'https://other.example.com' };
    await it.update();
    it.decision = { kind: 'ask', rootUrl: ROOT_URL };
    await it.update();
    await it.update();
    assert.deepEqual(it.drawn, ['everything', 'everything']);
  });

  it('is nothing of a group that was never unfolded, or is folded again, until it is unfolded', async () => {
    const it = await tree();
    it.rows = { workspace: [LINUX], all: [OTHER] };
    await it.update();
    assert.ok(!it.asked.includes('all'));
    assert.equal(await it.unfold('all'), false);
    await it.fold('all');
    it.asked = [];
    it.rows = { workspace: [LINUX], all: [BUSY] };
    await it.update();
    assert.deepEqual(it.asked, ['workspace']);
    assert.equal(await it.unfold('all'), true);
    await it.update();
    assert.deepEqual(it.drawn, ['all']);
    assert.deepEqual(it.seen.all, [BUSY.description]);
  });

  it('is what was read last, whatever answer comes last', async () => {
    const it = await tree();
    let release = (): void => {};
    it.answer = new Promise((resolve) => {
      release = resolve;
    });
    it.rows = { workspace: [BUSY] };
    const slow = it.update();
    it.rows = { workspace: [OTHER, LINUX] };
    it.answer = Promise.resolve();
    await it.update();
    release();
    await slow;
    assert.deepEqual(it.drawn, ['workspace']);
    assert.deepEqual(it.seen.workspace, [OTHER.description, LINUX.description]);
  });

  it('is everything, and all is read again, when the user wants that, even while it is read', async () => {
    const it = await tree();
    it.rows = { workspace: [BUSY] };
    const slow = it.update();
    it.rows = { workspace: [] };
    it.view.redraw();
    await slow;
    await it.update();
    assert.deepEqual(it.drawn, ['everything']);
    assert.deepEqual(it.seen.workspace, ['note']);
  });
});
