import type { InitializeParams } from 'vscode-languageserver';

/** What the server needs to know of the editor it talks to. */
export interface Client {
  /** The editor asks for diagnostics; then they are not pushed. */
  readonly pullsDiagnostics: boolean;
  readonly canRefreshDiagnostics: boolean;
  /** Answers `workspace/configuration`. */
  readonly hasConfiguration: boolean;
  readonly canRegisterConfiguration: boolean;
  readonly hasWorkspaceFolders: boolean;
  /** Takes edits with the version of the document that they are for. */
  readonly versionedEdits: boolean;
  readonly folders: readonly string[];
  readonly initializationOptions: unknown;
}

/** Reads the parameters of `initialize`. What is missing is not supported. */
export function readClient(params: InitializeParams): Client {
  const { workspace, textDocument } = params.capabilities ?? {};
  const folders = params.workspaceFolders?.map((folder) => folder.uri) ?? (params.rootUri ? [params.rootUri] : []);
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    canRefreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    hasConfiguration: workspace?.configuration === true,
    canRegisterConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    hasWorkspaceFolders: workspace?.workspaceFolders === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    folders,
    initializationOptions: params.initializationOptions,
  };
}
