import { CodeActionKind, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import type { ClientCapabilities } from './client-capabilities.js';
import { TRIGGER_CHARACTERS } from './convert-features.js';
import { LEGEND } from './overviews.js';
import { FIX_ALL_KIND, VIEW_KIND } from './protocol.js';

/** What the server offers to this client. */
export function capabilitiesFor(client: ClientCapabilities): ServerCapabilities {
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    hoverProvider: true,
    completionProvider: { triggerCharacters: [...TRIGGER_CHARACTERS] },
    signatureHelpProvider: { triggerCharacters: ['(', ','] },
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: client.preparesRename ? { prepareProvider: true } : true,
    documentLinkProvider: {},
    inlayHintProvider: true,
    semanticTokensProvider: { legend: LEGEND, full: true, range: true },
    codeLensProvider: {},
    // Editors show this label if other servers outline the same file.
    documentSymbolProvider: { label: 'Taskcluster' },
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL_KIND, ...(client.showsWorkerView ? [VIEW_KIND] : [])],
      resolveProvider: true,
    },
    ...(client.pullsDiagnostics && {
      diagnosticProvider: { identifier: 'taskcluster', interFileDependencies: false, workspaceDiagnostics: false },
    }),
    ...(client.hasWorkspaceFolders && {
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    }),
  };
}
