import type { Uri } from 'vscode';
import { CONFIG_FILE_NAME, FILE_EXISTS, type FileParams, LIST_FOLDER, READ_FILE } from '../server/lsp/protocol.js';
import type { LanguageServer } from './language-server.js';

/** As much of `vscode.workspace.fs` as reads files. */
export interface ReadableFiles {
  stat(uri: Uri): Thenable<{ readonly size: number }>;
  readFile(uri: Uri): Thenable<Uint8Array>;
}

/** … and folders. */
export interface ReadableFolders extends ReadableFiles {
  readDirectory(uri: Uri): Thenable<readonly (readonly [name: string, type: number])[]>;
}

/** Larger files are not written by hand. In bytes. */
const LARGEST_FILE = 1_000_000;

/** Answers the server's requests for files that are not open, wherever they are: in the browser, too. */
export function answerFileRequests(server: Pick<LanguageServer, 'onConnect'>, fs: ReadableFolders): void {
  server.onConnect((client) => {
    const { asUri } = client.code2ProtocolConverter;
    const answer = (method: string, otherwise: unknown, find: (uri: Uri) => Promise<unknown>): void => {
      client.onRequest<unknown, void>(method, ({ uri }: FileParams) =>
        find(client.protocol2CodeConverter.asUri(uri)).catch(() => otherwise),
      );
    };
    answer(READ_FILE, null, (uri) => textOf(uri, fs));
    answer(LIST_FOLDER, [], async (uri) => {
      const names = (await fs.readDirectory(uri)).map(([name]) => name).sort();
      return names.map((name) => asUri(uri.with({ path: `${uri.path.replace(/\/$/, '')}/${name}` })));
    });
    answer(FILE_EXISTS, false, async (uri) => {
      await fs.stat(uri);
      return true;
    });
  });
}

/** Whether one of the folders has a config file of its own. Never rejects. */
export async function hasConfigFile(folders: readonly Uri[], fs: Pick<ReadableFiles, 'stat'>): Promise<boolean> {
  const found = await Promise.allSettled(
    folders.map((folder) => fs.stat(folder.with({ path: `${folder.path.replace(/\/$/, '')}/${CONFIG_FILE_NAME}` }))),
  );
  return found.some(({ status }) => status === 'fulfilled');
}

/** The text of a file; null if it cannot be read, or is too large. */
export async function textOf(uri: Uri, fs: ReadableFiles): Promise<string | null> {
  try {
    const { size } = await fs.stat(uri);
    return size > LARGEST_FILE ? null : new TextDecoder().decode(await fs.readFile(uri));
  } catch {
    return null;
  }
}
