import {
  MessageType,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Registration,
  type RegistrationParams,
} from 'vscode-languageserver-protocol/node';
import { FILE_EXISTS, type FileParams, READ_FILE } from '../../server/lsp/protocol.js';

/** What the server has sent by itself, and a way to wait for more of it. */
export class Inbox {
  readonly published: PublishDiagnosticsParams[] = [];
  /** Warnings and errors. */
  readonly log: string[] = [];
  /** What the server says of its work. */
  readonly told: string[] = [];
  /** What the server wants to be told. */
  readonly registered: Registration[] = [];
  /** The files of a client that reads them for the server, by their URIs. */
  readonly files = new Map<string, string>();
  refreshes = 0;
  lensRefreshes = 0;
  private waiting: (() => void)[] = [];

  constructor(connection: ProtocolConnection, settings: () => unknown) {
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.push(params);
      this.arrived();
    });
    connection.onNotification('window/logMessage', ({ type, message }: { type: number; message: string }) => {
      (type <= MessageType.Warning ? this.log : this.told).push(message);
      this.arrived();
    });
    connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes++;
      this.arrived();
      return null;
    });
    connection.onRequest('workspace/codeLens/refresh', () => {
      this.lensRefreshes++;
      this.arrived();
      return null;
    });
    connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
      Promise.all(items.map(() => settings())),
    );
    connection.onRequest('client/registerCapability', ({ registrations }: RegistrationParams) => {
      this.registered.push(...registrations);
      this.arrived();
      return null;
    });
    connection.onRequest(READ_FILE, ({ uri }: FileParams) => this.files.get(uri) ?? null);
    connection.onRequest(FILE_EXISTS, ({ uri }: FileParams) =>
      [...this.files.keys()].some((one) => one.startsWith(uri)),
    );
  }

  /** Something has come that may be waited for. */
  arrived(): void {
    for (const wake of this.waiting.splice(0)) wake();
  }

  /** Resolves as soon as `find` finds something, now or after a later message. */
  async until<T>(find: () => T | undefined): Promise<T> {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  /** What was published for a document, in the order of arrival. */
  publishedFor(uri: string): PublishDiagnosticsParams[] {
    return this.published.filter((params) => params.uri === uri);
  }
}
