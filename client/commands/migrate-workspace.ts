import { commands, type Disposable, l10n } from 'vscode';
import { fixMany, startAndFind } from '../fix-many/fix-many.js';
import type { ReportView } from '../fix-many/report-view.js';
import type { LanguageServer } from '../language-server.js';

export const MIGRATE_WORKSPACE = 'taskcluster.migrateWorkspace';

/**
 * Taskcluster: Migrate Workspace to taskQueueId. `preview: false` changes the files without showing the changes first, for key
 * bindings and other extensions.
 */
export function registerMigrateWorkspace(server: LanguageServer, view: ReportView): Disposable {
  return commands.registerCommand(MIGRATE_WORKSPACE, async ({ preview = true }: { preview?: boolean } = {}) => {
    const title = l10n.t('Migrate Workspace to taskQueueId');
    const found = await startAndFind(server, title);
    if (found) await fixMany(server, view, found, { title, rule: null, preview });
  });
}
