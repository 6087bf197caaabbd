import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atExit } from './process.mjs';

/**
 * A new temporary folder, filled with a copy of `source` if given; removed by `remove()` or at the end of the process.
 * @param {string} [source]
 */
export function temporaryFolder(source) {
  // The real path: VS Code reports files by it, and on macOS the temporary folder is a link.
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'taskcluster-vscode-')));
  if (source) cpSync(source, path, { recursive: true });
  const remove = atExit(() => {
    try {
      // Retries: an editor that is being ended may still write.
      rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    } catch (error) {
      console.error(`${path} is left behind: ${error.message}`);
    }
  });
  return { path, remove };
}
