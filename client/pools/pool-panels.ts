import { Disposable, l10n, type Uri, window } from 'vscode';
import type { LanguageServer } from '../language-server.js';
import { describeLookUps } from '../live/describe.js';
import type { Permission } from '../live/permission.js';
import type { Link } from '../live/server-connection.js';
import { createPanels, type Panel, type PanelSession } from '../panels/panels.js';
import type { PoolMessage, PoolModel } from '../webview/messages/pool.js';
import { createPoolSession, type HostCommand, type PoolHost, type PoolSession, readPoolState } from './pool-session.js';

/** The pages of pools, at most one for each. */
export interface PoolPanels extends Disposable {
  /** Shows that of a pool beside the editor. */
  show(workerPoolId: string): void;
}

export interface PoolPanelsOptions {
  readonly extensionUri: Uri;
  readonly server: LanguageServer;
  readonly permission: Permission;
  readonly link: Link;
  /** Does what a button on the page of a pool asks for. */
  readonly run: (command: HostCommand, workerPoolId: string) => void;
}

/** The type of the view. */
const POOL_VIEW = 'taskcluster.pool';

/** Provides the pages of pools. */
export function createPoolPanels({ extensionUri, server, permission, link, run }: PoolPanelsOptions): PoolPanels {
  /** By the id of the pool. */
  const open = new Map<string, { readonly session: PoolSession; readonly panel: Panel<PoolModel> }>();

  const start = (panel: Panel<PoolModel>, kept: unknown): PanelSession<PoolMessage> | undefined => {
    const state = readPoolState(kept);
    if (!state || open.has(state.workerPoolId)) return undefined;
    const { workerPoolId } = state;
    const host: PoolHost = {
      async ask(id, refresh) {
        await server.start();
        return link.poolPage({ workerPoolId: id, refresh }).catch(() => undefined);
      },
      reason({ status }) {
        const { text, detail } = describeLookUps(permission.decision, status, permission.clientId, l10n.t);
        return `${text}: ${detail}.`;
      },
      show: panel.update,
      isVisible: () => panel.isVisible,
      isActive: () => window.state.focused,
      run: (command) => run(command, workerPoolId),
      later(milliseconds, call) {
        const timer = setTimeout(call, milliseconds);
        return () => clearTimeout(timer);
      },
      t: l10n.t,
    };
    const session = createPoolSession(host, state);
    open.set(workerPoolId, { session, panel });
    return {
      receive: session.receive,
      dispose() {
        session.dispose();
        open.delete(workerPoolId);
      },
    };
  };
  const panels = createPanels<PoolModel, PoolMessage>(extensionUri, {
    viewType: POOL_VIEW,
    bundle: 'pool',
    start,
  });
  const changed = (): void => {
    for (const { session } of open.values()) session.changed();
  };
  const subscriptions = Disposable.from(
    panels,
    link.onDidChange(changed),
    window.onDidChangeWindowState(({ focused }) => {
      if (focused) changed();
    }),
  );
  return {
    show(workerPoolId) {
      const shown = open.get(workerPoolId);
      if (shown) shown.panel.reveal(true);
      else panels.open(workerPoolId, { workerPoolId, tables: [] });
    },
    dispose: () => subscriptions.dispose(),
  };
}
