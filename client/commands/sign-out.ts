import { commands, type Disposable, l10n, window } from 'vscode';
import { hostOf } from '../../server/taskcluster/root-url.js';
import type { Permission } from '../live/permission.js';

export const SIGN_OUT = 'taskcluster.signOut';

/** Taskcluster: Sign Out of the Deployment. Forgets the credentials; they expire on the deployment by themselves. */
export function registerSignOut(permission: Permission): Disposable {
  return commands.registerCommand(SIGN_OUT, async () => {
    const { decision } = permission;
    if (decision.kind !== 'allowed') return;
    const host = hostOf(decision.rootUrl);
    const known = await permission.signOut(decision.rootUrl);
    const rest = permission.clientId;
    void window.showInformationMessage(
      [
        known ? l10n.t('Signed out of {0}.', host) : l10n.t('You are not signed in to {0}.', host),
        ...(rest === undefined ? [] : [l10n.t('The TASKCLUSTER_* variables still sign you in as {0}.', rest)]),
      ].join(' '),
    );
  });
}
