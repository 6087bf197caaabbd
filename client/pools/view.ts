import {
  Disposable,
  EventEmitter,
  l10n,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  window,
  workspace,
} from 'vscode';
import type { PoolsParams } from '../../server/lsp/protocol.js';
import { hostOf } from '../../server/taskcluster/root-url.js';
import type { LanguageServer } from '../language-server.js';
import type { Permission } from '../live/permission.js';
import type { Link } from '../live/server-connection.js';
import { createDrawn } from './tree-cache.js';
import { groupsFor, nodesOf, type PoolNode, tooltipOf } from './tree-node.js';

/** The Worker Pools view. */
export interface PoolsView extends Disposable {
  /** Asks again for everything visible. Resolves when the deployment has been asked. */
  refresh(): Promise<void>;
  /** What the view shows below a line, or at the top level: for the tests in a real editor. */
  children(node?: PoolNode): Promise<readonly PoolNode[]>;
}

/** Answers arrive one by one, and each makes the view read its content again. */
const REST_MS = 300;

/** Creates the view. Nothing is asked before it is visible, and nothing about a group before it is expanded. */
export function createPoolsView(
  server: LanguageServer,
  permission: Permission,
  link: Link,
  onShown: () => void,
): PoolsView {
  const changes = new EventEmitter<PoolNode | undefined>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether the next request should drop what is known. Only one of them needs to, because the groups share it. */
  let forget = false;

  const children = async (node?: PoolNode): Promise<readonly PoolNode[]> => {
    const { decision } = permission;
    if (!node) return groupsFor(decision, l10n.t);
    if (node.kind !== 'group') return [];
    await server.start();
    const params: PoolsParams = { which: node.which, refresh: forget };
    forget = false;
    const result = await link.pools(params).catch(() => undefined);
    return nodesOf(node.which, result, decision, permission.clientId, l10n.t);
  };
  const drawn = createDrawn({
    groups: () => groupsFor(permission.decision, l10n.t),
    read: children,
    draw: (node) => changes.fire(node),
  });
  const provider: TreeDataProvider<PoolNode> = {
    onDidChangeTreeData: changes.event,
    getTreeItem: itemOf,
    getChildren: async (node) => [...(await drawn.children(node))],
  };
  const view = window.createTreeView('taskcluster.pools', { treeDataProvider: provider });

  const updateSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      // A hidden view asks when it becomes visible.
      if (view.visible) void drawn.update();
    }, REST_MS);
  };
  /** Shown when the view shares its container with others. */
  const name = (): void => {
    const { decision } = permission;
    view.description = 'rootUrl' in decision ? hostOf(decision.rootUrl) : '';
  };
  name();
  const subscriptions = Disposable.from(
    changes,
    view,
    permission.onDidChange(name),
    view.onDidChangeVisibility(({ visible }) => {
      if (!visible) return;
      onShown();
      updateSoon();
    }),
    view.onDidCollapseElement(({ element }) => drawn.folded(element)),
    view.onDidExpandElement(({ element }) => {
      if (drawn.unfolded(element)) updateSoon();
    }),
    link.onDidChange(updateSoon),
    workspace.onDidOpenTextDocument(updateSoon),
    workspace.onDidCloseTextDocument(updateSoon),
    workspace.onDidSaveTextDocument(updateSoon),
    { dispose: () => clearTimeout(timer) },
  );
  if (view.visible) onShown();

  return {
    children,
    async refresh() {
      if (view.visible) {
        forget = true;
        drawn.redraw();
      } else {
        await server.start();
        await link.pools({ which: 'workspace', refresh: true });
      }
    },
    dispose: () => subscriptions.dispose(),
  };
}

function itemOf(node: PoolNode): TreeItem {
  switch (node.kind) {
    case 'group': {
      const first = node.which === 'workspace';
      const state = first ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
      const item = new TreeItem(node.label, state);
      item.id = node.which;
      return item;
    }
    case 'note':
      return new TreeItem(node.text);
    default: {
      const { row } = node;
      const item = new TreeItem(row.workerPoolId);
      item.description = row.description;
      // Plain text, because people and cloud providers wrote parts of it.
      item.tooltip = tooltipOf(node.row);
      item.iconPath = iconOf(row.state, row.warning);
      item.contextValue = row.url === undefined ? 'pool' : 'poolWithPage';
      item.accessibilityInformation = { label: `${row.workerPoolId}, ${row.description}` };
      return item;
    }
  }
}

function iconOf(state: 'known' | 'absent' | 'unknown', warning: string | undefined): ThemeIcon {
  if (state === 'absent' || warning !== undefined) {
    return new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
  }
  return new ThemeIcon(state === 'known' ? 'server-environment' : 'question');
}
