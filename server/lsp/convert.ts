import {
  type CodeAction,
  CodeActionKind,
  type TextEdit as LspTextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { TextEdit } from '../core/base/text-edit.js';
import { rangeInDocument } from '../documents/positions.js';
import type { Snapshot } from '../documents/snapshots.js';
import type { QuickFix } from '../features/code-actions.js';
import { diagnosticsAt } from './diagnostics.js';

/** A quick fix as an entry of the editor's menu. */
export function toQuickFix(fix: QuickFix, snapshot: Snapshot, versioned: boolean): CodeAction {
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: fix.findings.flatMap((finding) => diagnosticsAt(finding, snapshot)),
    ...(fix.preferred && { isPreferred: true }),
    edit: toWorkspaceEdit(fix.edits, snapshot, versioned),
  };
}

/** Edits of one document, with its version if the client can check it. */
export function toWorkspaceEdit(
  edits: readonly TextEdit<'document'>[],
  snapshot: Snapshot,
  versioned: boolean,
): WorkspaceEdit {
  return editOf(toTextEdits(edits, snapshot), snapshot, versioned);
}

/** The same with edits that already have positions. */
export function editOf(edits: LspTextEdit[], { uri, version }: Snapshot, versioned: boolean): WorkspaceEdit {
  if (!versioned) return { changes: { [uri]: edits } };
  return { documentChanges: [{ textDocument: { uri, version }, edits }] };
}

/** Edits with positions in the document. */
export function toTextEdits(edits: readonly TextEdit<'document'>[], snapshot: Snapshot): LspTextEdit[] {
  const { document } = snapshot.aggregate();
  return edits.map(({ span, newText }) => ({ range: rangeInDocument(document, span), newText }));
}
