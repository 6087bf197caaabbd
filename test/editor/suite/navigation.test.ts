import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { open, until } from './support.js';

/** The place right behind `before` in a document. */
function behind(document: vscode.TextDocument, before: string): vscode.Position {
  const start = document.getText().indexOf(before);
  assert.ok(start >= 0, before);
  return document.positionAt(start + before.length);
}

describe('Variables of a template', () => {
  it('lead from a use to the definition', async () => {
    const { document } = await open('template/.taskcluster.yml');
    const [definition] = await until('a definition', async () => {
      const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        behind(document, 'name: Build ${bra'),
      );
      return found.length > 0 && found;
    });
    assert.ok(definition);
    const range =
      'range' in definition ? definition.range : (definition.targetSelectionRange ?? definition.targetRange);
    assert.equal(document.getText(range), 'branch');
    assert.ok(range.start.isEqual(behind(document, '$let:\n    ')));
  });

  it('are renamed with all their uses, and nothing else', async () => {
    const { document } = await open('template/.taskcluster.yml');
    const before = document.getText();
    const edit = await until('a rename', async () =>
      vscode.commands.executeCommand<vscode.WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        document.uri,
        behind(document, '$let:\n    bra'),
        'name_of_branch',
      ),
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    const after = before.replace('branch: main', 'name_of_branch: main').replaceAll('${branch}', '${name_of_branch}');
    assert.equal(document.getText(), after);
  });

  it('show their values between the text, and what they are in a hover', async () => {
    const { document } = await open('template/.taskcluster.yml');
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = await until('inlay hints', async () => {
      const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
        'vscode.executeInlayHintProvider',
        document.uri,
        whole,
      );
      return found.length > 0 && found;
    });
    const labels = hints.map(({ label }) =>
      typeof label === 'string' ? label : label.map(({ value }) => value).join(''),
    );
    assert.equal(labels.filter((label) => label.includes('= "main"')).length, 2, labels.join('\n'));
    const hovers = await until('a hover', async () =>
      vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        behind(document, 'name: Build ${bra'),
      ),
    );
    const shown = hovers.flatMap(({ contents }) => contents.map((one) => (typeof one === 'string' ? one : one.value)));
    assert.match(shown.join('\n'), /branch[\s\S]*main/);
  });
});
