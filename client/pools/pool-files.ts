import type { Disposable, Event, FileSystemWatcher, Uri } from 'vscode';
import { POOL_FILES, type PoolFilesParams } from '../../server/lsp/protocol.js';
import { disposableOf } from '../events.js';
import type { LanguageServer } from '../language-server.js';
import { type ReadableFiles, textOf } from '../project-files.js';

/** As much of `vscode.workspace` as finds and reads files. */
export interface Files {
  findFiles(include: string, exclude: string, maxResults: number): Thenable<readonly Uri[]>;
  createFileSystemWatcher(globPattern: string): FileSystemWatcher;
  readonly onDidChangeWorkspaceFolders: Event<unknown>;
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
  /** What the server has heard of. */
  let told = new Map<string, Uri>();
  const textNow = (uri: Uri): Promise<string | null> => textOf(uri, files.fs);
  const tell = async (uris: readonly Uri[], read = textNow): Promise<void> => {
    for (let i = 0; i < uris.length && isRunning(); i += GROUP) {
      const group = uris.slice(i, i + GROUP);
      const texts = await Promise.all(group.map(async (uri) => ({ uri: uri.toString(), text: await read(uri) })));
      const params: PoolFilesParams = { files: texts };
      server.notify(POOL_FILES, params);
      for (const uri of group) told.set(uri.toString(), uri);
    }
  };
  const tellAll = async (): Promise<void> => {
    if (!isRunning()) return;
    try {
      const found = await files.findFiles(POOL_FILE_GLOB, NOT_SEARCHED, MOST_FILES);
      const names = new Set(found.map(String));
      const gone = [...told].flatMap(([name, uri]) => (names.has(name) ? [] : [uri]));
      // Those of a folder that has left the workspace do not count any more.
      await tell(gone, async () => null);
      await tell(found);
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
    files.onDidChangeWorkspaceFolders(() => void tellAll()),
    // A restarted server knows nothing.
    server.onDidChangeState(() => {
      told = new Map();
      void tellAll();
    }),
  );
  void tellAll();
  return subscriptions;
}
