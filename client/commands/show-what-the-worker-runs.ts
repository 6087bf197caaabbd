import { commands, type Disposable, l10n, Uri, window } from 'vscode';
import { SHOW_WORKER_VIEW_COMMAND } from '../../server/lsp/protocol.js';
import { askForFile } from '../ask-for-file.js';
import { LANGUAGES } from '../languages.js';
import type { Place } from '../worker-view/moved.js';
import type { WorkerViews } from '../worker-view/worker-views.js';

/**
 * Taskcluster: Show What the Worker Runs. Takes the URI of an open document and a position in it, as the server's code action
 * names them; the default is the cursor of the active editor.
 */
export function registerShowWhatTheWorkerRuns(views: WorkerViews): Disposable {
  return commands.registerCommand(SHOW_WORKER_VIEW_COMMAND, async (uri?: string, position?: Place) => {
    if (uri !== undefined && position !== undefined) return views.show(Uri.parse(uri), position);
    const editor = window.activeTextEditor;
    if (!editor || !LANGUAGES.includes(editor.document.languageId))
      return askForFile(l10n.t('Open the file with the task first, and put the cursor on the task.'));
    const { line, character } = editor.selection.active;
    return views.show(editor.document.uri, { line, character });
  });
}
