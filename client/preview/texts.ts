import { commands, Disposable, type TextDocumentContentProvider, Uri, workspace } from 'vscode';
import { COMPARED_SCHEME } from '../languages.js';

/** One side of a comparison. */
export interface Side {
  /** What it is, for its tab. */
  readonly name: string;
  readonly text: string;
}

/** Read-only documents, for the editor to compare. */
export interface ComparedTexts extends Disposable {
  compare(title: string, left: Side, right: Side, extension: string): Promise<void>;
}

/** Provides the documents, each until the editor closes it. */
export function createComparedTexts(): ComparedTexts {
  const texts = new Map<string, string>();
  let count = 0;
  const provider: TextDocumentContentProvider = {
    // A document that the editor restores after a restart.
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? 'Compare again in the preview of the file.\n',
  };
  const subscriptions = Disposable.from(
    workspace.registerTextDocumentContentProvider(COMPARED_SCHEME, provider),
    workspace.onDidCloseTextDocument(({ uri }) => void texts.delete(uri.toString())),
  );
  return {
    async compare(title, left, right, extension) {
      count++;
      const [one, two] = [left, right].map(({ name, text }, side) => {
        const path = `/${name.replaceAll('/', '∕')}.${extension}`;
        const uri = Uri.from({ scheme: COMPARED_SCHEME, path, query: `${count}.${side}` });
        texts.set(uri.toString(), text);
        return uri;
      });
      await commands.executeCommand('vscode.diff', one, two, title);
    },
    dispose: () => subscriptions.dispose(),
  };
}
