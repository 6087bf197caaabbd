import { commands, type Disposable, type Uri } from 'vscode';

export const DISMISS_MIGRATION = 'taskcluster.dismissMigration';

/** Behind the lens at the top of a file: takes the URI of the file. `dismiss` makes no offer to convert it any more. */
export function registerDismissMigration(dismiss: (uri: Uri) => Promise<void>): Disposable {
  return commands.registerCommand(DISMISS_MIGRATION, dismiss);
}
