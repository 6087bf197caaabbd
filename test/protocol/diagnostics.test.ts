import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type TestServer, TIMEOUT_MS, withServer } from '../support/server.js';
import { BAD, MIGRATED, PAIR, REST, REST_IN_FLOW, TWO_PAIRS } from '../support/texts.js';

/** A message that the server has handled everything before. */
async function settle(server: TestServer): Promise<void> {
  await server.assertAlive();
}

for (const pull of [false, true]) {
  describe(`diagnostics ${pull ? 'on request' : 'sent by the server'}`, function () {
    this.timeout(TIMEOUT_MS);

    it('say what is wrong, where, how severe it is and where to read more', () =>
      withServer({ pull }, async (server) => {
        const document = await server.open('task.yml', BAD);
        const [diagnostic, ...others] = await document.diagnostics();
        assert.deepEqual(others, []);
        assert.equal(diagnostic?.source, 'taskcluster');
        assert.equal(diagnostic.code, 'task-queue-id-format');
        assert.equal(diagnostic.severity, 1);
        assert.match(String(diagnostic.message), /B_Linux/);
        assert.equal(diagnostic.range.start.line, 0);
        assert.equal(
          diagnostic.codeDescription?.href,
          'https://github.com/taskcluster/taskcluster-vscode/blob/main/server/core/rules/task-queue-id-format/README.md',
        );
      }));

    it('mark both halves of a deprecated pair that are not adjacent', () =>
      withServer({ pull }, async (server) => {
        const apart = PAIR.replace('workerType', 'priority: low\nworkerType');
        const document = await server.open('task.yml', apart);
        const diagnostics = await document.diagnostics();
        assert.deepEqual(
          diagnostics.map(({ code, severity, tags, range }) => [code, severity, tags, range.start.line]),
          [0, 2].map((line) => ['prefer-task-queue-id', 4, [2], line]),
        );
        assert.equal(new Set(diagnostics.map(({ message }) => message)).size, 1);
      }));

    it('strike keys only, so that the values beside them can be read', () =>
      withServer({ pull }, async (server) => {
        const texts = [
          PAIR,
          PAIR.replace('provisionerId', '"provisionerId"'),
          `- {provisionerId: proj-test, workerType: linux, ${REST_IN_FLOW}}\n`,
          `- &a {provisionerId: proj-test}\n- <<: *a\n  workerType: linux\n${REST.replace(/^(?=.)/gm, '  ')}`,
          `{"provisionerId": "proj-test",\n "workerType": "linux", ${REST_IN_FLOW}}`,
        ];
        for (const [i, text] of texts.entries()) {
          const isJson = text.startsWith('{');
          const document = await server.open(`${i}.${isJson ? 'json' : 'yml'}`, text, isJson ? 'json' : 'yaml');
          const struck = (await document.diagnostics()).filter(({ tags }) => tags?.includes(2));
          assert.ok(struck.length > 0, text);
          for (const { range } of struck)
            assert.match(document.textIn(range), /^"?(provisionerId|workerType)"?$/, text);
        }
      }));

    it('are one for each pair that is more than a hint, wherever its halves are', () =>
      withServer({ pull, settings: { rules: { 'prefer-task-queue-id': 'warning' } } }, async (server) => {
        for (const [i, text] of [PAIR, PAIR.replace('workerType', 'priority: low\nworkerType')].entries()) {
          const document = await server.open(`${i}.yml`, text);
          const [diagnostic, ...others] = await document.diagnostics();
          assert.deepEqual(others, []);
          assert.equal(diagnostic?.severity, 2);
          assert.equal(document.textIn(diagnostic.range), 'provisionerId');
          const related = diagnostic.relatedInformation?.map(({ location }) => document.textIn(location.range));
          assert.deepEqual(related, ['workerType']);
        }
      }));

    it('of a line come with the gravest first', () =>
      withServer({ pull }, async (server) => {
        const text = `- {provisionerId: proj-test, workerType: B_Linux, ${REST_IN_FLOW}}\n`;
        const severities = (await (await server.open('tasks.yml', text)).diagnostics()).map(({ severity }) => severity);
        assert.deepEqual(severities, [1, 4, 4]);
      }));

    it('follow the text', () =>
      withServer({ pull }, async (server) => {
        const document = await server.open('task.yml', BAD);
        assert.deepEqual(await document.rules(), ['task-queue-id-format']);
        await document.replace('B_Linux', 'b-linux');
        assert.deepEqual(await document.rules(), []);
        await document.replace('b-linux', 'B_Linux');
        assert.deepEqual(await document.rules(), ['task-queue-id-format']);
      }));

    it('take the language of the editor, else the file name', () =>
      withServer({ pull }, async (server) => {
        const json = JSON.stringify({
          taskQueueId: 'a/B',
          created: '2024-05-06T07:08:09Z',
          deadline: '2024-05-07T07:08:09Z',
          payload: {},
          metadata: { name: 'n', description: 'd', owner: 'o', source: 'https://example.com/' },
        });
        assert.deepEqual(await (await server.open('untitled:Untitled-1', BAD)).rules(), ['task-queue-id-format']);
        assert.deepEqual(await (await server.open('a.txt', BAD, 'plaintext')).rules(), []);
        assert.deepEqual(await (await server.open('b.yaml', BAD, 'my-yaml')).rules(), ['task-queue-id-format']);
        assert.deepEqual(await (await server.open('c.json', json, 'json')).rules(), ['task-queue-id-format']);
      }));

    it('of a long file are all mistakes, and the hints around the last change', () =>
      withServer({ pull }, async (server) => {
        const tasks = Array.from({ length: 1000 }, (_, i) =>
          PAIR.replace('linux', i === 900 ? 'No_Linux' : `linux-${i}-x`),
        );
        const text = tasks.map((task) => `- ${task.trimEnd().replaceAll('\n', '\n  ')}\n`).join('');
        const document = await server.open('tasks.yml', text);
        const numbersOf = async (severity: number): Promise<number[]> => {
          const diagnostics = await document.diagnostics();
          const lines = diagnostics.filter((one) => one.severity === severity).map(({ range }) => range.start.line);
          return [...new Set(lines.map((line) => Math.floor(line / (text.split('\n').length / tasks.length))))];
        };
        assert.deepEqual(await numbersOf(1), [900]);
        const first = await numbersOf(4);
        assert(first.includes(0) && first.includes(20) && !first.includes(500), first.join(' '));
        await document.replace('linux-500-x', 'linux-500-y');
        assert.deepEqual(await numbersOf(1), [900]);
        const then = await numbersOf(4);
        assert(then.includes(480) && then.includes(500) && then.includes(520) && !then.includes(0), then.join(' '));
      }));

    it('of two documents do not interfere', () =>
      withServer({ pull }, async (server) => {
        const [bad, good] = await Promise.all([server.open('bad.yml', BAD), server.open('good.yml', MIGRATED)]);
        assert.deepEqual([await bad.rules(), await good.rules()], [['task-queue-id-format'], []]);
        await good.replace('linux', 'Linux');
        await bad.replace('B_Linux', 'linux');
        assert.deepEqual([await bad.rules(), await good.rules()], [[], ['task-queue-id-format']]);
      }));

    it('reach the status of the document', () =>
      withServer({ pull }, async (server) => {
        const document = await server.open('task.yml', BAD);
        assert.deepEqual(await document.status(), {
          kind: 'task',
          excluded: false,
          errors: 1,
          warnings: 0,
          pairs: 0,
        });
        assert.equal((await (await server.open('other.yml', 'a: 1\n')).status())?.kind, 'none');
        assert.equal((await (await server.open('.taskcluster.yml', TWO_PAIRS)).status())?.pairs, 2);
        await document.close();
        assert.equal(await document.status(), null);
      }));
  });
}

