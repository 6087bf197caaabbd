import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { FileSystemWatcher, Uri } from 'vscode';
import { createEmitter } from '../../client/events.js';
import type { ServerState } from '../../client/language-server.js';
import { createPoolFiles } from '../../client/pools/pool-files.js';
import type { PoolFilesParams } from '../../server/lsp/protocol.js';
import { fakeEvent } from '../support/fake-editor.js';

const uriOf = (path: string): Uri => ({ path, toString: () => `file://${path}` }) as Uri;

/** A workspace with some files, and a server that may run; `sent` are the files in the messages to it. */
function setUp(texts: Map<string, string>, state: ServerState) {
  const sent: PoolFilesParams['files'][number][][] = [];
  const states = createEmitter();
  const [created, changed, deleted] = [fakeEvent<Uri>(), fakeEvent<Uri>(), fakeEvent<Uri>()];
  const folders = fakeEvent<unknown>();
  const server = {
    state,
    notify: (_: string, params: object) => void sent.push([...(params as PoolFilesParams).files]),
    onDidChangeState: states.event,
  };
  let isWatching = true;
  const watcher = {
    onDidCreate: created.on,
    onDidChange: changed.on,
    onDidDelete: deleted.on,
    dispose: () => {
      isWatching = false;
    },
  } as unknown as FileSystemWatcher;
  const files = createPoolFiles(server, {
    findFiles: async () => [...texts.keys()].map(uriOf),
    createFileSystemWatcher: () => watcher,
    onDidChangeWorkspaceFolders: folders.on,
    fs: {
      stat: async ({ path }) => ({ size: texts.get(path)?.length ?? 0 }),
      readFile: async ({ path }) => {
        const text = texts.get(path);
        if (text === undefined) throw new Error('no such file');
        return new TextEncoder().encode(text);
      },
    },
  });
  const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
  return { sent, server, states, changed, deleted, folders, files, rest, isWatching: () => isWatching };
}

describe('the files of a workspace that may define worker pools', () => {
  it('go to a server that runs, in groups, without those that are too large', async () => {
    const texts = new Map(Array.from({ length: 45 }, (_, i) => [`/pools/${i}.yml`, `a: ${i}`]));
    texts.set('/pools/44.yml', 'x'.repeat(1_000_001));
    const { sent, rest } = setUp(texts, 'running');
    await rest();
    assert.deepEqual(
      sent.map((files) => files.length),
      [20, 20, 5],
    );
    assert.deepEqual(sent[0]?.[0], { uri: 'file:///pools/0.yml', text: 'a: 0' });
    assert.deepEqual(sent[2]?.[4], { uri: 'file:///pools/44.yml', text: null });
  });

  it('go to a server as soon as it runs', async () => {
    const { sent, server, states, rest } = setUp(new Map([['/pools.yml', 'a: 1']]), 'idle');
    await rest();
    assert.deepEqual(sent, []);
    server.state = 'running';
    states.fire();
    await rest();
    assert.deepEqual(sent, [[{ uri: 'file:///pools.yml', text: 'a: 1' }]]);
  });

  it('go again when they change, and are taken back when they are gone', async () => {
    const texts = new Map([['/pools.yml', 'a: 1']]);
    const { sent, changed, deleted, files, rest, isWatching } = setUp(texts, 'running');
    await rest();
    texts.set('/pools.yml', 'a: 2');
    changed.fire(uriOf('/pools.yml'));
    await rest();
    texts.delete('/pools.yml');
    deleted.fire(uriOf('/pools.yml'));
    await rest();
    assert.deepEqual(
      sent.map(([file]) => file?.text),
      ['a: 1', 'a: 2', null],
    );
    files.dispose();
    assert.deepEqual([changed.count(), deleted.count(), isWatching()], [0, 0, false]);
  });

  it('go again when folders join or leave the workspace; those of a folder that has left count no more', async () => {
    const texts = new Map([['/a/pools.yml', 'a']]);
    const { sent, folders, rest } = setUp(texts, 'running');
    await rest();
    texts.delete('/a/pools.yml');
    texts.set('/b/pools.yml', 'b');
    sent.length = 0;
    folders.fire(undefined);
    await rest();
    assert.deepEqual(sent, [[{ uri: 'file:///a/pools.yml', text: null }], [{ uri: 'file:///b/pools.yml', text: 'b' }]]);
  });
});
