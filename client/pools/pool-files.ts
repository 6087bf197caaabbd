import type { Disposable, FileSystemWatcher, Uri } from 'vscode';
import { POOL_FILES, type PoolFilesParams } from '../../server/lsp/protocol.js';
import { disposableOf } from '../events.js';
import type { LanguageServer } from '../language-server.js';
import { type ReadableFiles, textOf } from '../project-files.js';

/** As much of `vscode.workspace` as finds and reads files. */
export interface Files {
  findFiles(include: string, exclude: string, maxResults: number): Thenable<readonly Uri[]>;
  createFileSystemWatcher(globPattern: string): FileSystemWatcher;
  readonly fs: ReadableFiles;
}

/**
 * Where people keep the definitions of worker pools: in files and folders with `pool` in their names, and, as
 * community-tc-config does, in those of projects. A search by name is fast in the largest workspace.
 */
const POOL_FILE_GLOB = `{${[
  ...['yml', 'yaml', 'json'].flatMap((type) => [`**/*[pP]ool*.${type}`, `**/*[pP]ools*/**/*.${type}`]),
  ...['yml', 'yaml'].flatMap((type) => [`**/projects.${type}`, `**/projects/*.${type}`]),
].join(',')}}`;
const NOT_SEARCHED = '**/node_modules/**';
const MOST_FILES = 500;
/** Files are sent in groups, so that no message is huge. */
const GROUP = 20;

/** Tells the server which worker pools the files of the workspace define, and when these files change. */
export function createPoolFiles(
  server: Pick<LanguageServer, 'state' | 'notify' | 'onDidChangeState'>,
  files: Files,
): Disposable {
  const watcher = files.createFileSystemWatcher(POOL_FILE_GLOB);
  const isRunning = (): boolean => server.state === 'running';
  const tell = async (uris: readonly Uri[]): Promise<void> => {
    for (let i = 0; i < uris.length && isRunning(); i += GROUP) {
      const read = await Promise.all(
        uris.slice(i, i + GROUP).map(async (uri) => ({ uri: uri.toString(), text: await textOf(uri, files.fs) })),
      );
      const params: PoolFilesParams = { files: read };
      server.notify(POOL_FILES, params);
    }
  };
  const tellAll = async (): Promise<void> => {
    if (!isRunning()) return;
    try {
      await tell(await files.findFiles(POOL_FILE_GLOB, NOT_SEARCHED, MOST_FILES));
    } catch {
      // A workspace that cannot be searched: only open documents count.
    }
  };
  const tellOne = (uri: Uri): void => {
    if (!uri.path.includes('/node_modules/')) void tell([uri]);
  };
  const subscriptions = disposableOf(
    watcher,
    watcher.onDidCreate(tellOne),
    watcher.onDidChange(tellOne),
    watcher.onDidDelete(tellOne),
    // A restarted server knows nothing.
    server.onDidChangeState(() => void tellAll()),
  );
  void tellAll();
  return subscriptions;
}
