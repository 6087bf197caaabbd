import { type Uri, ViewColumn, window } from 'vscode';

/** The column in which a file is shown, or the first: never that of the preview, which stays where it is. */
export function columnOf(source: Uri): ViewColumn {
  const shown = window.visibleTextEditors.find(({ document }) => document.uri.toString() === source.toString());
  return shown?.viewColumn ?? ViewColumn.One;
}
