import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { action, copy, findingsOf, noFindingsOf, open, perform, type, until } from './support.js';

const RULE = 'prefer-task-queue-id';

const PAIR = `    provisionerId: proj-example
    workerType: linux # small and quick
`;
const QUEUE = `    taskQueueId: proj-example/linux # small and quick
`;

/** The text of several/.taskcluster.yml with every pair migrated. */
function migrated(text: string): string {
  return text
    .replace(/provisionerId: proj-example\n +workerType: linux\n/, 'taskQueueId: proj-example/linux\n')
    .replace(/provisionerId: "proj-example"\n +workerType: "linux-gui"/, 'taskQueueId: "proj-example/linux-gui"')
    .replace(/provisionerId: \${trustDomain}-3\n +workerType: decision/, 'taskQueueId: ${trustDomain}-3/decision');
}

describe('Migration to taskQueueId', () => {
  it('is the preferred quick fix of the pair and keeps the comments', async () => {
    const { document } = await open('pair/.taskcluster.yml');
    const before = document.getText();
    const [finding] = await findingsOf(document, RULE);
    assert.ok(finding);
    const fix = await action(document, finding.range, vscode.CodeActionKind.QuickFix, 'Convert to taskQueueId');
    assert.equal(fix.isPreferred, true);
    await perform(fix);
    assert.equal(document.getText(), before.replace(PAIR, QUEUE));
    await noFindingsOf(document, RULE);
  });

  it('is part of "fix all", for every pair of the file', async () => {
    const { document } = await open('several/.taskcluster.yml');
    const before = document.getText();
    await findingsOf(document, RULE);
    const everything = new vscode.Range(0, 0, document.lineCount, 0);
    const kind = vscode.CodeActionKind.SourceFixAll.append('taskcluster');
    await perform(await action(document, everything, kind, ''));
    assert.equal(document.getText(), migrated(before));
    await noFindingsOf(document, RULE);
  });

  it('runs on saving where the user asks for it', async () => {
    const saved = await copy('several/.taskcluster.yml', 'saved/.taskcluster.yml');
    const settings = vscode.workspace.getConfiguration('editor', saved);
    await settings.update('codeActionsOnSave', { 'source.fixAll.taskcluster': 'explicit' });
    try {
      const editor = await open('saved/.taskcluster.yml');
      const before = editor.document.getText();
      await findingsOf(editor.document, RULE);
      await type(editor, '# Needs a display.', '# Wants a display.');
      await editor.document.save();
      assert.equal(editor.document.getText(), migrated(before).replace('Needs', 'Wants'));
    } finally {
      await settings.update('codeActionsOnSave', undefined);
    }
  });

  it('is a command for the open file, in JSON too', async () => {
    const { document } = await open('hook/nightly.json');
    const pair = /"provisionerId": "proj-example",\n +"workerType": "linux"/;
    const expected = document.getText().replace(pair, '"taskQueueId": "proj-example/linux"');
    await findingsOf(document, RULE);
    await vscode.commands.executeCommand('taskcluster.migrateFile');
    await until('the file to be migrated', () => document.getText() === expected);
  });
});

describe('A worker type in the wrong spelling', () => {
  it('can be repaired by a quick fix', async () => {
    const { document } = await open('format/.taskcluster.yml');
    const before = document.getText();
    const [finding] = await findingsOf(document, 'worker-type-format');
    assert.ok(finding);
    await perform(await action(document, finding.range, vscode.CodeActionKind.QuickFix, 'Change to b-linux'));
    assert.equal(document.getText(), before.replace('B_Linux', 'b-linux'));
    await noFindingsOf(document, 'worker-type-format');
  });
});
