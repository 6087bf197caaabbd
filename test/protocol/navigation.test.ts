import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, it } from 'mocha';
import type {
  DocumentHighlight,
  Location,
  LocationLink,
  Range,
  TextDocumentEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import type { OpenDocument } from '../support/open-document.js';
import { type TestServer, TIMEOUT_MS, withServer } from '../support/server.js';

const CLIENT = {
  capabilities: {
    textDocument: { definition: { linkSupport: true }, rename: { prepareSupport: true } },
    workspace: { workspaceEdit: { documentChanges: true } },
  },
};

const TEMPLATE = `version: 1
tasks:
  $let: {level: 3}
  in:
    - taskQueueId: x/ci-\${level}
`;

/** A list of tasks that is long enough to be split, each of which depends on the one before. */
const LONG = `version: 1
tasks:
${Array.from(
  { length: 100 },
  (_, i) => `  - taskId: {$eval: as_slugid("task-${i}.")}
    dependencies: [{$eval: as_slugid("task-${Math.max(0, i - 1)}.")}]
    taskQueueId: proj-x/ci
    payload: {command: [echo, ${'x'.repeat(60)}]}
`,
).join('')}`;

function ask<T>(
  server: TestServer,
  document: OpenDocument,
  method: string,
  needle: string,
  more: object = {},
): Promise<T> {
  const position = document.at(needle, needle.length - 1);
  return server.connection.sendRequest(method, { textDocument: { uri: document.uri }, position, ...more });
}

/** What stands at the ranges. */
function textsAt({ text }: OpenDocument, ranges: readonly Range[]): string[] {
  const lines = text.split('\n');
  return ranges.map(({ start, end }) => {
    assert.equal(start.line, end.line);
    return `${start.line}: ${lines[start.line]?.slice(start.character, end.character)}`;
  });
}

describe('navigation', function () {
  this.timeout(TIMEOUT_MS);

  it('leads to definitions and uses, and renames', () =>
    withServer(CLIENT, async (server) => {
      const document = await server.open('.taskcluster.yml', TEMPLATE);
      const [link] = await ask<LocationLink[]>(server, document, 'textDocument/definition', '${level');
      assert.deepEqual(textsAt(document, link ? [link.targetSelectionRange, link.targetRange] : []), [
        '2: level',
        '2: level: 3',
      ]);
      const uses = await ask<Location[]>(server, document, 'textDocument/references', '{level', {
        context: { includeDeclaration: false },
      });
      assert.deepEqual(
        textsAt(
          document,
          uses.map(({ range }) => range),
        ),
        ['4: level'],
      );
      const marks = await ask<DocumentHighlight[]>(server, document, 'textDocument/documentHighlight', '${level');
      assert.deepEqual(
        marks.map(({ kind }) => kind),
        [3, 2],
      );
      const range = await ask<Range>(server, document, 'textDocument/prepareRename', '${level');
      assert.deepEqual(textsAt(document, [range]), ['4: level']);
      const edit = await ask<WorkspaceEdit>(server, document, 'textDocument/rename', '${level', { newName: 'trust' });
      const [change] = (edit.documentChanges ?? []) as TextDocumentEdit[];
      assert.deepEqual(change?.textDocument, { uri: document.uri, version: 1 });
      assert.equal(change?.edits.length, 2);
    }));

  it('says why something cannot be renamed', () =>
    withServer(CLIENT, async (server) => {
      const document = await server.open('.taskcluster.yml', TEMPLATE.replace('3', '"${tasks_for}"'));
      await assert.rejects(ask(server, document, 'textDocument/prepareRename', '${tasks_for'), {
        message: 'The service provides "tasks_for".',
      });
      await assert.rejects(ask(server, document, 'textDocument/rename', '${level', { newName: 'now' }), {
        message: 'The service provides "now", which the variable would hide.',
      });
      assert.equal(await ask(server, document, 'textDocument/prepareRename', 'version'), null);
    }));

  it('finds labels in all parts of a long file', () =>
    withServer(CLIENT, async (server) => {
      const document = await server.open('.taskcluster.yml', LONG);
      const [link] = await ask<LocationLink[]>(
        server,
        document,
        'textDocument/definition',
        '[{$eval: as_slugid("task-50.',
      );
      assert.deepEqual(textsAt(document, link ? [link.targetSelectionRange] : []), ['202: task-50.']);
      const uses = await ask<Location[]>(server, document, 'textDocument/references', '[{$eval: as_slugid("task-50.', {
        context: { includeDeclaration: true },
      });
      const found = ['202: task-50.', '207: task-50.'];
      assert.deepEqual(
        textsAt(
          document,
          uses.map(({ range }) => range),
        ),
        found,
      );
      const edit = await ask<WorkspaceEdit>(
        server,
        document,
        'textDocument/rename',
        'taskId: {$eval: as_slugid("task-50.',
        {
          newName: 'build',
        },
      );
      const [change] = (edit.documentChanges ?? []) as TextDocumentEdit[];
      assert.deepEqual(
        textsAt(
          document,
          (change?.edits ?? []).map(({ range }) => range),
        ).sort(),
        found,
      );
      const label = 'taskId: {$eval: as_slugid("task-50.';
      await assert.rejects(ask(server, document, 'textDocument/rename', label, { newName: 'task-99.' }), {
        message: 'There is already a label "task-99.".',
      });
    }));

  it('leads from a kind to the worker aliases of the taskgraph, on the disk or in the editor, and back', () =>
    withServer({}, async (server) => {
      const folder = mkdtempSync(join(tmpdir(), 'taskgraph-'));
      try {
        const aliases = 'workers:\n  aliases:\n    b-linux: {provisioner: x, worker-type: y}\n';
        mkdirSync(join(folder, 'kinds/build'), { recursive: true });
        writeFileSync(join(folder, 'config.yml'), aliases);
        writeFileSync(join(folder, 'kinds/build/more.yml'), 'a: {worker-type: b-linux}\n');
        const uri = pathToFileURL(folder).href;
        const kind = await server.open(`${uri}/kinds/build/kind.yml`, 'task-defaults: {worker-type: b-linux}\n');
        const found = await ask<Location[]>(server, kind, 'textDocument/definition', 'b-linux');
        const range = { start: { line: 2, character: 4 }, end: { line: 2, character: 11 } };
        assert.deepEqual(found, [{ uri: `${uri}/config.yml`, range }]);
        const config = await server.open(`${uri}/config.yml`, `# A line more.\n${aliases}`);
        const [moved] = await ask<Location[]>(server, kind, 'textDocument/definition', 'b-linux');
        assert.equal(moved?.range.start.line, 3);
        const uses = await ask<Location[]>(server, config, 'textDocument/references', 'b-linux', {
          context: { includeDeclaration: false },
        });
        assert.deepEqual(
          uses.map((use) => [use.uri.slice(uri.length), use.range.start.line]),
          [['/kinds/build/more.yml', 0]],
        );
      } finally {
        rmSync(folder, { recursive: true });
      }
    }));
});
