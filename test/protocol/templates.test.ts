import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { CompletionList, Hover, SignatureHelp } from 'vscode-languageserver';
import { TIMEOUT_MS, withServer } from '../support/server.js';

const TEMPLATE = `version: 1
tasks:
  - $if: tasks_for == "github-push"
    then:
      metadata: {name: "\${event.ref} \${join()}"}
`;

describe('templates', function () {
  this.timeout(TIMEOUT_MS);

  it('have completion, hovers and signature help', () =>
    withServer({}, async (server) => {
      const document = await server.open('.taskcluster.yml', TEMPLATE);
      const ask = <Answer>(request: string, needle: string): Promise<Answer | null> => {
        const position = document.at(needle, needle.length);
        return server.connection.sendRequest(request, { textDocument: { uri: document.uri }, position });
      };
      const list = await ask<CompletionList>('textDocument/completion', '${event.');
      const labels = list?.items.map(({ label }) => label) ?? [];
      assert.ok(labels.includes('head_commit') && !labels.includes('pull_request'), labels.join(' '));
      const hover = await ask<Hover>('textDocument/hover', '${event.r');
      assert.match(JSON.stringify(hover?.contents), /event\.ref.*refs\/heads\/main/);
      const help = await ask<SignatureHelp>('textDocument/signatureHelp', '${join(');
      assert.equal(help?.signatures[0]?.label, 'join(list, separator): string');
      assert.equal(help?.activeParameter, 0);
    }));
});
