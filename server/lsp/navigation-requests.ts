import type {
  CancellationToken,
  Connection,
  DefinitionParams,
  DocumentHighlightParams,
  PrepareRenameParams,
  ReferenceParams,
  RenameParams,
} from 'vscode-languageserver';
import type { Log } from '../documents/log.js';
import type { Snapshot } from '../documents/snapshots.js';
import type { ClientCapabilities } from './client-capabilities.js';
import { guarded } from './guarded.js';
import { throwIfCancelled } from './handlers.js';
import { definitionAt, highlightsAt, prepareRenameAt, referencesAt, renameAt } from './navigation.js';

/** The documents of the server. */
export interface Documents {
  readonly log: Log;
  /** The latest state of a document with all segments analyzed; undefined if it is not open. */
  analyzed(uri: string): Promise<Snapshot | undefined>;
  /** The latest state of a document, checked or not. */
  current(uri: string): Promise<Snapshot | undefined>;
  /** Whether a document has not changed since. */
  isCurrent(snapshot: Snapshot): boolean;
}

/** Answers requests for definitions, references, highlights and renaming. */
export function answerNavigation(
  connection: Connection,
  client: ClientCapabilities,
  { log, analyzed, current, isCurrent }: Documents,
): void {
  /** Answers for the whole document, again if it changes meanwhile. */
  const inWhole =
    <P extends { readonly textDocument: { readonly uri: string } }, R>(
      answer: (snapshot: Snapshot, params: P, isValid: () => boolean) => Promise<R | null>,
    ) =>
    async (params: P, token: CancellationToken): Promise<R | null> => {
      for (;;) {
        const snapshot = await analyzed(params.textDocument.uri);
        throwIfCancelled(token);
        if (!snapshot) return null;
        const isValid = (): boolean => !token.isCancellationRequested && isCurrent(snapshot);
        const found = await answer(snapshot, params, isValid);
        throwIfCancelled(token);
        if (isCurrent(snapshot)) return found;
      }
    };

  connection.onDefinition(
    guarded(
      log,
      'Definition',
      null,
      inWhole((snapshot, { position }: DefinitionParams, isValid) =>
        definitionAt(snapshot, position, client.definitionLinks, isValid),
      ),
    ),
  );
  connection.onReferences(
    guarded(
      log,
      'References',
      null,
      inWhole((snapshot, { position, context }: ReferenceParams, isValid) =>
        referencesAt(snapshot, position, context.includeDeclaration, isValid),
      ),
    ),
  );
  connection.onRenameRequest(
    guarded(
      log,
      'Rename',
      null,
      inWhole((snapshot, { position, newName }: RenameParams, isValid) =>
        renameAt(snapshot, position, newName, client.versionedEdits, isValid),
      ),
    ),
  );
  connection.onPrepareRename(
    guarded(log, 'Preparing a rename', null, async ({ textDocument, position }: PrepareRenameParams) => {
      const snapshot = await analyzed(textDocument.uri);
      return snapshot ? prepareRenameAt(snapshot, position) : null;
    }),
  );
  connection.onDocumentHighlight(
    guarded(log, 'Highlights', null, async ({ textDocument, position }: DocumentHighlightParams) => {
      const snapshot = await current(textDocument.uri);
      return snapshot ? highlightsAt(snapshot, position) : null;
    }),
  );
}
