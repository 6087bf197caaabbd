import { type Connection, DidChangeWatchedFilesNotification, type TextDocuments } from 'vscode-languageserver';
import { CONFIG_FILE_NAME } from '../core/base/document.js';
import { type ConfigFiles, createConfigFiles } from '../documents/config-files.js';
import { describe, type Log } from '../documents/log.js';
import type { OpenDocument } from '../documents/open-document.js';
import type { ProjectFiles } from '../documents/project-files.js';
import { dateToday } from './settings-store.js';

/** Config files that follow the documents and files of the client. */
export interface ConfigConnection extends Pick<ConfigFiles, 'nearest' | 'load'> {
  /** Asks the client to report changes of files. Possible once it is initialized. */
  watch(): Promise<void>;
}

/**
 * Finds config files for the open documents. `onChange`: some document may have to be checked in another way.
 */
export function connectConfigFiles(
  connection: Connection,
  documents: TextDocuments<OpenDocument>,
  files: ProjectFiles,
  log: Log,
  onChange: () => void,
): ConfigConnection {
  const found = createConfigFiles(files, dateToday, onChange);
  const follow = (following: Promise<void>): void => {
    following.catch((error: unknown) => log.error(`Looking for ${CONFIG_FILE_NAME} failed: ${describe(error)}`));
  };
  // Opening a document also counts as a change.
  documents.onDidChangeContent(({ document: { uri } }) => follow(found.changed(uri)));
  documents.onDidClose(({ document: { uri } }) => follow(found.changed(uri)));
  // Not every client reports changes of files, and none those above its folders.
  documents.onDidOpen(({ document: { uri } }) => follow(found.refresh(uri)));
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri } of changes) follow(found.changed(uri));
  });
  return {
    nearest: found.nearest,
    load: found.load,
    async watch() {
      const watchers = [{ globPattern: `**/${CONFIG_FILE_NAME}` }];
      await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    },
  };
}
