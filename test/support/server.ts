import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import {
  type ClientCapabilities,
  createProtocolConnection,
  type InitializeResult,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { Inbox } from './inbox.js';
import { OpenDocument } from './open-document.js';

/** The built server. Another one, such as that of an unpacked package, can be named by the environment. */
export const SERVER = process.env.SERVER_BUNDLE ?? fileURLToPath(new URL('../../dist/server.js', import.meta.url));

/** Each test starts a process, on machines that may be busy. No test waits for time to pass, so this is ample. */
export const TIMEOUT_MS = 60_000;

export const FOLDER = 'file:///work%20space';

export interface ServerOptions {
  /** Whether the client asks for diagnostics instead of having them sent. */
  readonly pull?: boolean;
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** The answer to `workspace/configuration`, or a promise of it; without one, the client cannot be asked. */
  readonly settings?: unknown;
  readonly folders?: readonly string[];
  /** Of the server's process, besides those of this one. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether time can be let pass, with `pass`. */
  readonly clock?: boolean;
  /** Whether what the server writes to standard error is for the test, and not for the reader of its output. */
  readonly ownErrors?: boolean;
}

const CLOCK = new URL('clock.mjs', import.meta.url).href;

/** A language server that runs in its own process, and the client that talks to it. */
export class TestServer {
  readonly inbox: Inbox;
  capabilities: InitializeResult['capabilities'] = {};
  settings: unknown;

  constructor(
    readonly process: ChildProcess,
    readonly connection: ProtocolConnection,
    readonly options: ServerOptions,
  ) {
    this.settings = options.settings;
    this.inbox = new Inbox(connection, () => this.settings);
  }

  /** Opens a document. `name` is a path in the workspace folder, or a whole URI. */
  async open(name: string, text: string, languageId = 'yaml', version = 1): Promise<OpenDocument> {
    const uri = name.includes(':') ? name : `${FOLDER}/${name}`;
    const document = new OpenDocument(this, uri, languageId, version, text);
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version, text },
    });
    return document;
  }

  async changeConfiguration(settings: unknown): Promise<void> {
    await this.connection.sendNotification('workspace/didChangeConfiguration', { settings });
  }

  /** Lets time pass for the server, all at once. */
  async pass(milliseconds: number): Promise<void> {
    const passed = once(this.process, 'message');
    this.process.send?.(milliseconds);
    await passed;
  }

  /** Sends messages in one segment, so that the server has all of them before it handles the first. */
  burst(messages: readonly { readonly method: string; readonly params?: unknown; readonly id?: number }[]): void {
    this.write(messages.map((message) => frame(JSON.stringify({ jsonrpc: '2.0', ...message }))).join(''));
  }

  write(bytes: string | Uint8Array): void {
    this.process.stdin?.write(bytes);
  }

  /** The answer to a request that was written by hand, as it comes over the wire. */
  rawAnswer(id: number): Promise<string> {
    return new Promise((resolve) => {
      let seen = '';
      const tap = (chunk: Buffer): void => {
        seen += chunk.toString();
        const answer = new RegExp(`\\{"jsonrpc":"2.0","id":${id},.*?\\}(?=Content-Length|$)`, 's').exec(seen);
        if (!answer) return;
        this.process.stdout?.off('data', tap);
        resolve(answer[0]);
      };
      this.process.stdout?.on('data', tap);
    });
  }

  /** Proves that the server still works: a document opened now gets its answer. */
  async assertAlive(): Promise<void> {
    const text = 'still: here\n';
    const document = await this.open('alive.yml', text);
    assert.equal(await document.serverText(), text);
    await document.close();
  }
}

/** One message of the protocol as it goes over the wire. */
export function frame(body: string): string {
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** Starts a server, runs `test`, and stops the server, which must end as the protocol says. */
export async function withServer(options: ServerOptions, test: (server: TestServer) => Promise<void>): Promise<void> {
  const server = startServer(options);
  const exit = once(server.process, 'exit');
  // A server that hangs does not end with the test that waits for it, and would keep the whole run from ending.
  const watchdog = setTimeout(() => server.process.kill('SIGKILL'), TIMEOUT_MS - 10_000);
  const ended = exit.then(([code, signal]) => {
    throw new Error(`the server ended, or hung and was ended: ${code ?? signal}`);
  });
  try {
    await Promise.race([ended, initialize(server).then(() => test(server))]);
    await Promise.race([ended, server.connection.sendRequest('shutdown')]);
    ended.catch(() => {});
    await server.connection.sendNotification('exit');
    assert.deepEqual(await exit, [0, null], 'exit code and signal after shutdown');
  } finally {
    clearTimeout(watchdog);
    ended.catch(() => {});
    server.connection.dispose();
    server.process.kill('SIGKILL');
  }
}

/** Starts a server without a word to it. */
export function startServer(options: ServerOptions = {}, args: readonly string[] = ['--stdio']): TestServer {
  const { clock, ownErrors, environment } = options;
  const child = spawn(process.execPath, [...(clock ? ['--import', CLOCK] : []), SERVER, ...args], {
    stdio: ['pipe', 'pipe', ownErrors ? 'pipe' : 'inherit', ...(clock ? ['ipc' as const] : [])],
    env: { ...process.env, ...environment },
  });
  const { stdout, stdin } = child;
  assert.ok(stdout && stdin);
  const connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
  const server = new TestServer(child, connection, options);
  connection.listen();
  return server;
}

/** The handshake. */
export async function initialize(server: TestServer): Promise<void> {
  const { options, connection } = server;
  const result: InitializeResult = await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: (options.folders ?? [FOLDER]).map((uri) => ({ uri, name: 'test' })),
    initializationOptions: options.initializationOptions,
    capabilities: capabilitiesOf(options),
  });
  server.capabilities = result.capabilities;
  await connection.sendNotification('initialized', {});
}

function capabilitiesOf({ pull, settings, capabilities }: ServerOptions): ClientCapabilities {
  return {
    ...capabilities,
    textDocument: { ...(pull && { diagnostic: {} }), ...capabilities?.textDocument },
    workspace: {
      configuration: settings !== undefined,
      diagnostics: { refreshSupport: true },
      workspaceEdit: { documentChanges: true },
      ...capabilities?.workspace,
    },
  };
}
