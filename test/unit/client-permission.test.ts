import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type Asking, askToAllow, createAsking, type Dialogs } from '../../client/live/consent-prompt.js';
import { createPermission, type Permission } from '../../client/live/permission.js';
import type { Environment } from '../../server/taskcluster/deployment.js';
import { FakeContext, FakeWorkspace, settled } from '../support/fake-editor.js';
import { english } from '../support/l10n.js';

const OWN = 'https://tc.example.com';
const THEIRS = 'https://theirs.example.com';
const SIGNED_IN = { clientId: 'signed-in', accessToken: 'abcdefghijklmnopqrstuv' };

/** A permission in a fake editor, and how often it told that something has changed. */
function setUp({ user, theirs, environment = {} }: { user?: string; theirs?: string; environment?: Environment } = {}) {
  const workspace = new FakeWorkspace();
  const context = new FakeContext();
  if (user !== undefined) workspace.user.set('rootUrl', user);
  if (theirs !== undefined) workspace.theirs.set('rootUrl', theirs);
  const permission = createPermission(context as never, environment, workspace as never);
  const told = { times: 0 };
  permission.onDidChange(() => {
    told.times++;
  });
  return { workspace, context, permission, told };
}

const decided = ({ decision }: Permission): string => Object.values(decision).join(' ');