describe('diagnostics sent by the server', function () {
  this.timeout(TIMEOUT_MS);

  it('of a burst of edits are those of the newest version only', () =>
    withServer({}, async (server) => {
      const document = await server.open('task.yml', MIGRATED);
      await document.published();
      const edits = Array.from({ length: 50 }, (_, i) => ({
        method: 'textDocument/didChange',
        params: document.changeOf([{ text: i % 2 === 0 ? BAD : MIGRATED }]),
      }));
      server.burst(edits);
      assert.deepEqual(await document.rules(), []);
      await settle(server);
      assert.deepEqual(
        server.inbox.publishedFor(document.uri).map(({ version }) => version),
        [1, 51],
      );
    }));

  it('never go back to an older version', () =>
    withServer({}, async (server) => {
      const document = await server.open('task.yml', MIGRATED);
      for (let i = 0; i < 200; i++) await document.rewrite(i % 2 === 0 ? BAD : MIGRATED);
      await document.published();
      await settle(server);
      const versions = server.inbox.publishedFor(document.uri).map(({ version }) => version ?? -1);
      assert.deepEqual(
        versions,
        [...new Set(versions)].sort((a, b) => a - b),
      );
      assert.equal(versions.at(-1), 201);
    }));

  it('are cleared when the document is closed, and a turn that was due is not taken', () =>
    withServer({}, async (server) => {
      const document = await server.open('task.yml', BAD);
      await document.published();
      server.burst([
        { method: 'textDocument/didChange', params: document.changeOf([{ text: `${BAD}\n` }]) },
        { method: 'textDocument/didClose', params: { textDocument: { uri: document.uri } } },
      ]);
      const other = await server.open('other.yml', BAD);
      await other.published();
      const [first, last, ...more] = server.inbox.publishedFor(document.uri);
      assert.deepEqual([first?.diagnostics.length, last?.diagnostics, more], [1, [], []]);
    }));

  it('start over if a document is opened again with the same version', () =>
    withServer({}, async (server) => {
      const before = await server.open('task.yml', BAD);
      assert.deepEqual(await before.rules(), ['task-queue-id-format']);
      await before.close();
      const after = await server.open('task.yml', MIGRATED, 'yaml', 2);
      assert.deepEqual(await after.rules(), []);
    }));
});

