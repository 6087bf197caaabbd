// What the editor shows of a deployment. At the beginning that is the one of the environment, which shows its pools only
// to who has its credentials: see deployment.mjs. Some tests then select one of their own.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { startDemoDeployment } from '../../../scripts/demo-deployment/server.mjs';
import type { DemoDeployment } from '../../../scripts/demo-deployment/types.mjs';
import { extension, findings, findingsOf, type Line, noFindingsOf, open, type, until } from './support.js';

const FILE = 'live/.taskcluster.yml';
const LINUX = 'lighthouse-1/linux';
const TYPO = 'lighthouse-1/linx';

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

  it('work with everything traced, without logging a secret: the runner searches the logs for it', async () => {
    await vscode.commands.executeCommand('_extensionTests.setLogLevel', 'trace');
    await settings().update('trace.server', 'verbose', vscode.ConfigurationTarget.Global);
    try {
      await vscode.commands.executeCommand('taskcluster.restartServer');
      const { document } = await open(FILE);
      await hoverWith(document, LINUX, /12 running/);
    } finally {
      await settings().update('trace.server', undefined, vscode.ConfigurationTarget.Global);
      await vscode.commands.executeCommand('_extensionTests.setLogLevel', 'info');
    }
  });
});

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

function settings(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration('taskcluster');
}

/** The text of the hover over the first occurrence of a text. */
async function hoverOver(document: vscode.TextDocument, word: string): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    document.positionAt(document.getText().indexOf(word) + 1),
  );
  const texts = hovers.flatMap(({ contents }) => contents);
  return texts.map((content) => (typeof content === 'string' ? content : content.value)).join('\n');
}

/** Hovers until that is there: the first look asks the deployment and does not wait for it. */
function hoverWith(document: vscode.TextDocument, word: string, pattern: RegExp): Promise<string> {
  return until(`${pattern} in the hover over ${word}`, async () => {
    const text = await hoverOver(document, word);
    return pattern.test(text) && text;
  });
}

/** The title of the code lens that names this. */
function lensOver(document: vscode.TextDocument, name: string): Promise<string> {
  return until(`the lens of ${name}`, async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      100, // resolve them
    );
    return lenses.map(({ command }) => command?.title).find((title) => title?.includes(`${name}:`));
  });
}

async function children(of?: Line): Promise<readonly Line[]> {
  return (await extension()).pools(of);
}

type Row = Extract<Line, { kind: 'pool' }>['row'];

/** The pools of a group of the view, once they are as expected. */
function lines(which: 'workspace' | 'all', expected: (rows: readonly Row[]) => boolean): Promise<readonly Row[]> {
  return until(`the pools of ${which}`, async () => {
    const group = (await children()).find((line) => line.kind === 'group' && line.which === which);
    const rows = group ? (await children(group)).flatMap((line) => (line.kind === 'pool' ? [line.row] : [])) : [];
    return expected(rows) && rows;
  });
}

function stateOf(rows: readonly Row[], id: string): Row['state'] | undefined {
  return rows.find(({ workerPoolId }) => workerPoolId === id)?.state;
}

function labelOf(label: string | vscode.CompletionItemLabel): string {
  return typeof label === 'string' ? label : label.label;
}
