import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  type Position,
  type Range,
  ResponseError,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { CONFIG_FILE_NAME } from '../core/base/document.js';
import type { Finding } from '../core/base/finding.js';
import type { Span } from '../core/base/text.js';
import { SECTION } from '../core/config/config.js';
import { looseFindings } from '../core/incremental/analysis.js';
import { isMigration } from '../core/rules/migration-rules.js';
import type { FurtherFindings } from '../documents/further-findings.js';
import { offsetAt } from '../documents/open-document.js';
import { rangeInDocument } from '../documents/positions.js';
import type { Snapshot } from '../documents/snapshots.js';
import { documentOf, findingsAround, viewAt } from '../documents/view-at.js';
import { convertAllTitle, findingsAt, quickFixes } from '../features/code-actions.js';
import { isDockerTaskAt } from '../features/worker-view/worker-view.js';
import { fixAllEdits, migrateEdits } from '../workspace/whole-file.js';
import { toQuickFix, toTextEdits, toWorkspaceEdit } from './convert.js';
import { diagnosticsAt, toDiagnostics } from './diagnostics.js';
import {
  type DocumentMigration,
  type DocumentStatus,
  FIX_ALL_KIND,
  SHOW_WORKER_VIEW_COMMAND,
  VIEW_KIND,
} from './protocol.js';
import { suppressActions } from './suppress-actions.js';

/** Answers a pull request for diagnostics. A client that already has those of this snapshot gets "unchanged". */
export function diagnosticReport(
  snapshot: Snapshot | undefined,
  { previousResultId }: DocumentDiagnosticParams,
  further?: FurtherFindings,
): DocumentDiagnosticReport {
  if (!snapshot) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
  const { resultId } = snapshot;
  if (previousResultId === resultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items: toDiagnostics(snapshot, further) };
}

/** A request for code actions, and the client's capabilities. */
export interface ActionContext {
  readonly versioned: boolean;
  /** The client requests the edit of an action when the user chooses it. */
  readonly resolves: boolean;
  /** The client has the command that shows what the worker runs. */
  readonly showsWorkerView: boolean;
  /** The client has the command that asks why a finding is silenced. */
  readonly asksForReason: boolean;
  readonly further: FurtherFindings;
}

/** The data of an action whose edits are computed when it is chosen. */
export interface ConvertAllData {
  readonly uri: string;
  readonly version: number;
}

/** Up to this many pairs, edits are computed in advance for a client that cannot request them later. */
const FEW = 10;

/**
 * The code actions at a range. "Fix all" runs every rule several times, so it is only included on request: by an editor on
 * save, a command, or a menu of source actions.
 */
export function codeActions(snapshot: Snapshot, params: CodeActionParams, context: ActionContext): CodeAction[] {
  const { only } = params.context;
  const actions: CodeAction[] = [];
  if (only === undefined || only.some((kind) => includes(kind, CodeActionKind.QuickFix))) {
    actions.push(...quickFixActions(snapshot, params.range, context));
  }
  if (only?.some((kind) => includes(kind, FIX_ALL_KIND))) {
    const edits = fixAllEdits(snapshot);
    const title = 'Fix all Taskcluster problems that can be fixed safely';
    if (edits.length > 0) {
      actions.push({ title, kind: FIX_ALL_KIND, edit: toWorkspaceEdit(edits, snapshot, context.versioned) });
    }
  }
  if (context.showsWorkerView && (only === undefined || only.some((kind) => includes(kind, VIEW_KIND)))) {
    actions.push(...workerViewActions(snapshot, params.range.start));
  }
  return actions;
}

/** The offer to show what the worker runs for the task at a position. */
function workerViewActions(snapshot: Snapshot, position: Position): CodeAction[] {
  if (!isDockerTaskAt(viewAt(snapshot, position).view)) return [];
  const title = 'Show what the worker runs';
  const command = { title, command: SHOW_WORKER_VIEW_COMMAND, arguments: [snapshot.uri, position] };
  return [{ title, kind: VIEW_KIND, command }];
}

