import type { Connection } from 'vscode-languageserver';
import { definedPoolsIn } from '../core/analyze.js';
import { yieldToEventLoop } from '../documents/debounce.js';
import type { Definitions } from '../documents/live/definitions.js';
import { attempt, type Log } from '../documents/log.js';
import { sourceOf } from '../documents/open-document.js';
import { guarded } from './guarded.js';
import { POOL_FILES, type PoolFilesParams } from './protocol.js';

/** Takes the files that the client has found to define worker pools. `configured`: resolves when it is known how a file is checked. */
export function takePoolFiles(
  connection: Connection,
  log: Log,
  definitions: Definitions,
  configured: (uri: string) => Promise<void>,
): void {
  const read = async (files: PoolFilesParams['files']): Promise<void> => {
    for (const { uri, text } of files) {
      await configured(uri);
      const pools = text === null ? [] : attempt(log, uri, [], () => definedPoolsIn(sourceOf(uri, text)));
      definitions.setFile(uri, pools);
      await yieldToEventLoop();
    }
  };
  let last = Promise.resolve();
  connection.onNotification(
    POOL_FILES,
    guarded(log, POOL_FILES, undefined, ({ files }: PoolFilesParams) => {
      // One message after the other: a file may be in several.
      last = last.then(() => read(files));
      return last;
    }),
  );
}
