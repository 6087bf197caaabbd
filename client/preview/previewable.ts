import { commands, type Uri } from 'vscode';
import type { DocumentStatus } from '../../server/lsp/protocol.js';

/** The key of the editor's context that holds the paths of the files of which tasks can come. */
const PREVIEWABLE = 'taskcluster.previewable';

const WITHOUT_TASKS: readonly DocumentStatus['kind'][] = ['none', 'worker-pool'];

/** Keeps the editor informed for which files it shows the icon of the preview. */
export function createPreviewable(): (uri: Uri, status: DocumentStatus | undefined) => void {
  const paths = new Set<string>();
  return ({ path, fsPath }, status) => {
    const before = paths.size;
    // The editor has the one or the other, depending on where the file and the extension are.
    for (const one of [path, fsPath]) {
      if (status && !status.excluded && !WITHOUT_TASKS.includes(status.kind)) paths.add(one);
      else paths.delete(one);
    }
    if (paths.size !== before) void commands.executeCommand('setContext', PREVIEWABLE, [...paths]);
  };
}
