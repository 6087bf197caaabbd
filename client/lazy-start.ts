import type { Disposable, TextDocument, TextDocumentChangeEvent, workspace } from 'vscode';
import { SECTION } from '../server/lsp/protocol.js';
import { LANGUAGES } from './languages.js';
import { mayConcernTaskcluster, namesQueue } from './looks-like-taskcluster.js';

/** What is watched of the editor's workspace. */
export type WatchedDocuments = Pick<
  typeof workspace,
  | 'textDocuments'
  | 'getConfiguration'
  | 'onDidOpenTextDocument'
  | 'onDidSaveTextDocument'
  | 'onDidChangeTextDocument'
  | 'onDidChangeConfiguration'
>;

/**
 * Calls `start` once, as soon as an open document may be a Taskcluster file. People have many YAML and JSON files, and a
 * task file may have any name. So this checks the text of each, and the server only runs for users who need it.
 */
export function startWhenNeeded(workspace: WatchedDocuments, start: () => void): Disposable {
  const isCandidate = (document: TextDocument): boolean => mayNeedServer(document, workspace);
  const subscriptions: Disposable[] = [];
  const stop = (): void => {
    for (const subscription of subscriptions.splice(0)) subscription.dispose();
  };
  const startIf = (needed: boolean): void => {
    if (!needed || subscriptions.length === 0) return;
    stop();
    start();
  };
  subscriptions.push(
    workspace.onDidOpenTextDocument((document) => startIf(isCandidate(document))),
    workspace.onDidSaveTextDocument((document) => startIf(isCandidate(document))),
    workspace.onDidChangeTextDocument((event) => startIf(writesQueue(event))),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${SECTION}.files.include`)) startIf(workspace.textDocuments.some(isCandidate));
    }),
  );
  startIf(workspace.textDocuments.some(isCandidate));
  return { dispose: stop };
}

function mayNeedServer(document: TextDocument, workspace: WatchedDocuments): boolean {
  if (!LANGUAGES.includes(document.languageId)) return false;
  // A user who lists files in the settings has Taskcluster files, whatever they contain. The server decides which ones.
  const include: unknown = workspace.getConfiguration(SECTION, document).get('files.include');
  if (Array.isArray(include) && include.length > 0) return true;
  return mayConcernTaskcluster(document.uri.path, document.getText());
}

/** Checks the changed lines as a whole, since a key is typed letter by letter. */
function writesQueue({ document, contentChanges }: TextDocumentChangeEvent): boolean {
  if (!LANGUAGES.includes(document.languageId)) return false;
  return contentChanges.some(({ range, text }) => {
    const line = document.lineAt(Math.min(range.start.line, document.lineCount - 1));
    return namesQueue(line.text) || namesQueue(text);
  });
}