describe('The permission to ask a deployment', () => {
  it('is decided at once, and told when the secrets have been looked for', async () => {
    const { permission, told } = setUp({ user: OWN });
    assert.equal(decided(permission), `allowed ${OWN}`);
    assert.equal(permission.access(), undefined, 'the server hears nothing while credentials may come');
    await settled();
    assert.deepEqual(permission.access(), { rootUrl: OWN });
    assert.equal(told.times, 1);
  });

  it('follows the settings, and is told only where it changes', async () => {
    const { workspace, permission, told } = setUp();
    await settled();
    assert.deepEqual([decided(permission), permission.access()], ['off no-root-url', { why: 'no-root-url' }]);
    workspace.set('user', 'rootUrl', OWN);
    await settled();
    assert.deepEqual([decided(permission), told.times], [`allowed ${OWN}`, 1]);
    workspace.set('user', 'files.include', ['x']);
    await settled();
    assert.equal(told.times, 1);
    workspace.set('user', 'live.enable', false);
    await settled();
    assert.deepEqual([decided(permission), told.times], ['off disabled', 2]);
  });

  it('waits for trust in the workspace', async () => {
    const workspace = new FakeWorkspace();
    workspace.isTrusted = false;
    workspace.user.set('rootUrl', OWN);
    const permission = createPermission(new FakeContext() as never, {}, workspace as never);
    await settled();
    assert.deepEqual(permission.access(), { why: 'untrusted' });
    workspace.isTrusted = true;
    workspace.trust.fire();
    await settled();
    assert.deepEqual(permission.access(), { rootUrl: OWN });
  });

  it('takes the word of the user for what the workspace names, and remembers it', async () => {
    const { context, workspace, permission } = setUp({ theirs: THEIRS });
    await settled();
    assert.deepEqual([decided(permission), permission.access()], [`ask ${THEIRS}`, { why: 'untrusted' }]);
    await permission.agree(THEIRS);
    assert.deepEqual(permission.access(), { rootUrl: THEIRS });
    const later = createPermission(context as never, {}, workspace as never);
    assert.equal(decided(later), `allowed ${THEIRS}`);
    workspace.set('theirs', 'rootUrl', 'https://another.example.com');
    await settled();
    assert.equal(decided(permission), 'ask https://another.example.com');
  });

  it('is withdrawn without waiting for the secrets, and what they say later changes nothing', async () => {
    const { context, workspace, permission } = setUp({ user: OWN });
    await settled();
    await permission.signIn(OWN, SIGNED_IN);
    assert.equal(permission.clientId, 'signed-in');
    let answer = (): void => {};
    context.reading = new Promise((resolve) => {
      answer = resolve;
    });
    context.changes.fire();
    workspace.set('user', 'live.enable', false);
    assert.deepEqual([decided(permission), permission.clientId], ['off disabled', undefined]);
    answer();
    await settled();
    assert.deepEqual([decided(permission), permission.access()], ['off disabled', { why: 'disabled' }]);
  });

  it('has the credentials of the deployment that is asked now, whichever are read last', async () => {
    const { context, workspace, permission } = setUp({ user: OWN });
    await settled();
    await permission.signIn(OWN, SIGNED_IN);
    let answer = (): void => {};
    context.reading = new Promise((resolve) => {
      answer = resolve;
    });
    context.changes.fire();
    context.reading = Promise.resolve();
    workspace.set('user', 'rootUrl', THEIRS);
    await settled();
    answer();
    await settled();
    assert.deepEqual(permission.access(), { rootUrl: THEIRS });
  });

  it('takes the sign-in before the variables of the environment, which are left after signing out', async () => {
    const environment = {
      TASKCLUSTER_ROOT_URL: OWN,
      TASKCLUSTER_CLIENT_ID: 'environment',
      TASKCLUSTER_ACCESS_TOKEN: 'vutsrqponmlkjihgfedcba',
    };
    const { permission } = setUp({ environment });
    await settled();
    assert.equal(permission.clientId, 'environment');
    await permission.signIn(OWN, SIGNED_IN);
    assert.deepEqual(permission.access(), { rootUrl: OWN, credentials: SIGNED_IN });
    assert.equal(await permission.signOut(OWN), true);
    assert.equal(permission.clientId, 'environment');
    assert.equal(await permission.signOut(OWN), false, 'there is nothing to forget');
  });

  it('hears of a sign-in in another window', async () => {
    const { context, permission, told } = setUp({ user: OWN });
    await settled();
    await context.secrets.store(`taskcluster.credentials:${OWN}`, JSON.stringify(SIGNED_IN));
    await settled();
    assert.deepEqual([permission.clientId, told.times], ['signed-in', 2]);
  });

  it('asks without credentials where what is kept cannot be read', async () => {
    const { context, permission } = setUp({ user: OWN });
    for (const kept of ['no JSON', '7', '{"clientId":"x"}']) {
      await context.secrets.store(`taskcluster.credentials:${OWN}`, kept);
      await settled();
      assert.deepEqual(permission.access(), { rootUrl: OWN });
    }
  });

  it('listens to nothing any more when it is disposed of', async () => {
    const { workspace, permission, told } = setUp({ user: OWN });
    await settled();
    permission.dispose();
    assert.equal(workspace.configuration.count() + workspace.trust.count(), 0);
    assert.equal(told.times, 1);
  });
});

/** Dialogs whose answers a test gives, and what was said and done. */
function dialogs(answers: readonly (string | undefined)[]) {
  const left = [...answers];
  const said: string[] = [];
  const done: string[] = [];
  const menus = new Map<string, unknown>();
  const show = async (message: string): Promise<string | undefined> => {
    said.push(message);
    return left.shift();
  };
  const surface = {
    t: english,
    window: { showInformationMessage: show, showWarningMessage: show },
    commands: {
      executeCommand: async (command: string, ...args: unknown[]) => {
        if (command === 'setContext') menus.set(String(args[0]), args[1]);
        else done.push(command);
      },
    },
  };
  return { said, done, menus, surface: surface as unknown as Dialogs };
}

