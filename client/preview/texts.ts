import { commands, Disposable, l10n, type TextDocumentContentProvider, Uri, type ViewColumn, workspace } from 'vscode';
import { COMPARED_SCHEME } from '../languages.js';

/** One side of a comparison. */
export interface Side {
  /** What it is, for its tab. */
  readonly name: string;
  readonly text: string;
}

/** Read-only documents, for the editor to compare. */
export interface ComparedTexts extends Disposable {
  /** `extension`: that of their format. `viewColumn`: where they are shown. */
  compare(title: string, sides: readonly [Side, Side], extension: string, viewColumn: ViewColumn): Promise<void>;
}

/** Provides the documents, each until the editor closes it. */
export function createComparedTexts(): ComparedTexts {
  const texts = new Map<string, string>();
  let count = 0;
  const provider: TextDocumentContentProvider = {
    // A document that the editor restores after a restart.
    provideTextDocumentContent: (uri) =>
      texts.get(uri.toString()) ?? `${l10n.t('Compare again in the preview of the file.')}\n`,
  };
  const subscriptions = Disposable.from(
    workspace.registerTextDocumentContentProvider(COMPARED_SCHEME, provider),
    workspace.onDidCloseTextDocument(({ uri }) => void texts.delete(uri.toString())),
  );
  return {
    async compare(title, sides, extension, viewColumn) {
      count++;
      const [one, two] = sides.map(({ name, text }, side) => {
        const path = `/${name.replaceAll('/', '∕')}.${extension}`;
        const uri = Uri.from({ scheme: COMPARED_SCHEME, path, query: `${count}.${side}` });
        texts.set(uri.toString(), text);
        return uri;
      });
      await commands.executeCommand('vscode.diff', one, two, title, { viewColumn, preview: true });
    },
    dispose: () => subscriptions.dispose(),
  };
}
