import type { Translate } from './l10n.js';

// What the parts of the extension say alike.

export function notRunning(t: Translate): string {
  return t('The Taskcluster language server is not running.');
}

/** A view has no answer about its file. */
export function notAnswered(t: Translate): string {
  return t('The Taskcluster language server is not running, or the file is not open as YAML or JSON.');
}

/** A view keeps what it has shown. `reason`: why, as a sentence. */
export function keptFor(reason: string, t: Translate): string {
  return t('{0} Below is what was shown before.', reason);
}
