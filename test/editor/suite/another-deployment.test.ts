// Deployments that a test selects, and plays itself.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { startDemoDeployment } from '../../../scripts/demo-deployment/server.mjs';
import type { DemoDeployment } from '../../../scripts/demo-deployment/types.mjs';
import { children, FILE, hoverOver, hoverWith, LINUX, lines, settings } from './pools.js';
import { findings, findingsOf, open, type, until } from './support.js';

describe('Another deployment', () => {
  let demo: DemoDeployment;
  before(async () => {
    demo = await startDemoDeployment({ like: 'community' });
  });
  after(async () => {
    await settings().update('rootUrl', undefined, vscode.ConfigurationTarget.Global);
    await settings().update('rootUrl', undefined, vscode.ConfigurationTarget.Workspace);
    await demo.stop();
  });

  it('is not asked, where the workspace names it, before the user agrees', async () => {
    await settings().update('rootUrl', demo.rootUrl, vscode.ConfigurationTarget.Workspace);
    const { document } = await open(FILE);
    await until('nothing in the view', async () => (await children()).length === 0);
    // Not even an explicit request gets through.
    await vscode.commands.executeCommand('taskcluster.refreshPools');
    await hoverOver(document, LINUX);
    // Agreeing to another one, or to none, is not enough.
    await vscode.commands.executeCommand('taskcluster.allowLookUps', 'https://tc.example.com');
    await vscode.commands.executeCommand('taskcluster.allowLookUps');
    assert.deepEqual(demo.requests, []);
    await vscode.commands.executeCommand('taskcluster.allowLookUps', demo.rootUrl);
    await hoverWith(document, LINUX, /12 running/);
    assert.notEqual(demo.requests.length, 0);
  });

  it('is asked without the credentials of the first, and only asked', async () => {
    await settings().update('rootUrl', undefined, vscode.ConfigurationTarget.Workspace);
    demo.clearRequests();
    await vscode.commands.executeCommand('taskcluster.selectRootUrl', `${demo.rootUrl}/`);
    assert.equal(settings().inspect('rootUrl')?.globalValue, demo.rootUrl);
    const { document } = await open(FILE);
    await hoverWith(document, LINUX, /12 running/);
    assert.notEqual(demo.requests.length, 0);
    for (const { method, headers, path } of demo.requests) {
      assert.equal(method, 'GET', path);
      assert.equal(headers.authorization, undefined, path);
    }
  });

  it('is asked again by a refresh, which shows what has changed', async () => {
    await open(FILE);
    await lines('workspace', (rows) => rows.some(({ description }) => /3 pending/.test(description)));
    demo.setPool(LINUX, { pending: 41 });
    await vscode.commands.executeCommand('taskcluster.refreshPools');
    await lines('workspace', (rows) => rows.some(({ description }) => /41 pending/.test(description)));
  });

  it('leaves the editor as it is when it cannot be reached', async () => {
    const editor = await open(FILE);
    const { document } = editor;
    await findingsOf(document, 'unknown-worker-pool');
    demo.setFault('*', { kind: 'reset' });
    await vscode.commands.executeCommand('taskcluster.refreshPools');
    // What is typed is checked all the same, and what was known is not forgotten.
    await type(editor, LINUX, 'lighthouse-1/linux_');
    await findingsOf(document, 'task-queue-id-format');
    assert.equal(findings(document, 'unknown-worker-pool').length, 1);
    demo.clearFaults();
  });
});
