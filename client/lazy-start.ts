import type { ConfigurationScope, Disposable, TextDocument, TextDocumentChangeEvent, workspace } from 'vscode';
import { SECTION } from '../server/lsp/protocol.js';
import { LANGUAGES } from './languages.js';
import { isTelling, mayConcernTaskcluster } from './looks-like-taskcluster.js';

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
 * @param configured whether the workspace has a config file, which may list files whose text tells nothing
 */
export function startWhenNeeded(
  workspace: WatchedDocuments,
  start: () => void,
  configured: Promise<boolean>,
): Disposable {
  let isConfigured = false;
  const isCandidate = (document: TextDocument): boolean =>
    (isConfigured && LANGUAGES.includes(document.languageId)) || mayNeedServer(document, workspace);
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
    workspace.onDidChangeTextDocument((event) => startIf(writesKey(event))),
    workspace.onDidChangeConfiguration((event) => {
      if (LISTS.some((name) => event.affectsConfiguration(`${SECTION}.${name}`)))
        startIf(workspace.textDocuments.some(isCandidate));
    }),
  );
  startIf(workspace.textDocuments.some(isCandidate));
  void configured.then((has) => {
    isConfigured = has;
    startIf(workspace.textDocuments.some(isCandidate));
  });
  return { dispose: stop };
}

/** The settings that list Taskcluster files. */
const LISTS: readonly string[] = ['files.include', 'files.kinds'];

/** Whether the settings list Taskcluster files. Only the server can tell then which files these are, whatever they contain. */
export function listsFiles(scope: ConfigurationScope, workspace: Pick<WatchedDocuments, 'getConfiguration'>): boolean {
  const lists = LISTS.map((name): unknown => workspace.getConfiguration(SECTION, scope).get(name));
  return lists.some((list) => typeof list === 'object' && list !== null && Object.keys(list).length > 0);
}

function mayNeedServer(document: TextDocument, workspace: WatchedDocuments): boolean {
  if (!LANGUAGES.includes(document.languageId)) return false;
  if (listsFiles(document, workspace)) return true;
  return mayConcernTaskcluster(document.uri.path, document.getText());
}

/** Checks the changed lines as a whole, since a key is typed letter by letter. */
function writesKey({ document, contentChanges }: TextDocumentChangeEvent): boolean {
  if (!LANGUAGES.includes(document.languageId)) return false;
  return contentChanges.some(({ range, text }) => {
    const line = document.lineAt(Math.min(range.start.line, document.lineCount - 1));
    return isTelling(line.text) || isTelling(text);
  });
}
