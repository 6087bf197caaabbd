import * as vscode from 'vscode';
import { FILE, hoverWith, LINUX, settings } from './pools.js';
import { open } from './support.js';

describe('Live look-ups with credentials', () => {
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