describe('diagnostics on request', function () {
  this.timeout(TIMEOUT_MS);

  it('are not sent as well', () =>
    withServer({ pull: true }, async (server) => {
      const document = await server.open('task.yml', BAD);
      await document.pull();
      await document.close();
      await settle(server);
      assert.deepEqual(server.inbox.published, []);
    }));

  it('are unchanged until the text changes', () =>
    withServer({ pull: true }, async (server) => {
      const document = await server.open('task.yml', BAD);
      const first = await document.pull();
      const again = await document.pull(first.resultId);
      assert.deepEqual(again, { kind: 'unchanged', resultId: first.resultId });
      await document.rewrite(`\n${BAD}`);
      const changed = await document.pull(first.resultId);
      assert.equal(changed.kind, 'full');
      assert.notEqual(changed.resultId, first.resultId);
    }));

  it('are empty for a document that is not open', () =>
    withServer({ pull: true }, async (server) => {
      const document = await server.open('task.yml', BAD);
      await document.close();
      assert.deepEqual(await document.pull(), { kind: 'full', items: [] });
    }));

  it('end with the error of the protocol when they are cancelled', () =>
    withServer({ pull: true }, async (server) => {
      const { uri } = await server.open('task.yml', BAD);
      const answer = server.rawAnswer(9001);
      server.burst([
        { id: 9001, method: 'textDocument/diagnostic', params: { textDocument: { uri } } },
        { method: '$/cancelRequest', params: { id: 9001 } },
      ]);
      assert.match(await answer, /"code":-32800/);
      await server.assertAlive();
    }));
});
