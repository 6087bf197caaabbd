import { commands, type Disposable, l10n, Uri } from 'vscode';
import { activeFile } from '../active-file.js';
import { askForFile } from '../ask-for-file.js';

export const PREVIEW_TASKS = 'taskcluster.previewTasks';

/**
 * Taskcluster: Preview Tasks. Takes the URI of a file, as the editor's title or a code lens names it, and the name of an event or a
 * way to fire a hook; the default is the file of the active editor.
 */
export function registerPreviewTasks(show: (source: Uri, occasion: string | undefined) => void): Disposable {
  return commands.registerCommand(PREVIEW_TASKS, (uri?: unknown, occasion?: unknown) => {
    const source = uri instanceof Uri ? uri : activeFile();
    if (!source) return askForFile(l10n.t('Open the file with the tasks first.'));
    show(source, typeof occasion === 'string' ? occasion : undefined);
  });
}
