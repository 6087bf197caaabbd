import {
  Disposable,
  EventEmitter,
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

/** The view "Worker Pools". */
export interface PoolsView extends Disposable {
  /** Has everything asked again that can be seen. Resolves when the deployment has been asked. */
  refresh(): Promise<void>;
  /** What the view shows below a line, or at the top: for the tests in a real editor. */
  children(node?: PoolNode): Promise<readonly PoolNode[]>;
}

/** Answers come one by one, and what is shown is read again after each. */
const REST_MS = 300;

/** Makes the view. Nothing is asked before it can be seen, and of a group nothing before it is unfolded. */
export function createPoolsView(
  server: LanguageServer,
  permission: Permission,
  link: Link,
  onShown: () => void,
): PoolsView {
  const changes = new EventEmitter<PoolNode | undefined>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether the next question is to forget what is known. Only one of them: the groups share what is known. */
  let forget = false;

  const children = async (node?: PoolNode): Promise<readonly PoolNode[]> => {
    const { decision } = permission;
    if (!node) return groupsFor(decision);
    if (node.kind !== 'group') return [];
    await server.start();
    const params: PoolsParams = { which: node.which, refresh: forget };
    forget = false;
    const result = await link.pools(params).catch(() => undefined);
    return nodesOf(node.which, result, decision, permission.clientId);
  };
  const drawn = createDrawn({
    groups: () => groupsFor(permission.decision),
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
      // A view that cannot be seen asks when it can be.
      if (view.visible) void drawn.update();
    }, REST_MS);
  };
  /** Shown where the view stands beside others. */
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
      // Plain text: it holds what people and cloud providers wrote.
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