describe('The question whether a deployment may be asked', () => {
  const asking = async (
    options: Parameters<typeof setUp>[0],
    answers: readonly (string | undefined)[],
  ): Promise<ReturnType<typeof setUp> & ReturnType<typeof dialogs> & { asking: Asking }> => {
    const all = setUp(options);
    const shown = dialogs(answers);
    const made = createAsking(all.permission, shown.surface);
    await settled();
    return { ...all, ...shown, asking: made };
  };

  it('is put when somebody needs an answer, and once: who does not answer is not asked again', async () => {
    const { said, asking: prompt, workspace, permission } = await asking({}, [undefined]);
    workspace.set('theirs', 'rootUrl', THEIRS);
    await settled();
    assert.deepEqual(said, []);
    prompt.ask();
    prompt.ask();
    await settled();
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', /^This workspace wants to look up .* at https:\/\/theirs\.example\.com\. /);
    workspace.set('user', 'live.codeLens', false);
    prompt.ask();
    await settled();
    assert.equal(said.length, 1);
    assert.equal(decided(permission), `ask ${THEIRS}`);
  });

  it('is put again about another root URL', async () => {
    const { said, asking: prompt, workspace } = await asking({ theirs: THEIRS }, [undefined, undefined]);
    prompt.ask();
    workspace.set('theirs', 'rootUrl', 'https://another.example.com');
    await settled();
    assert.deepEqual(
      said.map((message) => /https:\S+(?=\.)/.exec(message)?.[0]),
      [THEIRS, 'https://another.example.com'],
    );
  });

  it('gives the permission where the answer is Allow, and only there', async () => {
    for (const [answer, outcome] of [
      ['Allow', `allowed ${THEIRS}`],
      ['Not Now', `ask ${THEIRS}`],
      [undefined, `ask ${THEIRS}`],
    ] as const) {
      const { asking: prompt, permission } = await asking({ theirs: THEIRS }, [answer]);
      prompt.ask();
      await settled();
      assert.equal(decided(permission), outcome);
    }
  });

  it('is not put where nothing is to be asked, nor where the user named the deployment', async () => {
    for (const options of [{}, { user: OWN }, { user: OWN, theirs: OWN }, { theirs: '' }]) {
      const { said, asking: prompt } = await asking(options, []);
      prompt.ask();
      await settled();
      assert.deepEqual(said, []);
    }
  });

  it('is which deployment is meant, where what is named is none', async () => {
    const { said, done, asking: prompt, workspace } = await asking({ user: 'tc.example.com' }, ['Select Deployment']);
    prompt.ask();
    await settled();
    assert.match(said[0] ?? '', /"tc\.example\.com" is not a URL.* Nothing is looked up\.$/);
    assert.deepEqual(done, ['taskcluster.selectRootUrl']);
    workspace.set('user', 'live.codeLens', false);
    await settled();
    assert.equal(said.length, 1);
  });

  it('is put by the command, too, whenever it is called', async () => {
    const { permission, said, surface } = await asking({ theirs: THEIRS }, [undefined, 'Allow']);
    await askToAllow(permission, THEIRS, surface);
    await askToAllow(permission, THEIRS, surface);
    assert.equal(said.length, 2);
    assert.equal(decided(permission), `allowed ${THEIRS}`);
  });

  it('is not put any more when it is disposed of', async () => {
    const { said, asking: prompt, workspace } = await asking({}, []);
    prompt.ask();
    prompt.dispose();
    workspace.set('theirs', 'rootUrl', THEIRS);
    await settled();
    assert.deepEqual(said, []);
  });

  it('is known to the menus: what may be asked, and whether somebody has signed in', async () => {
    const { menus, workspace, permission } = await asking({ theirs: THEIRS }, []);
    const state = (): unknown[] => [menus.get('taskcluster.lookUps'), menus.get('taskcluster.signedIn')];
    assert.deepEqual(state(), ['ask', false]);
    await permission.agree(THEIRS);
    assert.deepEqual(state(), ['allowed', false]);
    await permission.signIn(THEIRS, SIGNED_IN);
    assert.deepEqual(state(), ['allowed', true]);
    workspace.set('user', 'live.enable', false);
    workspace.set('theirs', 'live.enable', false);
    await settled();
    assert.deepEqual(state(), ['disabled', false]);
  });
});
