import { commands, type Disposable, l10n } from 'vscode';
import { findCandidates, fixMany, withCancel } from '../fix-many/fix-many.js';
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
    await server.start();
    const found = await withCancel(title, findCandidates);
    if (found) await fixMany(server, view, found, { title, rule: null, preview });
  });
}
