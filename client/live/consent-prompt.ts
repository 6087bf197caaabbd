import type { commands, Disposable, window } from 'vscode';
import type { Translate } from '../l10n.js';
import type { Permission } from './permission.js';

/** Asks the user which deployment may be asked. */
export interface Asking extends Disposable {
  /**
   * Asks for consent if a workspace names the deployment, or for another root URL if it is invalid. Asks each question once
   * per session: a user who does not answer is not asked again.
   */
  ask(): void;
}

/** The parts of the VS Code API that the prompt needs. */
export interface Dialogs {
  readonly window: Pick<typeof window, 'showInformationMessage' | 'showWarningMessage'>;
  readonly commands: Pick<typeof commands, 'executeCommand'>;
  readonly t: Translate;
}

/** Creates the prompt, and keeps the editor context that menus and the view depend on up to date. */
export function createAsking(permission: Permission, { window, commands, t }: Dialogs): Asking {
  const asked = new Set<string>();
  let wanted = false;

  const askNow = async (): Promise<void> => {
    const { decision } = permission;
    if (decision.kind === 'ask' && !asked.has(decision.rootUrl)) {
      asked.add(decision.rootUrl);
      await askToAllow(permission, decision.rootUrl, { window, t });
    } else if (decision.kind === 'invalid' && !asked.has(decision.problem)) {
      asked.add(decision.problem);
      const select = t('Select Deployment');
      const answer = await window.showWarningMessage(t('{0}. Nothing is looked up.', decision.problem), select);
      if (answer === select) await commands.executeCommand('taskcluster.selectRootUrl');
    }
  };
  const setContext = (): void => {
    const { decision, clientId } = permission;
    const state = decision.kind === 'off' ? decision.why : decision.kind;
    void commands.executeCommand('setContext', 'taskcluster.lookUps', state);
    void commands.executeCommand('setContext', 'taskcluster.signedIn', clientId !== undefined);
  };

  setContext();
  return {
    ask() {
      wanted = true;
      void askNow();
    },
    dispose: permission.onDidChange(() => {
      setContext();
      if (wanted) void askNow();
    }).dispose,
  };
}

/** Asks whether pools may be looked up at `rootUrl`, which a workspace names. */
export async function askToAllow(
  permission: Permission,
  rootUrl: string,
  { window, t }: Pick<Dialogs, 'window' | 't'>,
): Promise<void> {
  const allow = t('Allow');
  const answer = await window.showInformationMessage(
    t(
      'This workspace wants to look up the worker pools of its tasks at {0}. The names of the pools are sent there.',
      rootUrl,
    ),
    allow,
    t('Not Now'),
  );
  if (answer === allow) await permission.agree(rootUrl);
}
