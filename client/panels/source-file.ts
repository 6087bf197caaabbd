import { Disposable, Position, Range, type Uri, ViewColumn, window, workspace } from 'vscode';
import type { Range as Place } from '../../server/lsp/protocol.js';
import type { LanguageServer } from '../language-server.js';

/** A view follows its file once nobody has typed for that long, in milliseconds. */
const REST_MS = 120;

/** Shows a place of the file that a view is about, in the editor that already shows the file if there is one. */
export async function showSource(source: Uri, { start, end }: Place): Promise<void> {
  const selection = new Range(new Position(start.line, start.character), new Position(end.line, end.character));
  await window.showTextDocument(source, { selection, viewColumn: columnOf(source) });
}

/** The column in which a file is shown, or the first: never that of a view, which stays where it is. */
export function columnOf(source: Uri): ViewColumn {
  const shown = window.visibleTextEditors.find(({ document }) => document.uri.toString() === source.toString());
  return shown?.viewColumn ?? ViewColumn.One;
}

/** A view that follows its file. */
export interface FollowingView {
  readonly panel: { readonly isVisible: boolean };
  readonly session: { changed(): void; refresh(): void };
}

/**
 * Tells the views of files that their file has changed, or that a restarted server knows nothing of it. A hidden one asks again
 * when it is shown.
 * @param open the views by the URI of their file
 */
export function followFiles(
  open: ReadonlyMap<string, FollowingView>,
  server: Pick<LanguageServer, 'state' | 'onDidChangeState'>,
): Disposable {
  return Disposable.from(
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const view = open.get(document.uri.toString());
      if (contentChanges.length > 0 && view?.panel.isVisible) view.session.changed();
    }),
    server.onDidChangeState(() => {
      if (server.state === 'running') refreshAll(open);
    }),
  );
}

/** Makes the views that are shown ask again. */
export function refreshAll(open: ReadonlyMap<string, FollowingView>): void {
  for (const { panel, session } of open.values()) if (panel.isVisible) session.refresh();
}

/** Calls back once nobody has typed for a while. Returns a way to forget it. */
export function afterRest(call: () => void): () => void {
  const timer = setTimeout(call, REST_MS);
  return () => clearTimeout(timer);
}

/** The name of a file. */
export function nameOf({ path }: Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
