import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { findings, findingsOf, noFindingsOf, open, type } from './support.js';

describe('Diagnostics', () => {
  it('strike the deprecated pair through, as a hint', async () => {
    const { document } = await open('pair/.taskcluster.yml');
    const pair = await findingsOf(document, 'prefer-task-queue-id');
    for (const { severity, tags } of pair) {
      assert.equal(severity, vscode.DiagnosticSeverity.Hint);
      assert.deepEqual(tags, [vscode.DiagnosticTag.Deprecated]);
    }
    const marked = pair.map(({ range }) => document.getText(range)).join('\n');
    assert.match(marked, /provisionerId/);
    assert.match(marked, /workerType/);
  });

  it('are an error for a worker type that no service accepts', async () => {
    const { document } = await open('format/.taskcluster.yml');
    const [finding, ...others] = await findingsOf(document, 'worker-type-format');
    assert.deepEqual(others, []);
    assert.equal(finding?.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(finding && document.getText(finding.range), 'B_Linux');
    assert.match(String(finding?.message), /B_Linux/);
  });

  it('come while typing a mistake and go while repairing it', async () => {
    const editor = await open('pair/.taskcluster.yml');
    await findingsOf(editor.document, 'prefer-task-queue-id');
    assert.deepEqual(findings(editor.document, 'worker-type-format'), []);
    await type(editor, 'workerType: linux', 'workerType: Linux_2');
    await findingsOf(editor.document, 'worker-type-format');
    await type(editor, 'workerType: Linux_2', 'workerType: linux-2');
    await noFindingsOf(editor.document, 'worker-type-format');
  });

  it('stay away from YAML files that are not for Taskcluster', async () => {
    const { document } = await open('other/compose.yml');
    // Findings in a file opened later show that the server has had its say about the first one.
    await findingsOf((await open('pair/.taskcluster.yml')).document, 'prefer-task-queue-id');
    assert.deepEqual(findings(document), []);
  });
});
