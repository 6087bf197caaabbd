import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import type { Finding } from '../core/base/finding.js';
import { addSuppression } from '../core/suppressions/add-suppression.js';
import { positionAt } from '../documents/positions.js';
import type { Snapshot } from '../documents/snapshots.js';
import { documentOf, viewAt } from '../documents/view-at.js';
import { editOf } from './convert.js';
import { diagnosticsAt } from './diagnostics.js';
import { SUPPRESS_COMMAND, type SuppressArguments } from './protocol.js';

/** What stands for the reason in an editor that does not ask for it. */
const TO_DO = 'TODO: say why';

/** Nobody silences more than this from one menu. */
const MOST = 10;

/** The offers to silence findings with a comment above their line, one for each rule and line. */
export function suppressActions(
  snapshot: Snapshot,
  findings: readonly Finding<'document'>[],
  { versioned, asksForReason }: { readonly versioned: boolean; readonly asksForReason: boolean },
): CodeAction[] {
  const { uri, version } = snapshot;
  const offers = new Map<string, CodeAction>();
  for (const finding of findings.slice(0, MOST)) {
    const { rule, span } = finding;
    const { view, rangeOf } = viewAt(snapshot, positionAt(documentOf(snapshot), span.start));
    const added = addSuppression(view.model.tree, view.offset, rule);
    if (!added) continue;
    const { at, before, after } = added;
    const range = rangeOf({ start: at, end: at });
    const title = `Suppress ${rule} on this line${asksForReason ? '…' : ''}`;
    const place = `${rule} ${range.start.line}`;
    const asked: SuppressArguments = { uri, version, rule, position: range.start, before, after };
    const edit = editOf([{ range, newText: before + TO_DO + after }], snapshot, versioned);
    offers.set(place, {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [...(offers.get(place)?.diagnostics ?? []), ...diagnosticsAt(finding, snapshot)],
      ...(asksForReason ? { command: { title, command: SUPPRESS_COMMAND, arguments: [asked] } } : { edit }),
    });
  }
  return [...offers.values()];
}
