import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { copy, file, findingsOf, noFindingsOf, open, until } from './support.js';

const RULE = 'worker-type-format';
// A folder of its own: the editor keeps files open for minutes after a test, and an open config file counts.
const FILE = 'config/.taskcluster.yml';
const CONFIG = 'config/.taskcluster-lint.yml';

describe('The config file of a repository', () => {
  beforeEach(() => copy('format/.taskcluster.yml', FILE));
  afterEach(() => vscode.workspace.fs.delete(file('config'), { recursive: true }));

  it('counts once it is on the disk, while it is changed, and when that is saved', async () => {
    const { document } = await open(FILE);
    await findingsOf(document, RULE);
    await vscode.workspace.fs.writeFile(file(CONFIG), new TextEncoder().encode(`rules:\n  ${RULE}: off\n`));
    await noFindingsOf(document, RULE);

    const config = await vscode.workspace.openTextDocument(file(CONFIG));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(config.uri, config.lineAt(1).range, `  ${RULE}: warning`);
    assert.ok(await vscode.workspace.applyEdit(edit));
    const unsaved = await findingsOf(document, RULE);
    assert.ok(config.isDirty);
    assert.deepEqual(
      unsaved.map(({ severity }) => severity),
      [vscode.DiagnosticSeverity.Warning],
    );
    assert.ok(await config.save());
    assert.deepEqual(await findingsOf(document, RULE), unsaved);
  });

  it('completes rules, and explains them', async () => {
    await vscode.workspace.fs.writeFile(file(CONFIG), new TextEncoder().encode(`rules:\n  ${RULE}: off\n  \n`));
    const { document } = await open(CONFIG);
    await until('the new text', () => document.lineCount === 4); // the editor may still know the file of the test before
    const offered = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new vscode.Position(2, 2),
    );
    const labels = offered.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.ok(labels.includes('prefer-task-queue-id') && !labels.includes(RULE), labels.join());
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(1, 5),
    );
    const words = hovers.flatMap(({ contents }) => contents.map((one) => (typeof one === 'string' ? one : one.value)));
    assert.match(words.join('\n'), /About this rule/);
  });
});
