import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extension, findingsOf, open, type, until } from './support.js';

/** Waits for a server process other than `old`. */
async function newServer(old: number | undefined): Promise<number> {
  const { serverPid } = await extension();
  return until('another server process', () => {
    const pid = serverPid();
    return pid !== old && pid;
  });
}

/** Makes a mistake that only a live server can see. */
async function checksWhatIsTyped(): Promise<void> {
  const editor = await open('pair/.taskcluster.yml');
  await type(editor, 'workerType: linux', 'workerType: Linux');
  await findingsOf(editor.document, 'worker-type-format');
}

describe('The language server', () => {
  it('can be restarted by a command', async () => {
    const { document } = await open('pair/.taskcluster.yml');
    await findingsOf(document, 'prefer-task-queue-id');
    const old = (await extension()).serverPid();
    assert.ok(old);
    await vscode.commands.executeCommand('taskcluster.restartServer');
    await newServer(old);
    await findingsOf(document, 'prefer-task-queue-id');
    await checksWhatIsTyped();
  });

  it('comes back by itself when its process dies', async () => {
    const { document } = await open('pair/.taskcluster.yml');
    await findingsOf(document, 'prefer-task-queue-id');
    const old = (await extension()).serverPid();
    assert.ok(old);
    process.kill(old, 'SIGKILL');
    await newServer(old);
    await findingsOf(document, 'prefer-task-queue-id');
    await checksWhatIsTyped();
  });
});
