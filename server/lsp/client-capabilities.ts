import type { InitializeParams } from 'vscode-languageserver';
import { type Display, readDisplay } from './convert-features.js';
import { readSymbolDisplay, type SymbolDisplay } from './convert-symbols.js';
import type { InitializationOptions } from './protocol.js';

/** What the server needs to know about the editor. */
export interface ClientCapabilities {
  /** The editor pulls diagnostics, so they are not pushed. */
  readonly pullsDiagnostics: boolean;
  readonly canRefreshDiagnostics: boolean;
  /** Answers `workspace/configuration`. */
  readonly hasConfiguration: boolean;
  readonly canRegisterConfiguration: boolean;
  readonly hasWorkspaceFolders: boolean;
  /** Accepts edits that carry the version of their document. */
  readonly versionedEdits: boolean;
  /** Requests the edit of a code action when the user chooses it. */
  readonly resolvesCodeActions: boolean;
  readonly canRefreshCodeLenses: boolean;
  readonly canRefreshInlayHints: boolean;
  /** Takes links to definitions, which show all of the definition. */
  readonly definitionLinks: boolean;
  /** Asks what can be renamed before it asks for a new name. */
  readonly preparesRename: boolean;
  /** Sends network requests for the server, and says which deployment may be asked. */
  readonly carriesRequests: boolean;
  /** Reads files for the server. */
  readonly readsFiles: boolean;
  /** Reports changes of files that the server asks it to watch. */
  readonly watchesFiles: boolean;
  /** Has the command that shows what the worker runs. */
  readonly showsWorkerView: boolean;
  /** Has the command that asks why a finding is silenced. */
  readonly asksForReason: boolean;
  readonly display: Display;
  readonly symbols: SymbolDisplay;
  readonly folders: readonly string[];
  readonly initializationOptions: unknown;
}

/** Reads the parameters of `initialize`. Missing capabilities are not supported. */
export function readClientCapabilities(params: InitializeParams): ClientCapabilities {
  const { workspace, textDocument } = params.capabilities ?? {};
  const own = params.initializationOptions as InitializationOptions | null | undefined;
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
    canRefreshInlayHints: workspace?.inlayHint?.refreshSupport === true,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    preparesRename: textDocument?.rename?.prepareSupport === true,
    carriesRequests: own?.network === 'client',
    readsFiles: own?.files === 'client',
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    showsWorkerView: own?.workerView === true,
    asksForReason: own?.suppress === true,
    display: readDisplay(params),
    symbols: readSymbolDisplay(params),
    folders,
    initializationOptions: params.initializationOptions,
  };
}
