import {
  type CodeActionParams,
  type Connection,
  DidChangeConfigurationNotification,
  type DocumentDiagnosticParams,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  ResponseError,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { version } from '../../package.json';
import { capabilitiesFor } from './capabilities.js';
import { type Client, readClient } from './client.js';
import { toDiagnostics } from './convert.js';
import { codeActions, diagnosticReport, documentMigration, documentStatus, throwIfCancelled } from './handlers.js';
import { attempt, describe, guarded, type Log } from './log.js';
import { pause, restFor } from './pause.js';
import { DOCUMENT_STATUS, DOCUMENT_TEXT, type DocumentParams, MIGRATE_DOCUMENT, SECTION } from './protocol.js';
import { createPublisher } from './publisher.js';
import { createSettingsStore } from './settingsStore.js';
import { createSnapshots, type Snapshot } from './snapshots.js';

/** Makes a language server of a connection, whatever carries it. The caller then listens. */
export function initConnection(connection: Connection): void {
  const log: Log = {
    error: (message) => connection.console.error(message),
    warn: (message) => connection.console.warn(message),
  };
  let initialized = false;
  connection.onInitialize((params: InitializeParams): InitializeResult | ResponseError<never> => {
    if (initialized) return new ResponseError(ErrorCodes.InvalidRequest, 'The server is already initialized');
    initialized = true;
    const client = readClient(params);
    serve(connection, client, log);
    return {
      capabilities: capabilitiesFor(client),
      serverInfo: { name: 'taskcluster-language-server', version },
    };
  });
}

/** Everything after `initialize`: the documents, their settings, and the answers about them. */
function serve(connection: Connection, client: Client, log: Log): void {
  const documents = new TextDocuments(TextDocument);
  const settings = createSettingsStore(connection, client, log);
  const snapshots = createSnapshots(settings.configOf, log);

  const snapshotOf = async ({ uri }: DocumentParams): Promise<Snapshot | undefined> => {
    await settings.ready;
    const document = documents.get(uri);
    return document && snapshots.get(document);
  };

  const restOf = (uri: string): number => restFor(snapshots.lastDuration(uri));
  const publisher = createPublisher(restOf, settings.ready, (uri) => {
    const document = documents.get(uri);
    if (!document) return;
    const snapshot = snapshots.get(document);
    const diagnostics = attempt(log, `Diagnostics of ${uri}`, [], () => toDiagnostics(snapshot));
    send(connection.sendDiagnostics({ uri, version: snapshot.version, diagnostics }));
  });
  const schedule = (uri: string): void => {
    if (!client.pullsDiagnostics) publisher.schedule(uri);
  };

  documents.onDidChangeContent(({ document }) => {
    snapshots.drop(document.uri);
    schedule(document.uri);
  });
  documents.onDidClose(({ document: { uri } }) => {
    publisher.cancel(uri);
    snapshots.forget(uri);
    if (!client.pullsDiagnostics) send(connection.sendDiagnostics({ uri, diagnostics: [] }));
  });
  documents.listen(connection);

  /** After the settings may have changed: nothing that was said under the old ones stands. */
  const announce = (changed: boolean): void => {
    if (!changed) return;
    snapshots.clear();
    for (const uri of documents.keys()) schedule(uri);
    if (client.pullsDiagnostics && client.canRefreshDiagnostics) send(connection.languages.diagnostics.refresh());
  };
  connection.onInitialized(
    guarded(log, 'Starting', undefined, async () => {
      if (client.canRegisterConfiguration) {
        send(connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION }));
      }
      if (client.hasWorkspaceFolders) {
        connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
          const uris = (list: typeof added): string[] => list.map((folder) => folder.uri);
          send(settings.changeFolders(uris(added), uris(removed)).then(announce));
        });
      }
      announce(await settings.refresh());
    }),
  );
  connection.onDidChangeConfiguration(
    guarded(log, 'Changing the settings', undefined, async (params) =>
      announce(await settings.receive(params.settings)),
    ),
  );

  const emptyReport = diagnosticReport(undefined, { textDocument: { uri: '' } });
  connection.languages.diagnostics.on(
    guarded(log, 'Diagnostics', emptyReport, async (params: DocumentDiagnosticParams, token) => {
      const { uri } = params.textDocument;
      // A client asks at every keystroke and cancels what it asked before; only a slow document is worth waiting for.
      await pause(snapshots.lastDuration(uri) < 20 ? 0 : restOf(uri));
      const snapshot = await snapshotOf({ uri });
      throwIfCancelled(token);
      return diagnosticReport(snapshot, params);
    }),
  );
  connection.onCodeAction(
    guarded(log, 'Code actions', [], async (params: CodeActionParams, token) => {
      await pause(0);
      const snapshot = await snapshotOf(params.textDocument);
      throwIfCancelled(token);
      return snapshot ? codeActions(snapshot, params, client.versionedEdits) : [];
    }),
  );

  const onDocumentRequest = (method: string, answer: (snapshot: Snapshot) => object): void => {
    const handler = async (params: DocumentParams): Promise<object | null> => {
      const snapshot = await snapshotOf(params);
      return snapshot ? answer(snapshot) : null;
    };
    connection.onRequest(method, guarded(log, method, null, handler));
  };
  onDocumentRequest(DOCUMENT_STATUS, documentStatus);
  onDocumentRequest(MIGRATE_DOCUMENT, documentMigration);
  onDocumentRequest(DOCUMENT_TEXT, ({ version, source }) => ({ version, text: source.text }));

  /** Sends without waiting. That it cannot be sent, or is not understood, is the client's matter. */
  function send(sending: Promise<unknown>): void {
    sending.catch((error: unknown) => log.warn(`The client did not take a message: ${describe(error)}`));
  }
}
