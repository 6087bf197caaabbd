import { commands, l10n, window } from 'vscode';

/** Says that a command needs an open file, and offers to open one. Not awaited: the command is finished. */
export function askForFile(message: string): void {
  const open = l10n.t('Open a File…');
  void window.showInformationMessage(message, open).then((choice) => {
    if (choice === open) void commands.executeCommand('workbench.action.quickOpen', '.taskcluster.yml');
  });
}
