import { commands, type Disposable } from 'vscode';
import type { LanguageServer } from '../language-server.js';

export const SHOW_OUTPUT = 'taskcluster.showOutput';

/** Taskcluster: Show Output. */
export function registerShowOutput(server: LanguageServer): Disposable {
  return commands.registerCommand(SHOW_OUTPUT, () => server.showOutput());
}
