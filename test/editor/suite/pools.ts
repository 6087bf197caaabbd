// What the editor shows of worker pools.
import * as vscode from 'vscode';
import { extension, type Line, until } from './support.js';

/** A file whose tasks name pools of the demo deployment, one of them with a typo. */
export const FILE = 'live/.taskcluster.yml';
export const LINUX = 'lighthouse-1/linux';
export const TYPO = 'lighthouse-1/linx';

/** The settings of the extension. */
export function settings(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration('taskcluster');
}

/** The text of the hover over the first occurrence of a text. */
export async function hoverOver(document: vscode.TextDocument, word: string): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    document.positionAt(document.getText().indexOf(word) + 1),
  );
  const texts = hovers.flatMap(({ contents }) => contents);
  return texts.map((content) => (typeof content === 'string' ? content : content.value)).join('\n');
}

/** Hovers until that is there: the first look asks the deployment and does not wait for it. */
export function hoverWith(document: vscode.TextDocument, word: string, pattern: RegExp): Promise<string> {
  return until(`${pattern} in the hover over ${word}`, async () => {
    const text = await hoverOver(document, word);
    return pattern.test(text) && text;
  });
}

/** The title of the code lens that names this. */
export function lensOver(document: vscode.TextDocument, name: string): Promise<string> {
  return until(`the lens of ${name}`, async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      100, // resolve them
    );
    return lenses.map(({ command }) => command?.title).find((title) => title?.includes(`${name}:`));
  });
}

/** What the view "Worker Pools" shows below one of its lines, or at the top level. */
export async function children(of?: Line): Promise<readonly Line[]> {
  return (await extension()).pools(of);
}

type Row = Extract<Line, { kind: 'pool' }>['row'];

/** The pools of a group of the view, once they are as expected. */
export function lines(
  which: 'workspace' | 'all',
  expected: (rows: readonly Row[]) => boolean,
): Promise<readonly Row[]> {
  return until(`the pools of ${which}`, async () => {
    const group = (await children()).find((line) => line.kind === 'group' && line.which === which);
    const rows = group ? (await children(group)).flatMap((line) => (line.kind === 'pool' ? [line.row] : [])) : [];
    return expected(rows) && rows;
  });
}

/** What is known of a pool in the view. */
export function stateOf(rows: readonly Row[], id: string): Row['state'] | undefined {
  return rows.find(({ workerPoolId }) => workerPoolId === id)?.state;
}

export function labelOf(label: string | vscode.CompletionItemLabel): string {
  return typeof label === 'string' ? label : label.label;
}
