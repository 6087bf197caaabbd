import { l10n, Position, Range, TextEdit, type Uri, WorkspaceEdit, type WorkspaceEditEntryMetadata } from 'vscode';
import type { PlannedEdits } from '../../server/lsp/protocol.js';

/** A file and what is planned for it. */
export interface PlannedFile {
  readonly uri: Uri;
  readonly text: string;
  readonly edits: PlannedEdits['edits'];
}

/**
 * All edits as one. With a preview, VS Code shows safe edits ticked and suggestions unticked. It opens the preview only if
 * something is unticked, so if all edits are safe, there is one more that changes nothing.
 */
export function workspaceEdit(files: readonly PlannedFile[], preview: boolean): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  const isAllSafe = files.every(({ edits }) => edits.every(isSafe));
  for (const [index, { uri, text, edits }] of files.entries()) {
    const made = edits.map((one): [TextEdit, WorkspaceEditEntryMetadata] => [
      TextEdit.replace(toRange(one.range), one.newText),
      { needsConfirmation: preview && !isSafe(one), label: one.title },
    ]);
    if (preview && isAllSafe && index === 0) made.push(opensPreview(text));
    edit.set(uri, made);
  }
  return edit;
}

/** An edit without effect, in the last line, which is usually empty: before another line it would look like a change of that. */
function opensPreview(text: string): [TextEdit, WorkspaceEditEntryMetadata] {
  const end = new Position(text.split(/\r\n|\r|\n/).length - 1, 0);
  const label = l10n.t('No change: it only makes VS Code show this preview');
  return [TextEdit.insert(end, ''), { needsConfirmation: true, label }];
}

function isSafe({ safety }: PlannedEdits['edits'][number]): boolean {
  return safety === 'safe';
}

function toRange({ start, end }: PlannedEdits['edits'][number]['range']): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
