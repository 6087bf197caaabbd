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

/**
 * Tells the views of files that their file has changed, or that a restarted server knows nothing of it.
 * @param open the views by the URI of their file
 */
export function followFiles(
  open: ReadonlyMap<string, { readonly session: { changed(): void; refresh(): void } }>,
  server: Pick<LanguageServer, 'state' | 'onDidChangeState'>,
): Disposable {
  return Disposable.from(
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) open.get(document.uri.toString())?.session.changed();
    }),
    server.onDidChangeState(() => {
      if (server.state === 'running') for (const { session } of open.values()) session.refresh();
    }),
  );
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
