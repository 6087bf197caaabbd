import { commands, type Disposable, window } from 'vscode';
import { askToAllow } from '../live/consent-prompt.js';
import type { Permission } from '../live/permission.js';

export const ALLOW_LOOK_UPS = 'taskcluster.allowLookUps';

/**
 * Taskcluster: Allow This Workspace to Look Up Worker Pools. Called with the root URL, by who has shown it to the user, it
 * allows that one; else it asks first, and says what for.
 */
export function registerAllowLookUps(permission: Permission): Disposable {
  return commands.registerCommand(ALLOW_LOOK_UPS, async (shown?: unknown) => {
    const { decision } = permission;
    if (decision.kind !== 'ask') return;
    if (decision.rootUrl === shown) await permission.agree(decision.rootUrl);
    // Not awaited: the command is done, whenever the user answers.
    else void askToAllow(permission, decision.rootUrl, window);
  });
}
