import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import vm from 'node:vm';
import { describe, it } from 'mocha';
import type { CodeAction, Diagnostic, InitializeResult } from 'vscode-languageserver-protocol';
import type { PoolsResult } from '../../server/lsp/protocol.js';
import { SERVER, TIMEOUT_MS } from '../support/server.js';
import { PAIR } from '../support/texts.js';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly diagnostics: Diagnostic[] };
  readonly result?: unknown;
}

/** What a page gets of a site that does not allow other pages to ask it. */
const refuse = (): Promise<never> => Promise.reject(new TypeError('Failed to fetch'));

/** Runs the server's bundle for the web with the globals of a web worker and no others: none of Node's. */
function startWorker(): {
  ask<R>(method: string, params: object): Promise<R>;
  tell(method: string, params: object): void;
  next(method: string): Promise<Message>;
} {
  const received: Message[] = [];
  let wake = (): void => {};
  const self = {
    onmessage: undefined as ((event: { data: object }) => void) | undefined,
    postMessage(message: Message): void {
      received.push(message);
      wake();
    },
    addEventListener(): void {},
  };
  const globals = { self, console, performance, crypto, setTimeout, clearTimeout, setInterval, clearInterval };
  vm.runInNewContext(readFileSync(join(dirname(SERVER), 'web/server.js'), 'utf8'), {
    ...globals,
    ...{ TextEncoder, TextDecoder, URL, queueMicrotask, AbortController, fetch: refuse },
  });
  const post = (message: object): void => self.onmessage?.({ data: { jsonrpc: '2.0', ...message } });
  const until = async (matches: (message: Message) => boolean): Promise<Message> => {
    for (;;) {
      const found = received.find(matches);
      if (found) return found;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  let requests = 0;
  return {
    async ask<R>(method: string, params: object): Promise<R> {
      const id = ++requests;
      post({ id, method, params });
      const { result } = await until((message) => message.id === id && message.method === undefined);
      return result as R;
    },
    tell: (method, params) => post({ method, params }),
    next: (method) => until((message) => message.method === method),
  };
}

describe('the server in a web worker', function () {
  this.timeout(TIMEOUT_MS);

  it('finds and fixes what the one on the desktop does', async () => {
    const worker = startWorker();
    const { capabilities } = await worker.ask<InitializeResult>('initialize', { capabilities: {}, rootUri: null });
    assert.ok(capabilities.codeActionProvider);
    worker.tell('initialized', {});
    const uri = 'vscode-vfs://github/owner/repository/task.yml';
    worker.tell('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text: PAIR } });
    const { params } = await worker.next('textDocument/publishDiagnostics');
    const [diagnostic] = params?.diagnostics ?? [];
    assert.equal(diagnostic?.code, 'prefer-task-queue-id');
    const { range } = diagnostic;
    const [action] = await worker.ask<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [] },
    });
    assert.match(action?.edit?.changes?.[uri]?.[0]?.newText ?? '', /taskQueueId|proj-test\/linux/);
  });

  it('says why a deployment may not answer a page', async () => {
    const worker = startWorker();
    await worker.ask<InitializeResult>('initialize', { capabilities: {}, rootUri: null });
    worker.tell('initialized', {});
    const settings = { taskcluster: { rootUrl: 'https://tc.example.com' } };
    worker.tell('workspace/didChangeConfiguration', { settings });
    let status: PoolsResult['status'];
    do ({ status } = await worker.ask<PoolsResult>('taskcluster/pools', { which: 'all' }));
    while (status.why !== 'offline');
    assert.match(status.detail ?? '', /does not let a web page ask it \(CORS\)/);
  });
});
