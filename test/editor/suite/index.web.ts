// The same in the browser: what VS Code loads and runs in its web worker extension host.
import 'mocha/mocha.js';
import * as vscode from 'vscode';
import { OPTIONS, runSuite } from './everywhere.js';
import { reportTo } from './report.js';

/** The file of the workspace that the report is written to. */
const REPORT = 'report.txt';

/** Runs the suite. */
export async function run(): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('no folder is open');
  let report = '';
  let written = Promise.resolve();
  reportTo(Mocha, (line) => {
    report += `${line}\n`;
    const content = new TextEncoder().encode(report);
    written = written.then(() => vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder.uri, REPORT), content));
  });
  try {
    // index.ts says which tests need Node, and why.
    await runSuite(new Mocha(OPTIONS), async () => {});
  } finally {
    await written;
  }
}
