import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import { quickFixes } from '../features/codeActions.js';
import { fixAllEdits, migrateEdits } from '../features/wholeFile.js';
import { toDiagnostics, toQuickFix, toTextEdits, toWorkspaceEdit } from './convert.js';
import { type DocumentMigration, type DocumentStatus, FIX_ALL_KIND } from './protocol.js';
import type { Snapshot } from './snapshots.js';

/** Answers a pull. A client that already has the diagnostics of this snapshot is told just that. */
export function diagnosticReport(
  snapshot: Snapshot | undefined,
  { previousResultId }: DocumentDiagnosticParams,
): DocumentDiagnosticReport {
  if (!snapshot) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
  const { resultId } = snapshot;
  if (previousResultId === resultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items: toDiagnostics(snapshot) };
}

/**
 * The code actions at a range. "Fix all" runs every rule several times, so it is there for those who ask for it:
 * an editor on save, a command, a menu of source actions.
 */
export function codeActions(
  snapshot: Snapshot,
  { range, context }: CodeActionParams,
  versioned: boolean,
): CodeAction[] {
  const { only } = context;
  const actions: CodeAction[] = [];
  if (only === undefined || only.some((kind) => includes(kind, CodeActionKind.QuickFix))) {
    const { lines } = snapshot;
    const span = { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) };
    actions.push(...quickFixes(snapshot.analysis(), span).map((fix) => toQuickFix(fix, snapshot, versioned)));
  }
  if (only?.some((kind) => includes(kind, FIX_ALL_KIND))) {
    const edits = fixAllEdits(snapshot.source, snapshot.config, snapshot.analysis());
    const title = 'Fix all Taskcluster problems that can be fixed safely';
    if (edits.length > 0) {
      actions.push({ title, kind: FIX_ALL_KIND, edit: toWorkspaceEdit(edits, snapshot, versioned) });
    }
  }
  return actions;
}

/** What the document is and how many problems of weight it has. */
export function documentStatus(snapshot: Snapshot): DocumentStatus {
  const { kind, findings } = snapshot.analysis();
  const count = (severity: string): number => findings.filter((finding) => finding.severity === severity).length;
  return { kind, errors: count('error'), warnings: count('warning') };
}

/** The migration of the document, for the client to apply. */
export function documentMigration(snapshot: Snapshot): DocumentMigration {
  const { source, lines, version } = snapshot;
  const { edits, converted, left } = migrateEdits(source, snapshot.analysis());
  return {
    version,
    edits: toTextEdits(edits, snapshot),
    converted,
    left: left.map(({ span, reason }) => ({ range: lines.rangeOf(span), reason })),
  };
}

/** Ends a request that the client no longer wants. */
export function throwIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled by the client');
}

/** Whether asking for `wanted` asks for `kind` too: kinds are nested by their dots. */
function includes(wanted: string, kind: string): boolean {
  return wanted === '' || wanted === kind || kind.startsWith(`${wanted}.`);
}
