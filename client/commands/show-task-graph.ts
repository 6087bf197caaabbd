import { commands, type Disposable, l10n, Uri } from 'vscode';
import { activeFile } from '../active-file.js';
import { askForFile } from '../ask-for-file.js';

const SHOW_TASK_GRAPH = 'taskcluster.showTaskGraph';

/**
 * Taskcluster: Show Task Graph. Takes the URI of a file, as the editor's title names it; the default is the file of the active
 * editor.
 */
export function registerShowTaskGraph(show: (source: Uri) => void): Disposable {
  return commands.registerCommand(SHOW_TASK_GRAPH, (uri?: unknown) => {
    const source = uri instanceof Uri ? uri : activeFile();
    if (!source) return askForFile(l10n.t('Open the file with the tasks first.'));
    show(source);
  });
}
