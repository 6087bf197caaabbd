import { CodeLens, type CodeLensProvider, Disposable, EventEmitter, l10n, languages, Range, workspace } from 'vscode';
import { PREVIEW_OUTCOMES, type PreviewOutcomes, SECTION } from '../../server/lsp/protocol.js';
import { PREVIEW_TASKS } from '../commands/preview-tasks.js';
import type { LanguageServer } from '../language-server.js';
import { LANGUAGES } from '../languages.js';
import { outcomeWords } from './lens-words.js';

const SETTING = 'preview.codeLens';

/** Shows, at the top of a file, how many tasks it yields for which event. A click opens the preview. */
export function createPreviewLens(server: LanguageServer): Disposable {
  const changes = new EventEmitter<void>();
  const provider: CodeLensProvider = {
    onDidChangeCodeLenses: changes.event,
    async provideCodeLenses({ uri }) {
      if (!workspace.getConfiguration(SECTION, uri).get(SETTING, true)) return [];
      const outcomes = await server.ask<PreviewOutcomes>(PREVIEW_OUTCOMES, uri);
      return outcomeWords(outcomes ?? [], l10n.t).map(
        ({ title, occasion }) =>
          new CodeLens(new Range(0, 0, 0, 0), {
            title,
            tooltip: l10n.t('Preview the tasks'),
            command: PREVIEW_TASKS,
            arguments: [uri, occasion],
          }),
      );
    },
  };
  return Disposable.from(
    changes,
    languages.registerCodeLensProvider([...LANGUAGES], provider),
    server.onDidChangeState(() => changes.fire()),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SECTION)) changes.fire();
    }),
  );
}