function quickFixActions(snapshot: Snapshot, range: Range, context: ActionContext): CodeAction[] {
  const { versioned, resolves, further } = context;
  const document = documentOf(snapshot);
  const span: Span<'document'> = { start: offsetAt(document, range.start), end: offsetAt(document, range.end) };
  const touched = nearest(findingsAt(findingsAround(snapshot, range, further), span), span.start);
  const actions = quickFixes(touched)
    .slice(0, MOST_TOUCHED)
    .map((fix) => toQuickFix(fix, snapshot, versioned));
  const suppressing = suppressActions(snapshot, touched, context);
  const pairs = touched.filter(isMigration);
  const all = pairs.length > 0 ? convertAllTitle(snapshot.countPairs()) : undefined;
  if (all === undefined) return [...actions, ...suppressing];
  const data: ConvertAllData = { uri: snapshot.uri, version: snapshot.version };
  const diagnostics = pairs.flatMap((finding) => diagnosticsAt(finding, snapshot));
  const action = { title: all, kind: CodeActionKind.QuickFix, diagnostics };
  if (resolves) return [...actions, { ...action, data }, ...suppressing];
  if (snapshot.countPairs() > FEW) return [...actions, ...suppressing];
  return [...actions, { ...action, edit: convertAll(snapshot, versioned) }, ...suppressing];
}

/** Nobody looks through more findings or fixes than this. "Fix all" and "convert all" cover the rest. */
const MOST_TOUCHED = 100;

/** The findings that begin nearest to an offset, up to the limit. */
function nearest(findings: readonly Finding<'document'>[], offset: number): Finding<'document'>[] {
  const distance = ({ span }: Finding<'document'>): number => Math.abs(span.start - offset);
  return [...findings].sort((a, b) => distance(a) - distance(b)).slice(0, MOST_TOUCHED);
}

/** The edit of "convert all". */
export function convertAll(snapshot: Snapshot, versioned: boolean): WorkspaceEdit {
  const { edits } = migrateEdits(snapshot);
  return toWorkspaceEdit(edits, snapshot, versioned);
}

/** The kind of the document and its numbers of errors and warnings. */
export function documentStatus(snapshot: Snapshot): DocumentStatus {
  const aggregate = snapshot.aggregate();
  const counts = { ...aggregate.counts };
  for (const { severity } of looseFindings(aggregate)) counts[severity]++;
  const excluded = snapshot.document.source.selection === 'excluded';
  return {
    kind: aggregate.kind,
    excluded,
    errors: counts.error,
    warnings: counts.warning,
    pairs: snapshot.config.rules['prefer-task-queue-id'] === 'off' ? 0 : snapshot.countPairs(),
  };
}

/** The status of a document as a line of the log; undefined if it is not a Taskcluster file. */
export function describeStatus({ kind, excluded, errors, warnings, pairs }: DocumentStatus): string | undefined {
  if (excluded) return `excluded by ${SECTION}.files.exclude or ${CONFIG_FILE_NAME}`;
  return kind === 'none' ? undefined : `${kind}; errors: ${errors}, warnings: ${warnings}, pairs: ${pairs}`;
}

/** The migration of the document, for the client to apply. */
export function documentMigration(snapshot: Snapshot): DocumentMigration {
  const { edits, converted, left } = migrateEdits(snapshot);
  const { document } = snapshot.aggregate();
  return {
    version: snapshot.version,
    status: documentStatus(snapshot),
    edits: toTextEdits(edits, snapshot),
    converted,
    left: left.map(({ span, reason }) => ({ range: rangeInDocument(document, span), reason })),
  };
}

/** Ends a request that the client no longer wants. */
export function throwIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled by the client');
}

/** Whether a request for `wanted` includes `kind`: kinds are nested by dots. */
function includes(wanted: string, kind: string): boolean {
  return wanted === '' || wanted === kind || kind.startsWith(`${wanted}.`);
}
