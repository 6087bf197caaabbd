// What the editor shows of the deployment that its environment names, or in the browser its settings. Where there is an
// environment, that is one which shows its pools only to who has its credentials: see deployment.mjs.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { FILE, hoverWith, LINUX, labelOf, lensOver, lines, stateOf, TYPO } from './pools.js';
import { findingsOf, noFindingsOf, open, type, until } from './support.js';

describe('Live look-ups', () => {
  it('show in a hover what runs in a pool', async () => {
    const { document } = await open(FILE);
    const text = await hoverWith(document, LINUX, /3 pending/);
    assert.match(text, /12 running, 3 requested, 1 stopping, at most 50/);
    assert.match(text, /Builds and tests on Linux/);
  });

  it('show above a task what runs in its pool', async () => {
    const { document } = await open(FILE);
    assert.match(await lensOver(document, LINUX), /^lighthouse-1\/linux: 12 of 50 running, 3 pending/);
  });

  it('complete the pools that there are', async () => {
    const editor = await open(FILE);
    const { document } = editor;
    const end = document.positionAt(document.getText().indexOf(TYPO) + TYPO.length);
    const item = await until('the live completion', async () => {
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        end,
      );
      return items.find(({ label }) => labelOf(label) === 'lighthouse-1/windows');
    });
    assert.match(`${item.detail} ${typeof item.label === 'object' ? item.label.description : ''}`, /3 of 16/);
  });

  it('find a pool that does not exist, as a warning, until it is repaired', async () => {
    const editor = await open(FILE);
    const [finding, ...others] = await findingsOf(editor.document, 'unknown-worker-pool');
    assert.deepEqual(others, []);
    assert.equal(finding?.severity, vscode.DiagnosticSeverity.Warning);
    assert.match(finding.message, /lighthouse-1\/linx/);
    await type(editor, TYPO, 'lighthouse-1/windows');
    await noFindingsOf(editor.document, 'unknown-worker-pool');
  });

  it('list the pools of the workspace and of the deployment', async () => {
    await open(FILE);
    // Files that were open a moment ago may still count.
    const used = await lines(
      'workspace',
      (rows) => stateOf(rows, LINUX) === 'known' && stateOf(rows, TYPO) === 'absent',
    );
    assert.match(used.find(({ workerPoolId }) => workerPoolId === LINUX)?.description ?? '', /12 of 50 running/);
    const all = await lines('all', (rows) => rows.length > 10);
    assert.ok(all.some(({ workerPoolId }) => workerPoolId === 'lighthouse-t/mac'));
  });

  it('copy the id of a pool', async () => {
    await open(FILE);
    const rows = await lines('workspace', (found) => stateOf(found, LINUX) !== undefined);
    const row = rows.find(({ workerPoolId }) => workerPoolId === LINUX);
    await vscode.commands.executeCommand('taskcluster.copyPoolId', { kind: 'pool', row });
    assert.equal(await vscode.env.clipboard.readText(), LINUX);
  });
});
