import type {
  Connection,
  DefinitionParams,
  DocumentHighlightParams,
  PrepareRenameParams,
  ReferenceParams,
  RenameParams,
} from 'vscode-languageserver';
import { answering, type Documents } from './answering.js';
import type { ClientCapabilities } from './client-capabilities.js';
import { guarded } from './guarded.js';
import { definitionAt, highlightsAt, prepareRenameAt, referencesAt, renameAt } from './navigation.js';

/** Answers requests for definitions, references, highlights and renaming. */
export function answerNavigation(connection: Connection, client: ClientCapabilities, documents: Documents): void {
  const { log, files } = documents;
  const { definitionLinks, versionedEdits } = client;
  const definition = answering(documents, null, (snapshot, { position }: DefinitionParams, isValid) =>
    definitionAt(snapshot, position, definitionLinks, files, isValid),
  );
  const references = answering(documents, null, (snapshot, { position, context }: ReferenceParams, isValid) =>
    referencesAt(snapshot, position, context.includeDeclaration, files, isValid),
  );
  const highlights = answering(documents, null, (snapshot, { position }: DocumentHighlightParams) =>
    highlightsAt(snapshot, position),
  );
  const preparation = answering(documents, null, (snapshot, { position }: PrepareRenameParams) =>
    prepareRenameAt(snapshot, position),
  );
  const renaming = answering(documents, null, (snapshot, { position, newName }: RenameParams, isValid) =>
    renameAt(snapshot, position, newName, versionedEdits, isValid),
  );
  connection.onDefinition(guarded(log, 'Definition', null, definition));
  connection.onReferences(guarded(log, 'References', null, references));
  connection.onDocumentHighlight(guarded(log, 'Highlights', null, highlights));
  connection.onPrepareRename(guarded(log, 'Preparing a rename', null, preparation));
  connection.onRenameRequest(guarded(log, 'Rename', null, renaming));
}
