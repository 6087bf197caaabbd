import type { ExtensionContext } from 'vscode';
import { registerAllowLookUps } from './commands/allowLookUps.js';
import { registerCopyPoolId } from './commands/copyPoolId.js';
import { registerMigrateFile } from './commands/migrateFile.js';
import { registerOpenPool } from './commands/openPool.js';
import { registerRefreshPools } from './commands/refreshPools.js';
import { registerRestartServer } from './commands/restartServer.js';
import { registerSelectRootUrl } from './commands/selectRootUrl.js';
import { registerShowOutput } from './commands/showOutput.js';
import { registerSignIn } from './commands/signIn.js';
import { registerSignOut } from './commands/signOut.js';
import { type Connect, createLanguageServer } from './languageServer.js';
import { startWhenNeeded } from './lazyStart.js';
import { createAsking } from './live/asking.js';
import type { Environment } from './live/environment.js';
import { createLink } from './live/link.js';
import { createPermission } from './live/permission.js';
import { createLiveStatusItem } from './live/statusItem.js';
import type { PoolNode } from './pools/node.js';
import { createPoolsView } from './pools/view.js';
import type { Listen } from './signIn/flow.js';
import { createStatusItem } from './statusItem.js';

/** What other extensions, and the tests in a real editor, can ask of this one. */
export interface Api {
  /** The process of the language server; undefined while it does not run, and in the web. */
  serverPid(): number | undefined;
  /** What the view "Worker Pools" shows below a line of it, or at the top. */
  pools(node?: PoolNode): Promise<readonly PoolNode[]>;
}

/** What is not the same on the desktop and in the browser. */
export interface Host {
  connect(context: ExtensionContext): Connect;
  readonly environment: Environment;
  /** Loads what listens for the browser after a sign-in; undefined where nothing can listen. */
  readonly loadListener?: () => Promise<Listen>;
}

/** Activates the extension in either host. */
export function activateWith(context: ExtensionContext, host: Host): Running {
  const server = createLanguageServer(host.connect(context));
  const permission = createPermission(context, host.environment);
  const asking = createAsking(permission);
  const link = createLink(server, permission);
  const view = createPoolsView(server, permission, link, asking.ask);
  context.subscriptions.push(
    server,
    permission,
    asking,
    link,
    view,
    registerMigrateFile(server),
    registerRestartServer(server),
    registerShowOutput(server),
    registerSelectRootUrl(permission),
    registerAllowLookUps(permission),
    registerSignIn(permission, host.loadListener),
    registerSignOut(permission),
    registerRefreshPools(view),
    registerOpenPool(permission),
    registerCopyPoolId(),
    createStatusItem(server),
    createLiveStatusItem(server, permission, link),
    // Who has no file for Taskcluster is not asked anything.
    server.onDidChangeState(() => {
      if (server.state === 'running') asking.ask();
    }),
    startWhenNeeded(() => void server.start()),
  );
  return { api: { serverPid: () => server.pid(), pools: (node) => view.children(node) }, stop: () => server.stop() };
}

export interface Running {
  readonly api: Api;
  stop(): Promise<void>;
}

/** The two functions that VS Code calls, over one extension that runs between them. */
export function entry(host: Host): {
  activate(context: ExtensionContext): Api;
  deactivate(): Promise<void>;
} {
  let running: Running | undefined;
  return {
    activate(context) {
      running = activateWith(context, host);
      return running.api;
    },
    async deactivate() {
      await running?.stop();
      running = undefined;
    },
  };
}
