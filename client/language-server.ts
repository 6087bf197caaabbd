import type { CancellationToken, Disposable, LogOutputChannel, Uri } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { DocumentParams } from '../server/lsp/protocol.js';
import { createEmitter } from './events.js';
import type { Translate } from './l10n.js';

/** `idle`: nothing has needed the server yet. `stopped`: it should be running but is not. */
export type ServerState = 'idle' | 'starting' | 'running' | 'stopped';

/** One client and its server process or worker. */
export interface Connected {
  readonly client: BaseLanguageClient;
  pid(): number | undefined;
  /** Ends what the client leaves behind after it has stopped. */
  dispose(): void;
}

/** Creates a client without starting it. This loads the client's code, so it is called as late as possible. */
export type Connect = (
  output: LogOutputChannel,
  onState: (state: ServerState) => void,
  onGiveUp: () => void,
) => Promise<Connected>;

/** The language server as the extension sees it: started when first needed, and replaced entirely by a restart. */
export interface LanguageServer extends Disposable {
  readonly state: ServerState;
  readonly onDidChangeState: (listener: () => void) => Disposable;
  start(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
  /** Asks about an open document; undefined if the server is not running or does not know the document. */
  ask<R>(method: string, uri: Uri, more?: object): Promise<R | undefined>;
  /** Sends any request; undefined if the server is not running. Rejects if the request is cancelled. */
  request<R>(method: string, params: object, token?: CancellationToken): Promise<R | undefined>;
  /** Sends a notification. It is lost if the server is not running. */
  notify(method: string, params: object): void;
  /** Calls `wire` with every client before it starts, to handle the requests and notifications of its server. */
  onConnect(wire: (client: BaseLanguageClient) => void): void;
  pid(): number | undefined;
  showOutput(): void;
}

/** Shows the server's log, and messages for the user. */
export interface ServerWindow {
  createOutputChannel(name: string, options: { readonly log: true }): LogOutputChannel;
  readonly showErrorMessage: (message: string, ...items: string[]) => Thenable<string | undefined>;
}

/** Creates the language server, idle. `about` describes the extension in the log whenever a server starts. */
export function createLanguageServer(
  connect: Connect,
  about: string,
  window: ServerWindow,
  t: Translate,
): LanguageServer {
  const changes = createEmitter();
  let state: ServerState = 'idle';
  let output: LogOutputChannel | undefined;
  let current: Promise<Connected> | undefined;
  let connected: Connected | undefined;
  const wires: ((client: BaseLanguageClient) => void)[] = [];

  const setState = (next: ServerState): void => {
    if (state === next) return;
    state = next;
    changes.fire();
  };

  const channel = (): LogOutputChannel => {
    output ??= window.createOutputChannel('Taskcluster', { log: true });
    return output;
  };

  const offerRestart = async (message: string): Promise<void> => {
    const restartItem = t('Restart');
    const outputItem = t('Show Output');
    const choice = await window.showErrorMessage(message, restartItem, outputItem);
    if (choice === restartItem) await server.restart();
    if (choice === outputItem) channel().show();
  };

  const launch = async (): Promise<Connected> => {
    setState('starting');
    channel().info(`${about}: starting the language server`);
    try {
      connected = await connect(channel(), setState, () => {
        void offerRestart(t('The Taskcluster language server keeps crashing, so it was not restarted.'));
      });
      for (const wire of wires) wire(connected.client);
      await connected.client.start();
      return connected;
    } catch (error) {
      setState('stopped');
      channel().error(error instanceof Error ? error : String(error));
      void offerRestart(t('The Taskcluster language server could not be started.'));
      throw error;
    }
  };

  const stop = async (): Promise<void> => {
    const old = current;
    current = undefined;
    // Leave a server alone if it did not start or does not stop.
    const ended = await old?.catch(() => undefined);
    await ended?.client.dispose().catch((error: unknown) => channel().warn(`Stopping the server: ${String(error)}`));
    ended?.dispose();
    connected = undefined;
    if (ended) channel().info('The language server has stopped');
  };

  const start = async (): Promise<void> => {
    current ??= launch();
    // The failure has already been reported.
    await current.catch(() => {});
  };

  const server: LanguageServer = {
    get state() {
      return state;
    },
    onDidChangeState: (listener) => changes.event(listener),
    start,
    stop,
    async restart() {
      await stop();
      await start();
    },
    async ask<R>(method: string, uri: Uri, more: object = {}): Promise<R | undefined> {
      if (!connected?.client.isRunning()) return undefined;
      const params: DocumentParams = { ...more, uri: connected.client.code2ProtocolConverter.asUri(uri) };
      return (await connected.client.sendRequest<R | null>(method, params)) ?? undefined;
    },
    async request<R>(method: string, params: object, token?: CancellationToken): Promise<R | undefined> {
      return connected?.client.isRunning() ? connected.client.sendRequest<R>(method, params, token) : undefined;
    },
    notify(method, params) {
      if (!connected?.client.isRunning()) return;
      // Not the error itself, which may quote the content sent.
      connected.client.sendNotification(method, params).catch(() => channel().warn(`${method} could not be sent`));
    },
    onConnect: (wire) => void wires.push(wire),
    pid: () => connected?.pid(),
    showOutput: () => channel().show(),
    dispose() {
      changes.dispose();
      output?.dispose();
    },
  };
  return server;
}
