import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Uri } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { answerFileRequests, hasConfigFile } from '../../client/project-files.js';
import { FILE_EXISTS, type FileParams, LIST_FOLDER, READ_FILE } from '../../server/lsp/protocol.js';

/** As much of a URI as is used; the path may have what a URI escapes. */
function uriOf(path: string): Uri {
  return {
    path,
    with: (change: { path: string }) => uriOf(change.path),
    toString: () => encodeURI(`vfs:${path}`),
  } as Uri;
}

/** What the client answers the server, with these files in its workspace. */
function setUp(files: Readonly<Record<string, string>>): (method: string, uri: string) => Promise<unknown> {
  const handlers = new Map<string, (params: FileParams) => Promise<unknown>>();
  const client = {
    onRequest: (method: string, handler: (params: FileParams) => Promise<unknown>) => handlers.set(method, handler),
    code2ProtocolConverter: { asUri: String },
    protocol2CodeConverter: { asUri: (uri: string) => uriOf(decodeURI(uri).replace(/^vfs:/, '')) },
  } as unknown as BaseLanguageClient;
  const found = ({ path }: Uri): string => {
    const text = files[path];
    if (text === undefined) throw new Error('no such file');
    return text;
  };
  answerFileRequests(
    { onConnect: (wire) => wire(client) },
    {
      stat: async (uri) => ({ size: found(uri).length }),
      readFile: async (uri) => new TextEncoder().encode(found(uri)),
      readDirectory: async ({ path }) => {
        const names = Object.keys(files).filter((name) => name.startsWith(`${path}/`));
        if (names.length === 0) throw new Error('no such folder');
        return names.map((name) => [name.slice(path.length + 1), 1] as const);
      },
    },
  );
  return async (method, uri) => handlers.get(method)?.({ uri });
}

describe('the files that the editor reads for the server', () => {
  const ask = setUp({
    '/a b/.taskcluster-lint.yml': 'rules: {}',
    '/a b/c.yml': 'x',
    '/a b/big': 'x'.repeat(1_000_001),
  });

  it('are read, unless there is none or it is too large', async () => {
    assert.equal(await ask(READ_FILE, 'vfs:/a%20b/.taskcluster-lint.yml'), 'rules: {}');
    assert.equal(await ask(READ_FILE, 'vfs:/none.yml'), null);
    assert.equal(await ask(READ_FILE, 'vfs:/a%20b/big'), null);
  });

  it('are listed as URIs', async () => {
    assert.deepEqual(await ask(LIST_FOLDER, 'vfs:/a%20b'), [
      'vfs:/a%20b/.taskcluster-lint.yml',
      'vfs:/a%20b/big',
      'vfs:/a%20b/c.yml',
    ]);
    assert.deepEqual(await ask(LIST_FOLDER, 'vfs:/none'), []);
  });

  it('may be a config file', async () => {
    const fs = {
      stat: async ({ path }: Uri): Promise<{ size: number }> => {
        if (path !== '/a/.taskcluster-lint.yml') throw new Error('no such file');
        return { size: 1 };
      },
    };
    assert.equal(await hasConfigFile([uriOf('/b'), uriOf('/a')], fs), true);
    assert.equal(await hasConfigFile([uriOf('/b'), uriOf('/')], fs), false);
    assert.equal(await hasConfigFile([], fs), false);
  });

  it('are there or not', async () => {
    assert.equal(await ask(FILE_EXISTS, 'vfs:/a%20b/c.yml'), true);
    assert.equal(await ask(FILE_EXISTS, 'vfs:/none.yml'), false);
  });
});
