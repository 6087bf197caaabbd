import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extension, open, perform, type, until } from './support.js';

const COMMAND = 'taskcluster.showWhatTheWorkerRuns';

/** The view, once it says something. */
function view(wanted: string): Promise<vscode.TextDocument> {
  return until(`a view with "${wanted}"`, () =>
    vscode.workspace.textDocuments.find(
      ({ uri, getText }) => uri.scheme === 'taskcluster-worker-view' && getText().includes(wanted),
    ),
  );
}

function place(document: vscode.TextDocument, text: string): vscode.Position {
  return document.positionAt(document.getText().indexOf(text));
}

describe('What the worker runs', () => {
  it('opens beside the file, for the task at the cursor, and follows it', async () => {
    await extension();
    const editor = await open('docker/.taskcluster.yml');
    const cursor = place(editor.document, 'image: debian');
    editor.selection = new vscode.Selection(cursor, cursor);
    await vscode.commands.executeCommand(COMMAND);
    const document = await view('# What the worker runs for `test`');
    assert.equal(document.languageId, 'markdown');
    assert.match(document.getText(), /^ {2}debian \\$/m);
    const beside = vscode.window.visibleTextEditors.find((one) => one.document === document);
    assert.notEqual(beside?.viewColumn, editor.viewColumn);
    assert.equal(vscode.window.activeTextEditor?.document, editor.document, 'the cursor stays in the file');
    // A line before the task moves it.
    await type(editor, 'tasks:', '# two tasks\n\ntasks:');
    await type(editor, 'image: debian', 'image: fedora');
    await view('\n  fedora ');
  });

  it('is offered by the light bulb, and not as a fix', async () => {
    const { document } = await open('docker/.taskcluster.yml');
    const at = place(document, 'image: ubuntu');
    const range = new vscode.Range(at, at);
    const offered = (kind?: vscode.CodeActionKind): Thenable<vscode.CodeAction[]> =>
      vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range, kind?.value);
    const action = await until('the action', async () =>
      (await offered()).find(({ title }) => title === 'Show what the worker runs'),
    );
    assert.equal(action.kind?.value, 'view.taskcluster');
    const fixes = await offered(vscode.CodeActionKind.QuickFix);
    assert.ok(!fixes.some(({ title }) => title === action.title));
    await perform(action);
    await view('# What the worker runs for `build`');
  });
});
