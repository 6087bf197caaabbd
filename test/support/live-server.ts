import assert from 'node:assert/strict';
import type { CodeLens, CompletionItem, CompletionList, Hover } from 'vscode-languageserver-protocol/node';
import type { DemoDeployment, DemoOptions } from '../../scripts/demo-deployment/server.mjs';
import { startDemoDeployment } from '../../scripts/demo-deployment/server.mjs';
import type { Access, LiveStatus, PoolsParams, PoolsResult } from '../../server/documents/live/messages.js';
import { ACCESS, FETCH, type FetchParams, type FetchResult, LIVE_CHANGED, POOLS } from '../../server/lsp/protocol.js';
import { createFetchTransport } from '../../server/taskcluster/http/fetch-transport.js';
import type { OpenDocument } from './open-document.js';
import { type ServerOptions, type TestServer, withServer } from './server.js';
import { task } from './texts.js';

export const MINUTE = 60_000;

/** A server, the deployment it may ask, and the client between them. `network` says who sends the requests. */
export class LiveServer {
  /** What the client was told of the deployment, in order. */
  readonly statuses: LiveStatus[] = [];
  /** What the client was asked to carry, in order. */
  readonly fetched: FetchParams[] = [];
  /** Requests that the client carries just now. */
  underWay = 0;
  /** After how many milliseconds the client gives a request up that takes longer. */
  patience = 8_000;

  constructor(
    readonly server: TestServer,
    readonly deployment: DemoDeployment,
  ) {
    const { connection, inbox } = server;
    const transport = createFetchTransport();
    connection.onRequest<FetchResult, void>(FETCH, async (params: FetchParams) => {
      this.fetched.push(params);
      this.underWay++;
      inbox.arrived();
      try {
        return await transport({ ...params, timeout: Math.min(params.timeout, this.patience) });
      } finally {
        this.underWay--;
        inbox.arrived();
      }
    });
    connection.onNotification(LIVE_CHANGED, (status: LiveStatus) => {
      this.statuses.push(status);
      inbox.arrived();
    });
  }

  async access(access: Access): Promise<void> {
    await this.server.connection.sendNotification(ACCESS, access);
  }

  async pools(params: PoolsParams): Promise<PoolsResult> {
    return this.server.connection.sendRequest(POOLS, params);
  }

  /** Waits until all is known that can be known of the pools that open documents name, and has been shown. */
  async settled(): Promise<PoolsResult> {
    for (let i = 0; i < 3; i++) {
      await this.pools({ which: 'workspace' });
      await this.server.pass(1_000);
    }
    const result = await this.pools({ which: 'workspace' });
    await this.server.pass(1_000);
    return result;
  }

  /** Waits for the client to be told something. */
  async status(holds: (status: LiveStatus) => boolean): Promise<LiveStatus> {
    return this.server.inbox.until(() => {
      const last = this.statuses.at(-1);
      return last && holds(last) ? last : undefined;
    });
  }

  /** How many requests came to the deployment while `action` ran and what came of it was done. */
  async cost(action: () => Promise<unknown>): Promise<number> {
    this.deployment.clearRequests();
    await action();
    await this.settled();
    return this.deployment.requests.length;
  }

  /** What was published last for a document: the first line of each place with its rule. */
  shown({ uri }: OpenDocument): string[] {
    const last = this.server.inbox.publishedFor(uri).at(-1);
    return (last?.diagnostics ?? []).map(({ range, code }) => `${range.start.line}: ${code}`);
  }

  async lenses({ uri }: OpenDocument): Promise<string[]> {
    const params = { textDocument: { uri } };
    const lenses: CodeLens[] = await this.server.connection.sendRequest('textDocument/codeLens', params);
    return lenses.map(({ command }) => command?.title ?? '');
  }

  async hover(document: OpenDocument, needle: string): Promise<string> {
    const params = { textDocument: { uri: document.uri }, position: document.at(needle, 1) };
    const hover: Hover | null = await this.server.connection.sendRequest('textDocument/hover', params);
    if (!hover) return '';
    assert.ok(typeof hover.contents === 'object' && 'value' in hover.contents);
    return hover.contents.value;
  }

  async completion(document: OpenDocument, needle: string): Promise<CompletionItem[]> {
    const params = { textDocument: { uri: document.uri }, position: document.at(needle, needle.length) };
    const list: CompletionList | null = await this.server.connection.sendRequest('textDocument/completion', params);
    return list?.items ?? [];
  }
}

export interface LiveOptions extends ServerOptions {
  readonly network?: 'client' | 'server';
  readonly deployment?: DemoOptions;
  /** What the client allows at once; nothing with `null`. The deployment, if left out. */
  readonly access?: Access | null;
}

/** Runs a test with a server, and a deployment that it may ask. Time can be let pass. */
export async function withLive(options: LiveOptions, test: (live: LiveServer) => Promise<void>): Promise<void> {
  const { network = 'client', access, ...rest } = options;
  const deployment = await startDemoDeployment(options.deployment);
  const { rootUrl } = deployment;
  const capabilities = { workspace: { codeLens: { refreshSupport: true } } };
  const settings = network === 'server' ? { rootUrl } : {};
  const initializationOptions = network === 'client' ? { network } : undefined;
  try {
    await withServer({ settings, initializationOptions, capabilities, clock: true, ...rest }, async (server) => {
      const live = new LiveServer(server, deployment);
      if (network === 'client' && access !== null) await live.access(access ?? { rootUrl });
      await test(live);
    });
  } finally {
    await deployment.stop();
  }
}

/** A file of tasks, one for each queue. */
export function tasksFor(ids: readonly string[]): string {
  const indented = ids.map((id) => task(`taskQueueId: ${id}`).trimEnd().replace(/^/gm, '    ').replace('    ', '  - '));
  return `version: 1\npolicy:\n  pullRequests: public\ntasks:\n${indented.join('\n')}\n`;
}
