import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extension, open } from './support.js';

describe('The extension', () => {
  it('activates when a YAML file is opened', async () => {
    await open('pair/.taskcluster.yml');
    await extension();
    assert.equal(vscode.extensions.getExtension('taskcluster.taskcluster-vscode')?.isActive, true);
  });

  it('leaves the language of .taskcluster.yml alone', async () => {
    const { document } = await open('pair/.taskcluster.yml');
    assert.equal(document.languageId, 'yaml');
  });
});
