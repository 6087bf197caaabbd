import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DocumentSymbol, SymbolInformation } from 'vscode-languageserver-protocol/node';
import type { OpenDocument } from '../support/open-document.js';
import { type TestServer, TIMEOUT_MS, withServer } from '../support/server.js';

const NESTED = {
  capabilities: {
    textDocument: {
      documentSymbol: { hierarchicalDocumentSymbolSupport: true, symbolKind: { valueSet: [12, 19, 24] as never[] } },
    },
  },
};
const [FUNCTION, INTERFACE, EVENT] = [12, 11, 24];

function ask<T = DocumentSymbol>(server: TestServer, { uri }: OpenDocument): Promise<T[]> {
  return server.connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri } });
}

/** What the client sees in its own text: names, with what is selected and where it begins and ends. */
function seen({ text }: OpenDocument, symbols: readonly DocumentSymbol[]): string[] {
  const lines = text.split('\n');
  return symbols.map(({ name, range, selectionRange: { start, end } }) => {
    assert.equal(start.line, end.line);
    const selected = lines[start.line]?.slice(start.character, end.character);
    return `${name}: ${selected}, ${lines[range.start.line]?.trim()} to ${lines[range.end.line]?.trim()}`;
  });
}

/** A list of tasks: `count` of them, of some 100 characters each. */
function tasks(count: number): string {
  return Array.from(
    { length: count },
    (_, i) =>
      `- taskQueueId: proj-x/ci\n  payload:\n    command: [echo, ${'x'.repeat(20)}]\n  metadata:\n    name: task ${i}\n`,
  ).join('');
}

describe('document symbols', function () {
  this.timeout(TIMEOUT_MS);

  const hook = `metadata: {name: Nightly}
schedule: []
task:
  taskQueueId: proj-x/ci
  payload: {}
`;

  it('stand in one another', () =>
    withServer(NESTED, async (server) => {
      const [symbol, ...others] = await ask(server, await server.open('hook.yml', hook));
      assert.deepEqual(others, []);
      assert.deepEqual(symbol, {
        name: 'Nightly',
        kind: INTERFACE,
        range: { start: { line: 0, character: 0 }, end: { line: 4, character: 13 } },
        selectionRange: { start: { line: 0, character: 17 }, end: { line: 0, character: 24 } },
        children: [
          {
            name: 'proj-x/ci',
            kind: EVENT,
            range: { start: { line: 2, character: 0 }, end: { line: 4, character: 13 } },
            selectionRange: { start: { line: 3, character: 15 }, end: { line: 3, character: 24 } },
            children: [],
          },
        ],
      });
    }));

  it('are a list for a client that knows no others', () =>
    withServer({}, async (server) => {
      const document = await server.open('hook.yml', hook);
      const symbols = await ask<SymbolInformation>(server, document);
      assert.deepEqual(
        symbols.map(({ name, kind, location, containerName }) => [name, kind, location.uri, containerName]),
        [
          ['Nightly', INTERFACE, document.uri, undefined],
          ['proj-x/ci', FUNCTION, document.uri, 'Nightly'],
        ],
      );
      assert.deepEqual(symbols[1]?.location.range.start, { line: 2, character: 0 });
    }));

  it('are none in a file that is none of ours, and in one that is not open', () =>
    withServer(NESTED, async (server) => {
      assert.deepEqual(await ask(server, await server.open('ci.yml', 'on: push\njobs: {}\n')), []);
      const document = await server.open('hook.yml', hook);
      await document.close();
      assert.deepEqual(await ask(server, document), []);
    }));

  it('follow the edits of a document in many segments', () =>
    withServer(NESTED, async (server) => {
      const document = await server.open('tasks.yml', `# tasks\n---\n${tasks(300)}`);
      assert.ok(document.text.length > 2 * 16_000);
      const expected = (names: readonly string[]): string[] =>
        names.map((name) => `${name}: ${name}, - taskQueueId: proj-x/ci to name: ${name}`);
      const names = Array.from({ length: 300 }, (_, i) => `task ${i}`);
      assert.deepEqual(seen(document, await ask(server, document)), expected(names));

      // One name changes, and lines come in before it.
      await document.replace('name: task 7\n', 'name: seven\n');
      await document.replace('payload:', 'routes:\n    - a\n  payload:');
      names[7] = 'seven';
      assert.deepEqual(seen(document, await ask(server, document)), expected(names));

      // A task goes, two come.
      const start = document.at('- taskQueueId');
      await document.change([{ range: { start, end: { line: start.line + 7, character: 0 } }, text: '' }]);
      await document.change([{ range: { start, end: start }, text: tasks(2) }]);
      assert.deepEqual(seen(document, await ask(server, document)), expected(['task 0', 'task 1', ...names.slice(1)]));

      // What surrounds the list changes.
      await document.replace('# tasks\n', '# tasks\n# of ours\n');
      assert.deepEqual(seen(document, await ask(server, document)), expected(['task 0', 'task 1', ...names.slice(1)]));
    }));

  it('of JSON in many segments keep to their members', () =>
    withServer(NESTED, async (server) => {
      const graph = Object.fromEntries(
        Array.from({ length: 200 }, (_, i) => [
          `t${i}`,
          { label: `label ${i}`, task: { provisionerId: 'proj-x', workerType: 'ci', payload: {}, extra: {} } },
        ]),
      );
      const document = await server.open('graph.json', JSON.stringify(graph, null, 2), 'json');
      const symbols = await ask(server, document);
      assert.deepEqual(
        seen(document, symbols),
        Array.from({ length: 200 }, (_, i) => `label ${i}: "t${i}", "t${i}": { to }${i < 199 ? ',' : ''}`),
      );
      assert.ok(symbols.every(({ detail, range }) => detail === 'proj-x/ci' && range.end.character === 3));
    }));

  it('are at most 5000', () =>
    withServer(NESTED, async (server) => {
      const symbols = await ask(server, await server.open('tasks.yml', tasks(5_100)));
      assert.equal(symbols.length, 5000);
      assert.equal(symbols.at(-1)?.name, 'task 4999');
    }));
});
