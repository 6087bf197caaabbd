import {
  type CodeActionParams,
  type CodeLensParams,
  type CompletionParams,
  type Connection,
  DidChangeConfigurationNotification,
  type DocumentDiagnosticParams,
  type DocumentSymbolParams,
  ErrorCodes,
  type HoverParams,
  type InitializeParams,
  type InitializeResult,
  ResponseError,
  type SignatureHelpParams,
  TextDocuments,
} from 'vscode-languageserver';
import { version } from '../../package.json';
import { SECTION } from '../core/config/config.js';
import { textOf } from '../core/incremental/segmented-document.js';
import { pause, QUICK_MS, restFor, yieldToEventLoop } from '../documents/debounce.js';
import { createDocumentConfigs } from '../documents/document-configs.js';
import { createDefinitions } from '../documents/live/definitions.js';
import { concerns, createLiveFindings } from '../documents/live/findings-cache.js';
import { createPoolFacts } from '../documents/live/pool-facts.js';
import { attempt, describe, type Log } from '../documents/log.js';
import { OPEN_DOCUMENTS, type OpenDocument } from '../documents/open-document.js';
import { createPreviews } from '../documents/previews.js';
import type { ProjectFiles } from '../documents/project-files.js';
import { createSnapshots, type Snapshot } from '../documents/snapshots.js';
import type { Documents } from './answering.js';
import { type ClientCapabilities, readClientCapabilities } from './client-capabilities.js';
import { filesOfClient } from './client-files.js';
import { connectConfigFiles } from './config-connection.js';
import { symbolsOf } from './convert-symbols.js';
import { toDiagnostics } from './diagnostics.js';
import { answerEdits } from './edit-requests.js';
import { codeLensesOf, completionAt, hoverAt, signatureHelpAt, workerViewAt } from './editor-features.js';
import { answerRefused } from './gate.js';
import { guarded } from './guarded.js';
import {
  type ActionContext,
  type ConvertAllData,
  codeActions,
  convertAll,
  describeStatus,
  diagnosticReport,
  documentMigration,
  documentStatus,
  throwIfCancelled,
} from './handlers.js';
import type { Host } from './host.js';
import { connectLive } from './live-connection.js';
import { answerNavigation } from './navigation-requests.js';
import { answerOverviews } from './overview-requests.js';
import { takePoolFiles } from './pool-files.js';
import { answerPreviews } from './preview-requests.js';
import {
  DOCUMENT_STATUS,
  DOCUMENT_TEXT,
  type DocumentParams,
  MIGRATE_DOCUMENT,
  WORKER_VIEW,
  type WorkerViewParams,
} from './protocol.js';
import { createPublisher } from './publisher.js';
import { capabilitiesFor } from './server-capabilities.js';
import { createSettingsStore } from './settings-store.js';

/** Sets up a language server on a connection of any kind. The caller then starts listening. */
export function initConnection(connection: Connection, host: Host): void {
  const log: Log = {
    info: (message) => connection.console.info(message),
    error: (message) => connection.console.error(message),
    warn: (message) => connection.console.warn(message),
  };
  answerRefused(connection);
  let initialized = false;
  connection.onInitialize((params: InitializeParams): InitializeResult | ResponseError<never> => {
    if (initialized) return new ResponseError(ErrorCodes.InvalidRequest, 'The server is already initialized');
    initialized = true;
    const client = readClientCapabilities(params);
    serve(connection, client, host, log);
    return {
      capabilities: capabilitiesFor(client),
      serverInfo: { name: 'taskcluster-language-server', version },
    };
  });
}

