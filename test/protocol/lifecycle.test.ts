import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'mocha';
import manifest from '../../package.json' with { type: 'json' };
import { FOLDER, initialize, SERVER, startServer, TIMEOUT_MS, withServer } from '../support/server.js';
import { PAIR } from '../support/texts.js';

describe('lifecycle', function () {
  this.timeout(TIMEOUT_MS);

  it('offers what it can do, and no pull to a client that cannot', () =>
    withServer({}, async ({ capabilities }) => {
      assert.deepEqual(capabilities, {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: 2 },
        hoverProvider: true,
        completionProvider: { triggerCharacters: [' ', '"', "'", '/', ':', '$', '{', '.'] },
        signatureHelpProvider: { triggerCharacters: ['(', ','] },
        definitionProvider: true,
        referencesProvider: true,
        documentHighlightProvider: true,
        renameProvider: true,
        documentLinkProvider: {},
        inlayHintProvider: true,
        semanticTokensProvider: {
          legend: {
            tokenTypes: ['keyword', 'variable', 'parameter', 'function', 'property', 'string', 'number', 'operator'],
            tokenModifiers: [],
          },
          full: true,
          range: true,
        },
        codeLensProvider: {},
        documentSymbolProvider: { label: 'Taskcluster' },
        codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.taskcluster'], resolveProvider: true },
      });
    }));

  it('offers to be asked for diagnostics to a client that can', () =>
    withServer({ pull: true }, async ({ capabilities }) => {
      assert.deepEqual(capabilities.diagnosticProvider, {
        identifier: 'taskcluster',
        interFileDependencies: false,
        workspaceDiagnostics: false,
      });
    }));

  it('says in the log what it is and which files it checks', () =>
    withServer({ settings: { files: { exclude: ['old/**'] } } }, async (server) => {
      await (await server.open('task.yml', PAIR)).diagnostics();
      await (await server.open('other.yml', 'a: 1\n')).status();
      await (await server.open('old/task.yml', PAIR)).status();
      const { told } = server.inbox;
      await server.inbox.until(() => told.find((line) => line.includes('old/')));
      assert.match(told[0] ?? '', /^Language server \d+\.\d+\.\d+ has started in Node\.js v/);
      assert.ok(told.includes(`${FOLDER}/task.yml: task; errors: 0, warnings: 0, pairs: 1`), told.join('\n'));
      assert.ok(
        told.includes(`${FOLDER}/old/task.yml: excluded by taskcluster.files.exclude or .taskcluster-lint.yml`),
        told.join('\n'),
      );
      assert.ok(!told.some((line) => line.includes('other.yml')));
    }));

  it('refuses to be initialized twice, and goes on', () =>
    withServer({}, async (server) => {
      await assert.rejects(initialize(server), /already initialized/);
      await server.assertAlive();
    }));

  it('refuses requests before it is initialized, also to be shut down', async () => {
    const server = startServer();
    for (const method of ['shutdown', 'textDocument/hover', 'unknown/request']) {
      await assert.rejects(server.connection.sendRequest(method, {}), { code: -32002, message: /not initialized/ });
    }
    await initialize(server);
    await server.assertAlive();
    const exit = once(server.process, 'exit');
    await server.connection.sendRequest('shutdown');
    await server.connection.sendNotification('exit');
    assert.deepEqual(await exit, [0, null]);
  });

  it('refuses requests after a shutdown', async () => {
    const server = startServer();
    await initialize(server);
    const exit = once(server.process, 'exit');
    assert.equal(await server.connection.sendRequest('shutdown'), null);
    for (const method of ['shutdown', 'initialize', 'textDocument/hover', 'taskcluster/documentStatus']) {
      await assert.rejects(server.connection.sendRequest(method, {}), { code: -32600, message: /shut down/ });
    }
    await server.connection.sendNotification('exit');
    assert.deepEqual(await exit, [0, null]);
  });

  for (const header of ['Content-Length: abc', 'Content-Length', 'Content-Type: x', 'hello']) {
    it(`ends with 1 behind the header "${header}": nobody knows where the next message begins`, async () => {
      const server = startServer({ ownErrors: true });
      await initialize(server);
      const exit = once(server.process, 'exit');
      server.write(`${header}\r\n\r\n{}`);
      assert.deepEqual(await exit, [1, null]);
    });
  }

  it('goes on behind a message that is not JSON', () =>
    withServer({}, async (server) => {
      server.write('Content-Length: 3\r\n\r\n{a}');
      await server.assertAlive();
    }));

  it('ends with 1 when it is told to exit without a shutdown', async () => {
    const server = startServer();
    await initialize(server);
    const exit = once(server.process, 'exit');
    await server.connection.sendNotification('exit');
    assert.deepEqual(await exit, [1, null]);
  });

  it('ends when the client goes away', async () => {
    const server = startServer();
    await initialize(server);
    const exit = once(server.process, 'exit');
    server.process.stdin?.end();
    assert.deepEqual(await exit, [1, null]);
  });

  it('prints its version and its usage', () => {
    assert.equal(execFileSync(process.execPath, [SERVER, '--version'], { encoding: 'utf8' }).trim(), manifest.version);
    assert.match(execFileSync(process.execPath, [SERVER, '--help'], { encoding: 'utf8' }), /--stdio/);
    const { status, stderr } = spawnSync(process.execPath, [SERVER], { encoding: 'utf8' });
    assert.equal(status, 2);
    assert.match(stderr, /Usage/);
  });
});
