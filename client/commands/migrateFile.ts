import {
  commands,
  type Disposable,
  Range,
  Selection,
  type TextEditor,
  TextEditorRevealType,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { type DocumentMigration, MIGRATE_DOCUMENT } from '../../server/lsp/protocol.js';
import type { LanguageServer } from '../languageServer.js';

export const MIGRATE_FILE = 'taskcluster.migrateFile';

/** Taskcluster: Convert provisionerId and workerType to taskQueueId in This File. */
export function registerMigrateFile(server: LanguageServer): Disposable {
  return commands.registerCommand(MIGRATE_FILE, () => migrateActiveFile(server));
}

async function migrateActiveFile(server: LanguageServer): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor) return say('Open the file to convert first.');
  await server.start();
  const { document } = editor;
  const migration = await server.ask<DocumentMigration>(MIGRATE_DOCUMENT, document.uri);
  if (!migration) return say('This file cannot be converted: it is neither YAML nor JSON, or the server does not run.');
  if (migration.version !== document.version) return say('The file has changed in the meantime. Please try again.');
  const edit = new WorkspaceEdit();
  for (const { range, newText } of migration.edits) edit.replace(document.uri, toRange(range), newText);
  const applied = await workspace.applyEdit(edit);
  if (!applied) return say('The file could not be changed.');
  // Not awaited: the command is done, whenever the user closes the message.
  void report(editor, migration);
}

async function report(editor: TextEditor, { converted, left }: DocumentMigration): Promise<void> {
  const [first] = left;
  const done = `Converted ${converted === 1 ? '1 pair' : `${converted} pairs`} to taskQueueId.`;
  if (!first) return say(converted > 0 ? done : 'There is nothing to convert in this file.');
  const rest = left.length === 1 ? '1 pair stays' : `${left.length} pairs stay, the first one`;
  const showItem = 'Show';
  const choice = await window.showWarningMessage(
    `${converted > 0 ? `${done} ` : ''}${rest}: ${first.reason}`,
    showItem,
  );
  if (choice !== showItem) return;
  const shown = await window.showTextDocument(editor.document, editor.viewColumn);
  // The range is of the text before the conversion: near enough to see the place, and lines rarely move above it.
  const range = editor.document.validateRange(toRange(first.range));
  shown.selection = new Selection(range.start, range.start);
  shown.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}

function toRange({ start, end }: DocumentMigration['edits'][number]['range']): Range {
  return new Range(start.line, start.character, end.line, end.character);
}

function say(message: string): void {
  void window.showInformationMessage(message);
}
