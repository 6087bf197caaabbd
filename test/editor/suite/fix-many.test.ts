import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { copy, open, type, until } from './support.js';

const NAMES = ['nightly.yml', 'weekly.yml'];
const PAIR = 'provisionerId: proj-example\nworkerType: linux\n';
const QUEUE = 'taskQueueId: proj-example/linux\n';

/** The text of a file as it is on disk. */
async function saved(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

describe('The files of a workspace', () => {
  const search = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('search');
  let folder = 0;
  let files: vscode.Uri[] = [];

  // Only these files are to be changed, not those of the other tests.
  beforeEach(async () => {
    folder++;
    files = [];
    for (const name of NAMES) files.push(await copy(`many/${name}`, `many-${folder}/${name}`));
    const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(files[0] as vscode.Uri, '../..'));
    const others = entries.map(([name]) => name).filter((name) => name !== `many-${folder}`);
    await search().update('exclude', Object.fromEntries(others.map((name) => [name, true])));
  });

  afterEach(async () => {
    await search().update('exclude', undefined);
  });

  it('are migrated with one command, which leaves those alone that a search does', async () => {
    const before = await Promise.all(files.map(saved));
    const other = await open('many/nightly.yml');
    const text = other.document.getText();
    await vscode.commands.executeCommand('taskcluster.migrateWorkspace', { preview: false });
    await until('the files to be migrated', async () => {
      const after = await Promise.all(files.map(saved));
      return after.every((one, i) => one === before[i]?.replace(PAIR, QUEUE));
    });
    assert.equal(other.document.getText(), text);
  });

  it('are rid of the problems of one rule, one with unsaved edits too', async () => {
    const before = await Promise.all(files.map(saved));
    const editor = await open(`many-${folder}/nightly.yml`);
    await type(editor, 'Runs every night', 'Runs at night');
    await vscode.commands.executeCommand('taskcluster.fixRuleInWorkspace', { rule: 'schema', preview: false });
    const expected = before.map((one) => one.replace('priority: normal', 'priority: lowest'));
    await until('the closed file to be fixed', async () => (await saved(files[1] as vscode.Uri)) === expected[1]);
    assert.equal(editor.document.getText(), expected[0]?.replace('every night', 'at night'));
  });
});
