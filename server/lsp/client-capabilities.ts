import type { InitializeParams } from 'vscode-languageserver';
import { type Display, readDisplay } from './convert-features.js';
import { readSymbolDisplay, type SymbolDisplay } from './convert-symbols.js';
import type { InitializationOptions } from './protocol.js';

/** What the server needs to know of the editor it talks to. */
export interface ClientCapabilities {
  /** The editor asks for diagnostics; then they are not pushed. */
  readonly pullsDiagnostics: boolean;
  readonly canRefreshDiagnostics: boolean;
  /** Answers `workspace/configuration`. */
  readonly hasConfiguration: boolean;
  readonly canRegisterConfiguration: boolean;
  readonly hasWorkspaceFolders: boolean;
  /** Takes edits with the version of the document that they are for. */
  readonly versionedEdits: boolean;
  /** Asks for the edit of a code action when it is chosen. */
  readonly resolvesCodeActions: boolean;
  readonly canRefreshCodeLenses: boolean;
  /** Opens the connections for the server, and says which deployment may be asked. */
  readonly carriesRequests: boolean;
  readonly display: Display;
  readonly symbols: SymbolDisplay;
  readonly folders: readonly string[];
  readonly initializationOptions: unknown;
}

/** Reads the parameters of `initialize`. What is missing is not supported. */
export function readClientCapabilities(params: InitializeParams): ClientCapabilities {
  const { workspace, textDocument } = params.capabilities ?? {};
  const folders = params.workspaceFolders?.map((folder) => folder.uri) ?? (params.rootUri ? [params.rootUri] : []);
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    canRefreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    hasConfiguration: workspace?.configuration === true,
    canRegisterConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    hasWorkspaceFolders: workspace?.workspaceFolders === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    resolvesCodeActions: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true,
    canRefreshCodeLenses: workspace?.codeLens?.refreshSupport === true,
    carriesRequests: (params.initializationOptions as InitializationOptions | undefined)?.network === 'client',
    display: readDisplay(params),
    symbols: readSymbolDisplay(params),
    folders,
    initializationOptions: params.initializationOptions,
  };
}