/** Everything after `initialize`: the documents, their settings, and the answers about them. */
function serve(connection: Connection, client: ClientCapabilities, host: Host, log: Log): void {
  const documents = new TextDocuments<OpenDocument>(OPEN_DOCUMENTS);
  const settings = createSettingsStore(connection, client, log);
  const outside = client.readsFiles ? filesOfClient(connection) : host.files;
  const files: ProjectFiles = {
    ...outside,
    read: async (uri) => {
      const document = documents.get(uri);
      return document ? textOf(document.segments) : outside.read(uri);
    },
  };
  const configFiles = connectConfigFiles(connection, documents, files, log, () => announceConfigs());
  const configs = createDocumentConfigs(settings.of, configFiles);
  const snapshots = createSnapshots(configs.of, log);
  const previews = createPreviews();

  /** What is known about these pools, or about all, has changed. */
  const onPoolsChange = (ids: ReadonlySet<string> | undefined): void => {
    found.forget(ids);
    const isConcerned = (snapshot: Snapshot): boolean =>
      !snapshot.isAnalyzed() || snapshot.aggregate().results.some(({ references }) => concerns(references, ids));
    const concerned = documents
      .all()
      .map((document) => snapshots.get(document))
      .filter(isConcerned);
    announce(concerned.map(({ uri }) => uri));
  };
  const definitions = createDefinitions(onPoolsChange, (uri) => configs.of(uri).selection === 'excluded');
  const live = connectLive(connection, client, host, {
    log,
    documents: () => documents.all().map((document) => snapshots.get(document)),
    analyzed: async () => {
      const all = await Promise.all(documents.keys().map(analyzed));
      return all.filter((snapshot) => snapshot !== undefined);
    },
    ready: async () => {
      await settings.ready;
      // Those who have waited longest for the settings hear of them last.
      await yieldToEventLoop();
    },
    definitions: definitions.pools,
    onChange: onPoolsChange,
    send,
  });
  const found = createLiveFindings(live.patient);
  const actionContext = (snapshot: Snapshot): ActionContext => ({
    versioned: client.versionedEdits,
    resolves: client.resolvesCodeActions,
    showsWorkerView: client.showsWorkerView,
    asksForReason: client.asksForReason,
    further: found.of(snapshot.config),
  });

  /** Resolves when it is known how a document is checked. */
  const configured = async (uri: string): Promise<void> => {
    await settings.ready;
    await configFiles.load(uri);
  };
  /** The latest state of a document with all segments analyzed; undefined if it is not open. */
  const analyzed = async (uri: string): Promise<Snapshot | undefined> => {
    await configured(uri);
    for (;;) {
      const document = documents.get(uri);
      if (!document) return undefined;
      const snapshot = snapshots.get(document);
      if (!(await snapshots.prepare(snapshot, () => documents.get(uri) === document))) continue;
      definitions.setDocument(snapshot);
      return snapshot;
    }
  };
  /** The latest state of a document, checked or not. */
  const current = async (uri: string): Promise<Snapshot | undefined> => {
    await configured(uri);
    const document = documents.get(uri);
    return document && snapshots.get(document);
  };

  const restOf = (uri: string): number => restFor(snapshots.lastDuration(uri));
  const publisher = createPublisher(restOf, configured, async (uri, isDue) => {
    const document = documents.get(uri);
    if (!document) return;
    const snapshot = snapshots.get(document);
    if (!(await snapshots.prepare(snapshot, () => isDue() && documents.get(uri) === document))) return;
    definitions.setDocument(snapshot);
    const diagnostics = attempt(log, `Diagnostics of ${uri}`, [], () =>
      toDiagnostics(snapshot, found.of(snapshot.config)),
    );
    send(connection.sendDiagnostics({ uri, version: snapshot.version, diagnostics }));
  });
  const schedule = (uri: string): void => {
    if (!client.pullsDiagnostics) publisher.schedule(uri);
  };

  const opened = new Set<string>();
  documents.onDidChangeContent(({ document: { uri } }) => {
    // Opening a document also counts as a change.
    live.noticed(opened.has(uri) ? 'types' : 'looks');
    opened.add(uri);
    snapshots.drop(uri);
    schedule(uri);
  });
  documents.onDidOpen(
    guarded(log, 'Opening', undefined, async ({ document: { uri } }: { document: OpenDocument }) => {
      const snapshot = await analyzed(uri);
      const line = snapshot && describeStatus(documentStatus(snapshot));
      if (line !== undefined) log.info(`${uri}: ${line}`);
    }),
  );
  documents.onDidClose(({ document: { uri } }) => {
    publisher.cancel(uri);
    opened.delete(uri);
    snapshots.forget(uri);
    previews.forget(uri);
    definitions.removeDocument(uri);
    if (!client.pullsDiagnostics) send(connection.sendDiagnostics({ uri, diagnostics: [] }));
  });
  documents.listen(connection);

  /** The results for these documents are out of date. Lenses and pulled diagnostics can only be refreshed for all documents. */
  function announce(uris: readonly string[]): void {
    for (const uri of uris) {
      snapshots.drop(uri);
      schedule(uri);
    }
    if (uris.length === 0) return;
    if (client.pullsDiagnostics && client.canRefreshDiagnostics) send(connection.languages.diagnostics.refresh());
    if (client.canRefreshCodeLenses) send(connection.sendRequest('workspace/codeLens/refresh'));
  }
  const announceSettings = (changed: boolean): void => {
    live.setSettings(settings.live());
    if (!changed) return;
    snapshots.clear();
    for (const uri of documents.keys()) previews.forget(uri);
    definitions.settingsChanged();
    announce(documents.keys());
    if (client.canRefreshInlayHints) send(connection.languages.inlayHint.refresh());
  };
  /** Some config file has changed. */
  function announceConfigs(): void {
    definitions.settingsChanged();
    const changed = configs.changedAmong(documents.keys());
    for (const uri of changed) previews.forget(uri);
    announce(changed);
    if (changed.length > 0 && client.canRefreshInlayHints) send(connection.languages.inlayHint.refresh());
  }
  connection.onInitialized(
    guarded(log, 'Starting', undefined, async () => {
      log.info(`Language server ${version} has started in ${host.runtime}`);
      if (client.canRegisterConfiguration) {
        send(connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION }));
      }
      if (client.watchesFiles) send(configFiles.watch());
      if (client.hasWorkspaceFolders) {
        connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
          const uris = (list: typeof added): string[] => list.map((folder) => folder.uri);
          send(settings.changeFolders(uris(added), uris(removed)).then(announceSettings));
        });
      }
      announceSettings(await settings.refresh());
    }),
  );
  connection.onDidChangeConfiguration(
    guarded(log, 'Changing the settings', undefined, async (params) =>
      announceSettings(await settings.receive(params.settings)),
    ),
  );

  const emptyReport = diagnosticReport(undefined, { textDocument: { uri: '' } });
  connection.languages.diagnostics.on(
    guarded(log, 'Diagnostics', emptyReport, async (params: DocumentDiagnosticParams, token) => {
      const { uri } = params.textDocument;
      // A client asks at every keystroke and cancels its previous request. Only a slow document is worth a delay.
      await (snapshots.lastDuration(uri) < QUICK_MS ? yieldToEventLoop() : pause(restOf(uri)));
      throwIfCancelled(token);
      const snapshot = await analyzed(uri);
      throwIfCancelled(token);
      return diagnosticReport(snapshot, params, snapshot && found.of(snapshot.config));
    }),
  );
  connection.onCodeAction(
    guarded(log, 'Code actions', [], async (params: CodeActionParams, token) => {
      live.noticed('looks');
      const snapshot = await analyzed(params.textDocument.uri);
      throwIfCancelled(token);
      return snapshot ? codeActions(snapshot, params, actionContext(snapshot)) : [];
    }),
  );
  connection.onCodeActionResolve(async (action) => {
    const data = action.data as ConvertAllData | undefined;
    const snapshot = data && (await analyzed(data.uri));
    if (!snapshot || snapshot.version !== data.version) return action;
    return { ...action, edit: convertAll(snapshot, client.versionedEdits) };
  });
  connection.onHover(
    guarded(log, 'Hover', null, async ({ textDocument, position }: HoverParams) => {
      live.noticed('looks');
      const snapshot = await current(textDocument.uri);
      return snapshot ? hoverAt(snapshot, position, live.knowledge(), client.display) : null;
    }),
  );
  connection.onCompletion(
    guarded(log, 'Completion', null, async ({ textDocument, position, context }: CompletionParams) => {
      const snapshot = await current(textDocument.uri);
      return snapshot ? completionAt(snapshot, position, context, live.knowledge(), client.display) : null;
    }),
  );
  connection.onSignatureHelp(
    guarded(log, 'Signature help', null, async ({ textDocument, position }: SignatureHelpParams) => {
      const snapshot = await current(textDocument.uri);
      return snapshot ? signatureHelpAt(snapshot, position, client.display) : null;
    }),
  );
  const open: Documents = {
    log,
    analyzed,
    files,
    isCurrent: ({ uri, version }) => documents.get(uri)?.version === version,
  };
  answerNavigation(connection, client, open);
  answerOverviews(connection, open, {
    rootUrl: () => live.knowledge().rootUrl,
    showsHints: settings.inlayHints,
    now: Date.now,
  });
  connection.onCodeLens(
    guarded(log, 'Code lenses', [], async ({ textDocument }: CodeLensParams, token) => {
      if (!settings.live().codeLens) return [];
      const snapshot = await analyzed(textDocument.uri);
      throwIfCancelled(token);
      return snapshot ? codeLensesOf(snapshot, live.patient()) : [];
    }),
  );

  connection.onDocumentSymbol(
    guarded(log, 'Symbols', [], async ({ textDocument: { uri } }: DocumentSymbolParams, token) => {
      for (;;) {
        const snapshot = await analyzed(uri);
        throwIfCancelled(token);
        if (!snapshot) return [];
        const isCurrent = (): boolean =>
          !token.isCancellationRequested && documents.get(uri)?.version === snapshot.version;
        const symbols = await symbolsOf(snapshot, client.symbols, isCurrent);
        throwIfCancelled(token);
        if (symbols) return symbols;
      }
    }),
  );

  takePoolFiles(connection, log, definitions, configured);

  const onDocumentRequest = (method: string, answer: (snapshot: Snapshot) => object): void => {
    const handler = async ({ uri }: DocumentParams): Promise<object | null> => {
      const snapshot = await analyzed(uri);
      return snapshot ? answer(snapshot) : null;
    };
    connection.onRequest(method, guarded(log, method, null, handler));
  };
  onDocumentRequest(DOCUMENT_STATUS, documentStatus);
  onDocumentRequest(MIGRATE_DOCUMENT, documentMigration);
  onDocumentRequest(DOCUMENT_TEXT, (snapshot) => ({ version: snapshot.version, text: snapshot.source().text }));

  answerEdits(connection, { log, configOf: configs.of, configured });
  answerPreviews(connection, previews, {
    log,
    current,
    prepare: snapshots.prepare,
    versionOf: (uri) => documents.get(uri)?.version,
    knowledge: () => live.patient(),
  });

  connection.onRequest(
    WORKER_VIEW,
    guarded(log, WORKER_VIEW, null, async ({ uri, position }: WorkerViewParams, token): Promise<object | null> => {
      let isLearned = false;
      for (;;) {
        const snapshot = await analyzed(uri);
        throwIfCancelled(token);
        if (!snapshot) return null;
        const isCurrent = (): boolean =>
          !token.isCancellationRequested && documents.get(uri)?.version === snapshot.version;
        const facts = createPoolFacts(live.knowledge());
        const view = await workerViewAt(snapshot, position, facts.of, isCurrent);
        throwIfCancelled(token);
        if (view && !isLearned && facts.loading.size > 0) {
          isLearned = true;
          await live.learn([...facts.loading]);
          throwIfCancelled(token);
          continue;
        }
        if (view) return view;
      }
    }),
  );

  /** Sends without waiting. A failure is only logged. */
  function send(sending: Promise<unknown>): void {
    sending.catch((error: unknown) => log.warn(`The client did not accept a message: ${describe(error)}`));
  }
}
