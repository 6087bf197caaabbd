import { commands, type Disposable, l10n, window } from 'vscode';
import { askToAllow } from '../live/consent-prompt.js';
import type { Permission } from '../live/permission.js';

export const ALLOW_LOOK_UPS = 'taskcluster.allowLookUps';

/**
 * Taskcluster: Allow This Workspace to Look Up Worker Pools. A caller that has shown the root URL to the user passes it, which
 * allows it at once; otherwise the user is asked first.
 */
export function registerAllowLookUps(permission: Permission): Disposable {
  return commands.registerCommand(ALLOW_LOOK_UPS, async (shown?: unknown) => {
    const { decision } = permission;
    if (decision.kind !== 'ask') return;
    if (decision.rootUrl === shown) await permission.agree(decision.rootUrl);
    // Not awaited: the command is finished, however long the user takes to answer.
    else void askToAllow(permission, decision.rootUrl, { window, t: l10n.t });
  });
}
