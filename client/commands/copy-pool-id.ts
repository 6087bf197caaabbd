import { commands, type Disposable, env } from 'vscode';
import { poolIdOf } from '../pools/tree-node.js';

export const COPY_POOL_ID = 'taskcluster.copyPoolId';

/** Copies the id of a pool. Takes a line of the view, or a workerPoolId. */
export function registerCopyPoolId(): Disposable {
  return commands.registerCommand(COPY_POOL_ID, async (target?: unknown) => {
    const id = poolIdOf(target);
    if (id !== undefined) await env.clipboard.writeText(id);
  });
}
