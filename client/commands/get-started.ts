import { commands, type Disposable, type ExtensionContext } from 'vscode';

const GET_STARTED = 'taskcluster.getStarted';

/** Taskcluster: Get Started. Opens the walkthrough. */
export function registerGetStarted({ extension }: Pick<ExtensionContext, 'extension'>): Disposable {
  return commands.registerCommand(GET_STARTED, () =>
    commands.executeCommand('workbench.action.openWalkthrough', `${extension.id}#start`, false),
  );
}
