import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { POOL_FILES, type PoolFilesParams } from '../../server/lsp/protocol.js';
import type { OpenDocument } from '../support/open-document.js';
import { FOLDER, TIMEOUT_MS, withServer } from '../support/server.js';

/** A definition in the format of worker-manager's API. */
const pools = (maxTaskRunTime: number): string => `proj-x/ci:
  providerId: static
  description: builds
  owner: team@example.com
  emailOnError: false
  config:
    workerConfig:
      genericWorker:
        config:
          maxTaskRunTime: ${maxTaskRunTime}
`;

const TASK = `taskQueueId: proj-x/ci
payload: {image: node, command: [make], maxRunTime: 7200}
metadata: {}
`;

/** Waits until the messages of `payload-worker-pool` for the task are these. */
async function shows(task: OpenDocument, expected: readonly string[]): Promise<void> {
  for (;;) {
    const found = (await task.diagnostics()).filter(({ code }) => code === 'payload-worker-pool');
    const messages = found.map(({ message }) => String(message));
    if (JSON.stringify(messages) === JSON.stringify(expected)) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const tooLong = (limit: number, words: string): string =>
  `A maxRunTime of 7200 is too long: the worker pool "proj-x/ci" in pools.yml allows at most ${limit} (${words}).`;

describe('worker pools that the workspace defines', function () {
  this.timeout(TIMEOUT_MS);

  it('count like those of a deployment, from open documents and from files that the client has read', () =>
    withServer({ pull: true }, async (server) => {
      const tell = (text: string | null): Promise<void> => {
        const params: PoolFilesParams = { files: [{ uri: `${FOLDER}/pools.yml`, text }] };
        return server.connection.sendNotification(POOL_FILES, params);
      };
      const task = await server.open('task.yml', TASK);
      await shows(task, []);
      await tell(pools(3600));
      await shows(task, [tooLong(3600, '1 hour')]);
      // What is open counts, saved or not.
      const open = await server.open('pools.yml', pools(1800));
      await open.diagnostics();
      await shows(task, [tooLong(1800, '30 minutes')]);
      await open.replace('1800', '7200');
      await open.diagnostics();
      await shows(task, []);
      await open.close();
      await shows(task, [tooLong(3600, '1 hour')]);
      const hover = await server.connection.sendRequest('textDocument/hover', {
        textDocument: { uri: task.uri },
        position: task.at('proj-x/ci'),
      });
      assert.match(JSON.stringify(hover), /Defined in pools\.yml.*Longest maxRunTime: 1 hour/);
      await tell(null);
      await shows(task, []);
    }));

  it('make the diagnostics of the tasks for them be sent again', () =>
    withServer({}, async (server) => {
      const task = await server.open('task.yml', TASK);
      await task.published();
      await server.open('pools.yml', pools(3600));
      const sent = await server.inbox.until(() =>
        server.inbox
          .publishedFor(task.uri)
          .flatMap(({ diagnostics }) => diagnostics)
          .find(({ code }) => code === 'payload-worker-pool'),
      );
      assert.equal(sent.message, tooLong(3600, '1 hour'));
    }));

  it('are nothing known where two files define the same one', () =>
    withServer({ pull: true }, async (server) => {
      const task = await server.open('task.yml', TASK);
      await (await server.open('pools.yml', pools(3600))).diagnostics();
      await shows(task, [tooLong(3600, '1 hour')]);
      await (await server.open('copy/pools.yml', pools(3600))).diagnostics();
      await shows(task, []);
    }));

  it('say nothing that cannot be read, or is excluded', () =>
    withServer({ pull: true, settings: { files: { exclude: ['**/old/**'] } } }, async (server) => {
      const task = await server.open('task.yml', TASK);
      const files = [
        { uri: `${FOLDER}/old/pools.yml`, text: pools(60) },
        { uri: `${FOLDER}/broken/pools.yml`, text: `${'['.repeat(100_000)}workerPools` },
        { uri: `${FOLDER}/other.yml`, text: 'emailOnError: [' },
        { uri: `${FOLDER}/pools.yml`, text: pools(3600) },
      ];
      await server.connection.sendNotification(POOL_FILES, { files });
      await shows(task, [tooLong(3600, '1 hour')]);
    }));
});
