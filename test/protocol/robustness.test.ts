import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { frame, TIMEOUT_MS, withServer } from '../support/server.js';
import { BAD, PAIR } from '../support/texts.js';

const HARD: Record<string, string> = {
  'an empty document': '',
  'a byte order mark alone': '\ufeff',
  '100,000 nested lists in YAML': '['.repeat(100_000),
  '100,000 nested mappings in JSON': '{"a":'.repeat(100_000),
  '1,500 levels of indentation': Array.from({ length: 1500 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
  'a line of a million characters': `a: ${'x'.repeat(1_000_000)}`,
  'control characters and halves of surrogate pairs': '\0\u0001\ud800: \udfff\u2028{[}]"\'`|>-?&*!%@',
  'an alias of itself': 'a: &a [*a, *a]\n<<: *a\n',
  'aliases that multiply': `${Array.from({ length: 30 }, (_, i) => `a${i}: &a${i} [${'*a'.concat(String(i - 1), ', ').repeat(9)}]`).join('\n')}\n`,
  'a conflict of git': `<<<<<<< ours\n${PAIR}=======\n${BAD}>>>>>>> theirs\n`,
};

describe('the server survives', function () {
  this.timeout(TIMEOUT_MS);

  for (const [what, text] of Object.entries(HARD)) {
    for (const languageId of ['yaml', 'json']) {
      it(`${what}, as ${languageId}`, () =>
        withServer({ pull: true }, async (server) => {
          // The name makes it a Taskcluster file, so that nothing is skipped; twice, as the second look is another.
          for (const name of ['.taskcluster.yml', 'again/.taskcluster.yml']) {
            const document = await server.open(name, text, languageId);
            await document.diagnostics();
            await document.codeActions({ start: { line: 0, character: 0 }, end: { line: 9, character: 9 } });
            await document.fixAll();
            await document.status();
            await document.migration();
          }
          await server.assertAlive();
          assert.deepEqual(failures(server.inbox.log), []);
        }));
    }
  }

  it('random text in place of a document', () =>
    withServer({ pull: true }, async (server) => {
      let opened = 0;
      const property = fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
        const document = await server.open(`random-${opened++}/.taskcluster.yml`, `version: 1\ntasks:\n${text}`);
        await document.diagnostics();
        await document.fixAll();
        await document.close();
      });
      await fc.assert(property, { numRuns: 100 });
      assert.deepEqual(failures(server.inbox.log), []);
    }));

  const requests = ['textDocument/diagnostic', 'textDocument/codeAction', 'taskcluster/documentStatus'];
  const params = [null, {}, [], { textDocument: null }, { textDocument: { uri: 17 } }, { uri: 'file:///unknown.yml' }];
  for (const method of requests) {
    it(`wrong parameters of ${method}`, () =>
      withServer({ pull: true }, async (server) => {
        await server.open('task.yml', PAIR);
        for (const wrong of params) {
          // An error or an empty answer, but an answer.
          await server.connection.sendRequest(method, wrong).catch(() => undefined);
        }
        await server.assertAlive();
      }));
  }

  it('a range that is none', () =>
    withServer({}, async (server) => {
      const document = await server.open('task.yml', PAIR);
      const far = { line: 1e9, character: 1e9 };
      assert.deepEqual(await document.codeActions({ start: far, end: far }), []);
      await document.codeActions({ start: { line: -1, character: -5 }, end: { line: 0, character: Number.NaN } });
      await document.codeActions({ start: far, end: { line: 0, character: 0 } });
      await server.assertAlive();
    }));

  it('notifications that make no sense', () =>
    withServer({}, async (server) => {
      const methods = ['didOpen', 'didChange', 'didClose', 'didSave'].map((name) => `textDocument/${name}`);
      for (const method of [...methods, 'workspace/didChangeConfiguration', '$/cancelRequest', 'no/such']) {
        server.burst([{ method }, { method, params: {} }, { method, params: { textDocument: 1, contentChanges: {} } }]);
      }
      const uri = 'file:///never-opened.yml';
      const textDocument = { uri, version: 3 };
      server.burst([
        { method: 'textDocument/didChange', params: { textDocument, contentChanges: [{ text: BAD }] } },
        { method: 'textDocument/didClose', params: { textDocument } },
      ]);
      await server.assertAlive();
      assert.deepEqual(server.inbox.publishedFor(uri), []);
    }));

  it('messages that are not JSON', () =>
    withServer({}, async (server) => {
      server.write(frame('{"jsonrpc": "2.0", "method": '));
      server.write(frame(''));
      server.write(frame('null'));
      server.write(frame('[1, 2]'));
      await server.assertAlive();
    }));

  it('a client that does not answer when it is asked for its settings', () =>
    withServer({ settings: new Promise(() => {}), initializationOptions: { rules: {} } }, async (server) => {
      const document = await server.open('task.yml', BAD);
      assert.deepEqual(await document.rules(), ['task-queue-id-format']);
    }));
});

/** What the server logged of handlers that threw: on these inputs, none may. */
function failures(log: readonly string[]): string[] {
  return log.filter((line) => line.includes('failed'));
}
