import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DocumentLink, InlayHint, Range, SemanticTokens } from 'vscode-languageserver-protocol/node';
import type { OpenDocument } from '../support/open-document.js';
import { type TestServer, TIMEOUT_MS, withServer } from '../support/server.js';

const TEMPLATE = `version: 1
tasks:
  - $let: {image: node}
    in:
      taskQueueId: proj-x/ci
      metadata: {source: 'https://example.com/a'}
      payload: {image: '\${image}:22'}
`;

/** A list of tasks that is long enough to be split. */
const LONG = Array.from(
  { length: 200 },
  (_, i) => `- taskQueueId: proj-x/ci
  dependencies: [KZDcZ3TaTRSHoR63bIWvcQ]
  metadata: {source: 'https://example.com/${i}', name: ${'x'.repeat(50)}}
  payload: {a: {$eval: '1 + ${i}'}}
`,
).join('');

function ask<T>(server: TestServer, { uri }: OpenDocument, method: string, more: object = {}): Promise<T> {
  return server.connection.sendRequest(method, { textDocument: { uri }, ...more });
}

function linesOf(first: number, last: number): { readonly range: Range } {
  return { range: { start: { line: first, character: 0 }, end: { line: last, character: 0 } } };
}

/** The tokens as `line: text type`. */
function tokensIn({ text }: OpenDocument, { data }: SemanticTokens, types: readonly string[]): string[] {
  const lines = text.split('\n');
  let [line, character] = [0, 0];
  const found: string[] = [];
  for (let i = 0; i < data.length; i += 5) {
    const [down = 0, right = 0, length = 0, type = 0] = data.slice(i, i + 4);
    line += down;
    character = down > 0 ? right : character + right;
    found.push(`${line}: ${lines[line]?.slice(character, character + length)} ${types[type]}`);
  }
  return found;
}

describe('links, inlay hints and semantic tokens', function () {
  this.timeout(TIMEOUT_MS);

  it('are there for a template', () =>
    withServer({ settings: { inlayHints: { enable: true } } }, async (server) => {
      const document = await server.open('.taskcluster.yml', TEMPLATE);
      const links = await ask<DocumentLink[]>(server, document, 'textDocument/documentLink');
      // No deployment is selected, so there is no page of the pool.
      assert.deepEqual(
        links.map(({ target }) => target),
        ['https://docs.taskcluster.net/docs/reference/integrations/github/taskcluster-yml-v1', 'https://example.com/a'],
      );
      const [hint, ...others] = await ask<InlayHint[]>(server, document, 'textDocument/inlayHint', linesOf(0, 9));
      assert.deepEqual([hint?.label, hint?.position], ['= "node"', { line: 6, character: 32 }]);
      assert.deepEqual(others, []);
      assert.deepEqual(await ask(server, document, 'textDocument/inlayHint', linesOf(0, 5)), []);
      const types = server.capabilities.semanticTokensProvider?.legend.tokenTypes ?? [];
      const tokens = await ask<SemanticTokens>(server, document, 'textDocument/semanticTokens/full');
      assert.deepEqual(tokensIn(document, tokens, types), [
        '2: $let keyword',
        '3: in keyword',
        '6: ${ operator',
        '6: image variable',
        '6: } operator',
      ]);
    }));

  it('are there in all parts of a long file', () =>
    withServer({}, async (server) => {
      const document = await server.open('tasks.yml', LONG);
      const links = await ask<DocumentLink[]>(server, document, 'textDocument/documentLink');
      assert.equal(links.length, 200);
      assert.deepEqual(links.at(-1)?.range.start, { line: 798, character: 22 });
      const types = server.capabilities.semanticTokensProvider?.legend.tokenTypes ?? [];
      const all = await ask<SemanticTokens>(server, document, 'textDocument/semanticTokens/full');
      const some = await ask<SemanticTokens>(server, document, 'textDocument/semanticTokens/range', linesOf(401, 404));
      const shown = tokensIn(document, all, types);
      assert.equal(shown.length, 800);
      assert.deepEqual(
        tokensIn(document, some, types).slice(0, 4),
        shown.filter((token) => token.startsWith('403:')),
      );
    }));

  it('are not there in another file, and hints not if they are off', () =>
    withServer({ settings: { inlayHints: { enable: false } } }, async (server) => {
      const document = await server.open('.taskcluster.yml', TEMPLATE);
      assert.equal(await ask(server, document, 'textDocument/inlayHint', linesOf(0, 9)), null);
      const other = await server.open('other.yml', 'image: ${a}\nsource: https://example.com\n');
      assert.equal(await ask(server, other, 'textDocument/documentLink'), null);
      assert.deepEqual(await ask(server, other, 'textDocument/semanticTokens/full'), { data: [] });
    }));
});
