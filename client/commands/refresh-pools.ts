import { commands, type Disposable } from 'vscode';
import type { PoolsView } from '../pools/view.js';

export const REFRESH_POOLS = 'taskcluster.refreshPools';

/** Taskcluster: Refresh Worker Pools. */
export function registerRefreshPools(view: PoolsView): Disposable {
  return commands.registerCommand(REFRESH_POOLS, () => view.refresh());
}
