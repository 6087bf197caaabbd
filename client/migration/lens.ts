import {
  CodeLens,
  type CodeLensProvider,
  Disposable,
  EventEmitter,
  l10n,
  languages,
  type Memento,
  Range,
  type TextDocument,
  type Uri,
  workspace,
} from 'vscode';
import { DOCUMENT_STATUS, type DocumentStatus, SECTION } from '../../server/lsp/protocol.js';
import { DISMISS_MIGRATION } from '../commands/dismiss-migration.js';
import { MIGRATE_FILE } from '../commands/migrate-file.js';
import type { LanguageServer } from '../language-server.js';
import { LANGUAGES } from '../languages.js';

/** The offer at the top of a file to convert its pairs. */
export interface MigrationLens extends Disposable {
  /** Stops offering it for this file in this workspace. */
  dismiss(uri: Uri): Promise<void>;
}

/** The key that stores the URIs of files for which the offer was dismissed. */
const DISMISSED = 'migration.dismissed';
const SETTING = 'migration.codeLens';

/**
 * Shows, at the top of a file with pairs, how many can be converted, until that is done or dismissed.
 * @param state the stored state of the workspace
 */
export function createMigrationLens(server: LanguageServer, state: Memento): MigrationLens {
  const changes = new EventEmitter<void>();
  const dismissed = (): readonly string[] => state.get<readonly string[]>(DISMISSED, []);
  const isWanted = ({ uri }: TextDocument): boolean =>
    workspace.getConfiguration(SECTION, uri).get(SETTING, true) && !dismissed().includes(uri.toString());

  const provider: CodeLensProvider = {
    onDidChangeCodeLenses: changes.event,
    async provideCodeLenses(document) {
      if (!isWanted(document)) return [];
      const status = await server.ask<DocumentStatus>(DOCUMENT_STATUS, document.uri);
      return status && status.pairs > 0 ? lenses(document.uri, status.pairs) : [];
    },
  };
  const subscriptions = Disposable.from(
    changes,
    languages.registerCodeLensProvider([...LANGUAGES], provider),
    server.onDidChangeState(() => changes.fire()),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SECTION)) changes.fire();
    }),
  );
  return {
    async dismiss(uri) {
      await state.update(DISMISSED, [...new Set([...dismissed(), uri.toString()])]);
      changes.fire();
    },
    dispose: () => subscriptions.dispose(),
  };
}

function lenses(uri: Uri, pairs: number): CodeLens[] {
  const top = new Range(0, 0, 0, 0);
  return [
    new CodeLens(top, {
      title: pairs === 1 ? l10n.t('Convert 1 pair to taskQueueId') : l10n.t('Convert {0} pairs to taskQueueId', pairs),
      tooltip: l10n.t('Replaces each provisionerId and workerType with one taskQueueId'),
      command: MIGRATE_FILE,
      arguments: [uri],
    }),
    new CodeLens(top, {
      title: l10n.t('Dismiss'),
      tooltip: l10n.t(
        'Hide this line in this file. The setting {0} turns it off in all files',
        `${SECTION}.${SETTING}`,
      ),
      command: DISMISS_MIGRATION,
      arguments: [uri],
    }),
  ];
}
