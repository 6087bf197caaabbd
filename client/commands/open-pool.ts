import { commands, type Disposable } from 'vscode';
import { openInBrowser } from '../browser.js';
import type { Permission } from '../live/permission.js';
import { pageOf } from '../pools/tree-node.js';

export const OPEN_POOL = 'taskcluster.openPool';

/** Opens the deployment's page of a pool in the browser. Takes a line of the view, or a workerPoolId. */
export function registerOpenPool(permission: Permission): Disposable {
  return commands.registerCommand(OPEN_POOL, async (target?: unknown) => {
    const { decision } = permission;
    const page = decision.kind === 'allowed' ? pageOf(target, decision.rootUrl) : undefined;
    if (page !== undefined) await openInBrowser(page);
  });
}
