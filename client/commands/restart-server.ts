import { commands, type Disposable } from 'vscode';
import type { LanguageServer } from '../language-server.js';

export const RESTART_SERVER = 'taskcluster.restartServer';

/** Taskcluster: Restart Language Server. */
export function registerRestartServer(server: LanguageServer): Disposable {
  return commands.registerCommand(RESTART_SERVER, () => server.restart());
}
