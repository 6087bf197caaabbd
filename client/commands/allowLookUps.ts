import { commands, type Disposable, window } from 'vscode';
import type { Permission } from '../live/permission.js';

export const ALLOW_LOOK_UPS = 'taskcluster.allowLookUps';

/** Taskcluster: Allow This Workspace to Look Up Worker Pools. */
export function registerAllowLookUps(permission: Permission): Disposable {
  return commands.registerCommand(ALLOW_LOOK_UPS, async () => {
    const { decision } = permission;
    if (decision.kind !== 'ask') return;
    await permission.agree(decision.rootUrl);
    void window.showInformationMessage(`The worker pools of this workspace are now looked up at ${decision.rootUrl}.`);
  });
}
