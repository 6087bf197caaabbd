import { type Uri, window } from 'vscode';
import { LANGUAGES } from './languages.js';

/** The file of the active editor; undefined if it is in another language than Taskcluster files are. */
export function activeFile(): Uri | undefined {
  const document = window.activeTextEditor?.document;
  return document && LANGUAGES.includes(document.languageId) ? document.uri : undefined;
}
