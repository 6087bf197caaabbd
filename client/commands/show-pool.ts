import { commands, type Disposable, l10n, window } from 'vscode';
import { type PoolsParams, type PoolsResult, SHOW_POOL_COMMAND } from '../../server/lsp/protocol.js';
import { poolIdOf } from '../pools/tree-node.js';

/**
 * Taskcluster: Show Worker Pool Details. Takes a line of the view, or a workerPoolId. Without one, the user chooses among those
 * in `pools`.
 */
export function registerShowPool(
  show: (workerPoolId: string) => void,
  pools: (params: PoolsParams) => Promise<PoolsResult | undefined>,
): Disposable {
  return commands.registerCommand(SHOW_POOL_COMMAND, async (target?: unknown) => {
    const id = poolIdOf(target) ?? (await choose(pools));
    if (id !== undefined) show(id);
  });
}

async function choose(pools: (params: PoolsParams) => Promise<PoolsResult | undefined>): Promise<string | undefined> {
  const read = async () => {
    const [named, all] = await Promise.all([pools({ which: 'workspace' }), pools({ which: 'all' })]);
    const rows = [...(named?.pools ?? []), ...(all?.pools ?? [])];
    const byId = new Map(rows.map((row) => [row.workerPoolId, row]));
    return [...byId.values()].map(({ workerPoolId, description }) => ({ label: workerPoolId, description }));
  };
  const placeHolder = l10n.t('Which worker pool?');
  const chosen = await window.showQuickPick(read(), { placeHolder, matchOnDescription: true });
  return chosen?.label;
}
