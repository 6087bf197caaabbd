import { commands, type Disposable, type Uri } from 'vscode';

export const DISMISS_MIGRATION = 'taskcluster.dismissMigration';

/** The lens at the top of a file calls this with the file's URI. `dismiss` stops offering to convert that file. */
export function registerDismissMigration(dismiss: (uri: Uri) => Promise<void>): Disposable {
  return commands.registerCommand(DISMISS_MIGRATION, dismiss);
}
