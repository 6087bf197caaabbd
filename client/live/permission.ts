import type { Disposable, ExtensionContext, workspace } from 'vscode';
import { type Access, SECTION } from '../../server/lsp/protocol.js';
import { credentialsFor, type Environment } from '../../server/taskcluster/deployment.js';
import type { Credentials } from '../../server/taskcluster/http/credentials.js';
import { createEmitter, disposableOf } from '../events.js';
import { accessFor, type Decision, decide } from './decision.js';
import { createCredentialStore } from './secrets.js';

/** Which deployment may be asked, and with which credentials. */
export interface Permission extends Disposable {
  readonly decision: Decision;
  /** The clientId of the credentials in use; undefined without credentials. */
  readonly clientId: string | undefined;
  /** Calls the listener when the decision or the credentials have changed. */
  onDidChange(listener: () => void): Disposable;
  /** What the server is told, including the secret. Undefined while the secret is still being read. */
  access(): Access | undefined;
  /** Records that the user allows this workspace to look up pools at `rootUrl`. Remembered for this workspace. */
  agree(rootUrl: string): Promise<void>;
  signIn(rootUrl: string, credentials: Credentials): Promise<void>;
  /** Resolves to whether there was something to forget. */
  signOut(rootUrl: string): Promise<boolean>;
}

/** The key under which the editor stores, for each workspace, the root URLs that the user agreed to. */
const AGREED = 'taskcluster.agreedRootUrls';

/** What is looked at of the editor's workspace. */
export type WatchedWorkspace = Pick<
  typeof workspace,
  'getConfiguration' | 'isTrusted' | 'onDidChangeConfiguration' | 'onDidGrantWorkspaceTrust'
>;

/** Watches the settings, the trust in the workspace and the secrets. */
export function createPermission(
  { secrets, workspaceState }: Pick<ExtensionContext, 'secrets' | 'workspaceState'>,
  environment: Environment,
  workspace: WatchedWorkspace,
): Permission {
  const store = createCredentialStore(secrets);
  const changes = createEmitter();
  const agreed = (): readonly string[] => workspaceState.get<readonly string[]>(AGREED, []);

  const currentDecision = (): Decision => decisionNow(workspace, environment, (rootUrl) => agreed().includes(rootUrl));

  let decision = currentDecision();
  let credentials: Credentials | undefined;
  let told = '';
  let turn = 0;

  const update = async (): Promise<void> => {
    const own = ++turn;
    const next = currentDecision();
    // A withdrawn permission must not wait for the secrets.
    const found =
      next.kind === 'allowed'
        ? ((await store.get(next.rootUrl)) ?? credentialsFor(next.rootUrl, environment))
        : undefined;
    // A newer change has come in the meantime, and does its own update.
    if (own !== turn) return;
    [decision, credentials] = [next, found];
    const state = JSON.stringify([decision, credentials]);
    if (state === told) return;
    told = state;
    changes.fire();
  };
  const updateSoon = (): void => void update();

  const subscriptions = disposableOf(
    changes,
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SECTION)) updateSoon();
    }),
    workspace.onDidGrantWorkspaceTrust(updateSoon),
    // Another window may have signed in or out.
    secrets.onDidChange(updateSoon),
  );
  updateSoon();

  return {
    get decision() {
      return decision;
    },
    get clientId() {
      return credentials?.clientId;
    },
    onDidChange: (listener) => changes.event(listener),
    access: () => (told === '' ? undefined : accessFor(decision, credentials)),
    async agree(rootUrl) {
      await workspaceState.update(AGREED, [...new Set([...agreed(), rootUrl])]);
      await update();
    },
    async signIn(rootUrl, granted) {
      await store.set(rootUrl, granted);
      await update();
    },
    async signOut(rootUrl) {
      const known = await store.forget(rootUrl);
      await update();
      return known;
    },
    dispose: () => subscriptions.dispose(),
  };
}

function decisionNow(
  workspace: WatchedWorkspace,
  environment: Environment,
  agreed: (rootUrl: string) => boolean,
): Decision {
  const configuration = workspace.getConfiguration(SECTION);
  const named = configuration.inspect<unknown>('rootUrl');
  return decide(
    {
      user: named?.globalValue,
      workspace: named?.workspaceFolderValue ?? named?.workspaceValue,
      environment: environment.TASKCLUSTER_ROOT_URL,
    },
    { enabled: configuration.get<unknown>('live.enable') !== false, trusted: workspace.isTrusted, agreed },
  );
}
