import { commands, type ExtensionContext, env, l10n, version, window, workspace } from 'vscode';
import type { Environment } from '../server/taskcluster/deployment.js';
import { registerAllowLookUps } from './commands/allow-look-ups.js';
import { COPY_POOL_ID, registerCopyPoolId } from './commands/copy-pool-id.js';
import { registerDismissMigration } from './commands/dismiss-migration.js';
import { registerFixRuleInWorkspace } from './commands/fix-rule-in-workspace.js';
import { registerGetStarted } from './commands/get-started.js';
import { registerMigrateFile } from './commands/migrate-file.js';
import { registerMigrateWorkspace } from './commands/migrate-workspace.js';
import { OPEN_POOL, registerOpenPool } from './commands/open-pool.js';
import { registerPreviewTasks } from './commands/preview-tasks.js';
import { registerRefreshPools } from './commands/refresh-pools.js';
import { registerRestartServer } from './commands/restart-server.js';
import { registerSelectRootUrl } from './commands/select-root-url.js';
import { registerShowOutput } from './commands/show-output.js';
import { registerShowPool } from './commands/show-pool.js';
import { registerShowTaskGraph } from './commands/show-task-graph.js';
import { registerShowWhatTheWorkerRuns } from './commands/show-what-the-worker-runs.js';
import { type ListenInWords, registerSignIn } from './commands/sign-in.js';
import { registerSignOut } from './commands/sign-out.js';
import { registerSuppress } from './commands/suppress.js';
import { createFileKinds } from './file-kinds.js';
import { createReportView } from './fix-many/report-view.js';
import { createGraphViews } from './graph/graphs.js';
import { type Connect, createLanguageServer } from './language-server.js';
import { startWhenNeeded } from './lazy-start.js';
import { createAsking } from './live/consent-prompt.js';
import { createLiveStatusItem } from './live/live-status-item.js';
import { createPermission } from './live/permission.js';
import { createLink } from './live/server-connection.js';
import { createMigrationLens } from './migration/lens.js';
import { createPoolFiles } from './pools/pool-files.js';
import { createPoolPanels } from './pools/pool-panels.js';
import type { PoolNode } from './pools/tree-node.js';
import { createPoolsView } from './pools/view.js';
import { createPreviewLens } from './preview/lens.js';
import { createPreviewViews } from './preview/previews.js';
import { answerFileRequests, hasConfigFile } from './project-files.js';
import { createStatusItem } from './status-item.js';
import { createWorkerViews } from './worker-view/worker-views.js';

/** The API for other extensions, and for the tests in a real editor. */
export interface Api {
  /** The process of the language server; undefined while it is not running, and on the web. */
  serverPid(): number | undefined;
  /** What the Worker Pools view shows below one of its lines, or at the top level. */
  pools(node?: PoolNode): Promise<readonly PoolNode[]>;
}

/** What differs between the desktop and the browser. */
export interface Host {
  connect(context: ExtensionContext): Connect;
  readonly environment: Environment;
  /** Loads the listener for the browser's return after a sign-in; undefined where nothing can listen. */
  readonly loadListener?: () => Promise<ListenInWords>;
}

/** Activates the extension, on the desktop or on the web. */
export function activateWith(context: ExtensionContext, host: Host): Running {
  const { version: own } = context.extension.packageJSON as { version: string };
  const server = createLanguageServer(
    host.connect(context),
    `Taskcluster ${own} in ${env.appName} ${version}`,
    window,
    l10n.t,
  );
  answerFileRequests(server, workspace.fs);
  const permission = createPermission(context, host.environment, workspace);
  const asking = createAsking(permission, { window, commands, t: l10n.t });
  const link = createLink(server, permission);
  const view = createPoolsView(server, permission, link, asking.ask);
  const workerViews = createWorkerViews(server);
  const graphs = createGraphViews(context.extensionUri, server);
  const previews = createPreviewViews({
    extensionUri: context.extensionUri,
    showGraph: (source, choice) => graphs.show(source, choice),
    state: context.workspaceState,
    server,
    link,
    rootUrl: () => (permission.decision.kind === 'allowed' ? permission.decision.rootUrl : undefined),
  });
  // Of the lines at the top of a file, the editor shows that of the newest provider first.
  const previewLens = createPreviewLens(server);
  const migrationLens = createMigrationLens(server, context.workspaceState);
  const poolPanels = createPoolPanels({
    extensionUri: context.extensionUri,
    server,
    permission,
    link,
    run: (command, id) => void commands.executeCommand(command === 'copy' ? COPY_POOL_ID : OPEN_POOL, id),
  });
  const reports = createReportView();
  context.subscriptions.push(
    server,
    reports,
    permission,
    asking,
    link,
    view,
    migrationLens,
    workerViews,
    previews,
    poolPanels,
    graphs,
    createPoolFiles(server, workspace),
    registerMigrateFile(server),
    registerMigrateWorkspace(server, reports),
    registerFixRuleInWorkspace(server, reports),
    registerDismissMigration((uri) => migrationLens.dismiss(uri)),
    registerShowWhatTheWorkerRuns(workerViews),
    registerSuppress(),
    registerPreviewTasks((source, occasion) => previews.show(source, occasion)),
    registerShowTaskGraph((source) => graphs.show(source)),
    previewLens,
    registerGetStarted(context),
    registerRestartServer(server),
    registerShowOutput(server),
    registerSelectRootUrl(permission),
    registerAllowLookUps(permission),
    registerSignIn(permission, host.loadListener),
    registerSignOut(permission),
    registerRefreshPools(view),
    registerOpenPool(permission),
    registerCopyPoolId(),
    registerShowPool(poolPanels.show, async (params) => {
      await server.start();
      return link.pools(params).catch(() => undefined);
    }),
    createStatusItem(server, createFileKinds()),
    createLiveStatusItem(server, permission, link),
    // Users without a Taskcluster file are not asked anything.
    server.onDidChangeState(() => {
      if (server.state === 'running') asking.ask();
    }),
    startWhenNeeded(
      workspace,
      () => void server.start(),
      hasConfigFile(workspace.workspaceFolders?.map(({ uri }) => uri) ?? [], workspace.fs),
    ),
  );
  return { api: { serverPid: () => server.pid(), pools: (node) => view.children(node) }, stop: () => server.stop() };
}

export interface Running {
  readonly api: Api;
  stop(): Promise<void>;
}

/** The two functions that VS Code calls, sharing the extension that runs between them. */
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
