import { commands, type Disposable, l10n, Position, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import { SUPPRESS_COMMAND, type SuppressArguments } from '../../server/lsp/protocol.js';

/** Asks why a finding is silenced, and inserts the comment that silences it. The server's quick fix says where. */
export function registerSuppress(): Disposable {
  return commands.registerCommand(SUPPRESS_COMMAND, async (asked: SuppressArguments) => {
    const reason = await window.showInputBox({
      title: l10n.t('Suppress {0}', asked.rule),
      prompt: l10n.t('Why is this fine? The comment keeps the reason.'),
      validateInput: (value) => (value.trim() === '' ? l10n.t('A reason is needed') : undefined),
    });
    if (reason === undefined) return;
    const document = workspace.textDocuments.find((one) => one.uri.toString() === asked.uri);
    if (document?.version !== asked.version)
      return void window.showInformationMessage(l10n.t('The file changed in the meantime. Try again.'));
    const { line, character } = asked.position;
    const edit = new WorkspaceEdit();
    edit.insert(Uri.parse(asked.uri), new Position(line, character), asked.before + reason.trim() + asked.after);
    await workspace.applyEdit(edit);
  });
}
