// Helpers of the editor suite.
import * as vscode from 'vscode';
import type { PoolNode } from '../../../client/pools/tree-node.js';

/** A line of the view "Worker Pools". */
export type Line = PoolNode;

const POLL = 50;
const PATIENCE = 15_000;

/** What the extension's activate() returns, as far as the suite needs it. */
export interface ExtensionApi {
  serverPid(): number | undefined;
  pools(line?: Line): Promise<readonly Line[]>;
}

/** The extension, activated. */
export async function extension(): Promise<ExtensionApi> {
  const found = vscode.extensions.getExtension<ExtensionApi>('taskcluster.taskcluster-vscode');
  if (!found) throw new Error('the extension is not installed');
  return found.activate();
}

/** Asks until the answer is neither undefined nor false: an editor settles a moment after each change. */
export async function until<T>(what: string, ask: () => T | Promise<T>): Promise<Exclude<T, undefined | false>> {
  for (const end = Date.now() + PATIENCE; ; ) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer as Exclude<T, undefined | false>;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, POLL));
  }
}

/** The URI of a file of the workspace. */
export function file(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('no folder is open');
  return vscode.Uri.joinPath(folder.uri, path);
}

/** Opens a file of the workspace in an editor. */
export async function open(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file(path)));
}

/** Copies a file of the workspace, for a test that saves. */
export async function copy(from: string, to: string): Promise<vscode.Uri> {
  await vscode.workspace.fs.copy(file(from), file(to), { overwrite: true });
  return file(to);
}

/** The rule of a diagnostic. */
export function rule({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** What the extension says about a document now, of one rule if given. */
export function findings(document: vscode.TextDocument, ofRule?: string): vscode.Diagnostic[] {
  const all = vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'taskcluster');
  return ofRule === undefined ? all : all.filter((diagnostic) => rule(diagnostic) === ofRule);
}

/** Waits until the extension says something of this rule about the document. */
export function findingsOf(document: vscode.TextDocument, ofRule: string): Promise<vscode.Diagnostic[]> {
  return until(`${ofRule} in ${document.uri.path}`, () => {
    const found = findings(document, ofRule);
    return found.length > 0 && found;
  });
}

/** Waits until nothing of this rule is said about the document any more. */
export function noFindingsOf(document: vscode.TextDocument, ofRule: string): Promise<true> {
  return until(`${ofRule} to go from ${document.uri.path}`, () => findings(document, ofRule).length === 0);
}

/** Replaces the only occurrence of `from` as if it was typed. */
export async function type(editor: vscode.TextEditor, from: string, to: string): Promise<void> {
  const { document } = editor;
  const start = document.getText().indexOf(from);
  if (start < 0) throw new Error(`"${from}" is not in ${document.uri.path}`);
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + from.length));
  if (!(await editor.edit((edit) => edit.replace(range, to)))) throw new Error('the editor refused the edit');
}

/** Waits for a code action of this kind; right after a diagnostic came, the editor may still answer with none. */
export function action(
  document: vscode.TextDocument,
  range: vscode.Range,
  kind: vscode.CodeActionKind,
  title: string,
): Promise<vscode.CodeAction> {
  return until(`the action "${title}"`, async () => {
    const offered = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
      kind.value,
      10, // resolve up to ten, so that the edits are in the answer
    );
    return offered.find((candidate) => candidate.title.startsWith(title));
  });
}

/** Does what the editor does when an action is chosen. */
export async function perform({ edit, command }: vscode.CodeAction): Promise<void> {
  if (edit && !(await vscode.workspace.applyEdit(edit))) throw new Error('the editor refused the edit');
  if (command) await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
}

/** Leaves the next test an editor with no unsaved changes and nothing open. */
export async function closeEverything(): Promise<void> {
  while (vscode.window.activeTextEditor?.document.isDirty) {
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
