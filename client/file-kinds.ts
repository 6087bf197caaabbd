import { commands, type Uri } from 'vscode';
import type { DocumentStatus } from '../server/lsp/protocol.js';

const WITHOUT_TASKS: readonly DocumentStatus['kind'][] = ['none', 'config', 'worker-pool'];

/** For each key of the editor's context that holds the paths of files: which files. */
const KINDS: Readonly<Record<string, (kind: DocumentStatus['kind']) => boolean>> = {
  /** Those of which tasks can come. */
  'taskcluster.previewable': (kind) => !WITHOUT_TASKS.includes(kind),
  /** Those that are a graph or a list of tasks. */
  'taskcluster.graphs': (kind) => kind === 'task-graph',
};

/** Keeps the editor informed for which files it shows the icons of the views. */
export function createFileKinds(): (uri: Uri, status: DocumentStatus | undefined) => void {
  const known = Object.entries(KINDS).map(([key, isWanted]) => ({ key, isWanted, paths: new Set<string>() }));
  return ({ path, fsPath }, status) => {
    for (const { key, isWanted, paths } of known) {
      const before = paths.size;
      // The editor has the one or the other, depending on where the file and the extension are.
      for (const one of [path, fsPath]) {
        if (status && !status.excluded && isWanted(status.kind)) paths.add(one);
        else paths.delete(one);
      }
      if (paths.size !== before) void commands.executeCommand('setContext', key, [...paths]);
    }
  };
}
