import assert from 'node:assert/strict';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, it } from 'mocha';
import { FOLDER, type ServerOptions, type TestServer, TIMEOUT_MS, withServer } from '../support/server.js';
import { BAD, PAIR } from '../support/texts.js';

const RULE = 'task-queue-id-format';
const OFF = `rules: {${RULE}: off}\n`;
const NAME = '.taskcluster-lint.yml';

/** A client that reads files for the server, as VS Code does on the desktop and in the browser. */
const READS: ServerOptions = {
  initializationOptions: { files: 'client' },
  capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
};

/** Changes a file of the client on its disk, and tells the server. */
async function write({ inbox, connection }: TestServer, name: string, text: string | undefined): Promise<void> {
  const uri = `${FOLDER}/${name}`;
  const type = text === undefined ? 3 : inbox.files.has(uri) ? 2 : 1;
  if (text === undefined) inbox.files.delete(uri);
  else inbox.files.set(uri, text);
  await connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
}

describe('the config file of a repository', function () {
  this.timeout(TIMEOUT_MS);

  for (const pull of [false, true]) {
    it(`that is nearest applies to the documents below it (${pull ? 'asked for' : 'sent'})`, () =>
      withServer({ ...READS, pull }, async (server) => {
        server.inbox.files.set(`${FOLDER}/.git/HEAD`, '');
        server.inbox.files.set(`${FOLDER}/${NAME}`, OFF);
        server.inbox.files.set(`${FOLDER}/x/${NAME}`, `rules: {${RULE}: hint}\n`);
        server.inbox.files.set(`${FOLDER}/sub/.git`, 'gitdir: elsewhere');
        const severityOf = async (name: string): Promise<number | undefined> =>
          (await (await server.open(name, BAD)).diagnostics()).find(({ code }) => code === RULE)?.severity;
        assert.deepEqual(
          [
            await severityOf('task.yml'),
            await severityOf('y/z/task.yml'),
            await severityOf('x/task.yml'),
            await severityOf('x/y/task.yml'),
            await severityOf('sub/task.yml'),
          ],
          [undefined, undefined, 4, 4, 1],
        );
      }));
  }

  it('wins over the settings, which count where it says nothing', () =>
    withServer({ ...READS, settings: { rules: { [RULE]: 'hint' } } }, async (server) => {
      server.inbox.files.set(`${FOLDER}/x/${NAME}`, `rules: {${RULE}: info}\n`);
      const severities = async (name: string, text: string): Promise<unknown[]> =>
        (await (await server.open(name, text)).diagnostics()).map(({ severity }) => severity);
      assert.deepEqual(await severities('x/a.yml', BAD), [3]);
      assert.deepEqual(await severities('b.yml', BAD), [4]);
    }));

  it('that changes, appears or goes has the documents checked again, and the client is asked to watch', () =>
    withServer(READS, async (server) => {
      const { inbox } = server;
      const watch = await inbox.until(() =>
        inbox.registered.find(({ method }) => method === 'workspace/didChangeWatchedFiles'),
      );
      assert.deepEqual(watch.registerOptions, { watchers: [{ globPattern: `**/${NAME}` }] });
      const document = await server.open('x/task.yml', BAD);
      assert.deepEqual(await document.rules(), [RULE]);
      const nth = async (n: number): Promise<string[]> => {
        const { diagnostics } = await inbox.until(() => inbox.publishedFor(document.uri)[n]);
        return diagnostics.map(({ severity }) => `${severity}`);
      };
      await write(server, NAME, OFF);
      assert.deepEqual(await nth(1), []);
      await write(server, `x/${NAME}`, `rules: {${RULE}: hint}\n`);
      assert.deepEqual(await nth(2), ['4']);
      await write(server, `x/${NAME}`, undefined);
      assert.deepEqual(await nth(3), []);
      await write(server, NAME, undefined);
      assert.deepEqual(await nth(4), ['1']);
      assert.deepEqual(new Set(inbox.publishedFor(document.uri).map(({ version }) => version)), new Set([1]));
    }));

  it('that changes asks a client that pulls to pull again, unless no document is concerned', () =>
    withServer({ ...READS, pull: true }, async (server) => {
      const document = await server.open('task.yml', BAD);
      const { resultId } = await document.pull();
      await write(server, NAME, '# nothing\n');
      await server.assertAlive();
      assert.equal((await document.pull(resultId)).kind, 'unchanged');
      assert.equal(server.inbox.refreshes, 0);
      await write(server, NAME, OFF);
      await server.inbox.until(() => (server.inbox.refreshes > 0 ? true : undefined));
      const after = await document.pull(resultId);
      assert.deepEqual(after.kind === 'full' && after.items, []);
    }));

  it('counts as it is in the editor, unsaved, and as it is on disk once it is closed', () =>
    withServer(READS, async (server) => {
      const { inbox } = server;
      inbox.files.set(`${FOLDER}/${NAME}`, OFF);
      const document = await server.open('task.yml', BAD);
      assert.deepEqual(await document.rules(), []);
      const config = await server.open(NAME, OFF);
      await config.replace('off', 'hint');
      const second = await inbox.until(() => inbox.publishedFor(document.uri)[1]);
      assert.deepEqual(
        second.diagnostics.map(({ severity }) => severity),
        [4],
      );
      await config.close();
      const third = await inbox.until(() => inbox.publishedFor(document.uri)[2]);
      assert.deepEqual(third.diagnostics, []);
    }));

  it('that cannot be read for now says what it said before', () =>
    withServer(READS, async (server) => {
      const { inbox } = server;
      const config = await server.open(NAME, OFF);
      const document = await server.open('task.yml', BAD);
      assert.deepEqual(await document.rules(), []);
      await config.replace(': off}', ': ');
      assert.ok((await config.rules()).includes('syntax'));
      await config.replace('format: ', 'format: error}');
      const second = await inbox.until(() => inbox.publishedFor(document.uri)[1]);
      assert.deepEqual(
        second.diagnostics.map(({ severity }) => severity),
        [1],
      );
    }));

  it('has its mistakes marked, with fixes, completion and hover', () =>
    withServer(READS, async (server) => {
      const config = await server.open(NAME, 'rules:\n  taskqueue-id-format: off\n  \nrootUrl: x\n');
      const found = await config.diagnostics();
      assert.deepEqual(
        found.map(({ code, message, range }) => [code, String(message).split('.')[0], config.textIn(range)]),
        [
          ['config-file', 'There is no rule "taskqueue-id-format"', 'taskqueue-id-format'],
          [
            'config-file',
            'A repository does not decide which deployment is asked, so "rootUrl" cannot be set here',
            'rootUrl',
          ],
        ],
      );
      const [fix] = await config.codeActions(config.at('taskqueue'));
      assert.equal(config.after(fix), config.text.replace('taskqueue-id', 'task-queue-id'));
      const keys = await config.completions({ line: 2, character: 2 });
      assert.ok(keys.some(({ label }) => label === 'untrusted-pull-request'));
      assert.equal((await config.status())?.kind, 'config');
      const hover: { contents: { value: string } } | null = await server.connection.sendRequest('textDocument/hover', {
        textDocument: { uri: config.uri },
        position: config.at('rules:'),
      });
      assert.match(JSON.stringify(hover), /The severity of each rule/);
    }));

  it('that turns the migration off stops the offer to convert pairs', () =>
    withServer(READS, async (server) => {
      server.inbox.files.set(`${FOLDER}/x/${NAME}`, 'rules: {prefer-task-queue-id: off}\n');
      assert.equal((await (await server.open('task.yml', PAIR)).status())?.pairs, 1);
      assert.equal((await (await server.open('x/task.yml', PAIR)).status())?.pairs, 0);
    }));

  it('excludes files, and names kinds', () =>
    withServer(READS, async (server) => {
      server.inbox.files.set(`${FOLDER}/${NAME}`, 'files: {exclude: ["ci/**"], kinds: {"jobs/*": hook}}\n');
      const excluded = await (await server.open('ci/task.yml', BAD)).status();
      assert.deepEqual([excluded?.kind, excluded?.excluded], ['none', true]);
      assert.equal((await (await server.open('jobs/a.yml', 'a: 1\n')).status())?.kind, 'hook');
    }));

  it('is read from the disk for a client that reads no files, and again when a document is opened', async () => {
    const folder = fs.mkdtempSync(join(tmpdir(), 'taskcluster-config-'));
    try {
      fs.mkdirSync(join(folder, '.git'));
      fs.writeFileSync(join(folder, NAME), OFF);
      const uri = pathToFileURL(folder).href;
      await withServer({ folders: [uri] }, async (server) => {
        const document = await server.open(`${uri}/x/task.yml`, BAD);
        assert.deepEqual(await document.rules(), []);
        fs.writeFileSync(join(folder, NAME), '');
        await server.open(`${uri}/x/other.yml`, BAD);
        const second = await server.inbox.until(() => server.inbox.publishedFor(document.uri)[1]);
        assert.deepEqual(
          second.diagnostics.map(({ code }) => code),
          [RULE],
        );
      });
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('that the client does not send in time keeps nobody from diagnostics, and counts once it comes', () =>
    withServer({ ...READS, clock: true }, async (server) => {
      let send = (_: string): void => {};
      const coming = new Promise<string>((resolve) => {
        send = resolve;
      });
      let asked = (): void => {};
      const question = new Promise<void>((resolve) => {
        asked = resolve;
      });
      server.connection.onRequest('taskcluster/readFile', ({ uri }: { uri: string }) => {
        asked();
        return uri === `${FOLDER}/${NAME}` ? coming : null;
      });
      const document = await server.open('task.yml', BAD);
      await question;
      await server.pass(3000);
      assert.deepEqual(await document.rules(), [RULE]);
      send(OFF);
      const second = await server.inbox.until(() => server.inbox.publishedFor(document.uri)[1]);
      assert.deepEqual(second.diagnostics, []);
    }));
});
