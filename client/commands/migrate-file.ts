import {
  commands,
  type Disposable,
  Location,
  l10n,
  Range,
  type TextDocument,
  type Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { type DocumentMigration, MIGRATE_DOCUMENT } from '../../server/lsp/protocol.js';
import { askForFile } from '../ask-for-file.js';
import type { LanguageServer } from '../language-server.js';
import { LANGUAGES } from '../languages.js';
import { reportMigration } from '../migration-report.js';

export const MIGRATE_FILE = 'taskcluster.migrateFile';

/**
 * Taskcluster: Convert provisionerId and workerType to taskQueueId in This File. Takes the URI of an open document; the default
 * is the document of the active editor.
 */
export function registerMigrateFile(server: LanguageServer): Disposable {
  return commands.registerCommand(MIGRATE_FILE, (uri?: Uri) => {
    const wanted = uri?.toString();
    const document =
      wanted === undefined
        ? window.activeTextEditor?.document
        : workspace.textDocuments.find((one) => one.uri.toString() === wanted);
    return document
      ? migrateFile(server, document)
      : askForFile(l10n.t('Open the file that you want to convert first.'));
  });
}

async function migrateFile(server: LanguageServer, document: TextDocument): Promise<void> {
  if (!LANGUAGES.includes(document.languageId))
    return say(l10n.t('Nothing to convert: this file is neither YAML nor JSON.'));
  await server.start();
  const migration = await server.ask<DocumentMigration>(MIGRATE_DOCUMENT, document.uri);
  if (!migration) return say(l10n.t('This file cannot be converted: the Taskcluster language server is not running.'));
  if (migration.version !== document.version) return say(l10n.t('The file changed during the conversion. Try again.'));
  // VS Code rejects an edit without changes.
  if (migration.edits.length > 0 && !(await apply(document.uri, migration.edits))) {
    return say(l10n.t('The editor could not change the file.'));
  }
  // Not awaited: the command is finished, however long the message stays open.
  void report(document, migration);
}

function apply(uri: Uri, edits: DocumentMigration['edits']): Thenable<boolean> {
  const edit = new WorkspaceEdit();
  for (const { range, newText } of edits) edit.replace(uri, toRange(range), newText);
  return workspace.applyEdit(edit);
}

async function report(document: TextDocument, migration: DocumentMigration): Promise<void> {
  const { message, toSee, places } = reportMigration(migration, l10n.t);
  if (toSee === 'nothing') return say(message);
  const button = toSee === 'problems' ? l10n.t('Show Problems') : l10n.t('Show');
  const tell = toSee === 'problems' ? window.showInformationMessage : window.showWarningMessage;
  const choice = await tell(message, button);
  if (choice !== button) return;
  if (toSee === 'problems') return void (await commands.executeCommand('workbench.actions.view.problems'));
  const locations = places.map((place) => new Location(document.uri, document.validateRange(toRange(place))));
  const [first] = locations;
  // Go to a single location; show several in a list.
  if (first)
    await commands.executeCommand('editor.action.goToLocations', document.uri, first.range.start, locations, 'peek');
}

function toRange({ start, end }: DocumentMigration['edits'][number]['range']): Range {
  return new Range(start.line, start.character, end.line, end.character);
}

function say(message: string): void {
  void window.showInformationMessage(message);
}
