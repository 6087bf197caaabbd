import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type TextEdit as LspTextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { TextEdit } from '../core/edit.js';
import type { Finding, FindingTag, Severity } from '../core/finding.js';
import { documentationOf } from '../core/rules/documentation.js';
import type { Span } from '../core/text.js';
import type { QuickFix } from '../features/codeActions.js';
import { SECTION } from './protocol.js';
import type { Snapshot } from './snapshots.js';

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const TAG: Readonly<Record<FindingTag, DiagnosticTag>> = {
  deprecated: DiagnosticTag.Deprecated,
  unnecessary: DiagnosticTag.Unnecessary,
};

/** Every diagnostic of a document, in the order of the findings. */
export function toDiagnostics(snapshot: Snapshot): Diagnostic[] {
  return snapshot.analysis().findings.flatMap((finding) => diagnosticsOf(finding, snapshot));
}

/**
 * A finding as diagnostics: LSP gives one range to each, so every further place of the finding is one of its own, and
 * so is every line of what an editor strikes through or fades: it would strike the indentation too.
 */
function diagnosticsOf(finding: Finding, { uri, lines, source }: Snapshot): Diagnostic[] {
  const { rule, severity, message, span, also = [], tags, related } = finding;
  const places = tags ? [span, ...also].flatMap((place) => linesOf(place, source.text)) : [span, ...also];
  return places.map((place) => ({
    range: lines.rangeOf(place),
    severity: SEVERITY[severity],
    source: SECTION,
    code: rule,
    codeDescription: { href: documentationOf(rule) },
    message,
    ...(tags && { tags: tags.map((tag) => TAG[tag]) }),
    ...(related && {
      relatedInformation: related.map((one) => ({
        location: { uri, range: lines.rangeOf(one.span) },
        message: one.message,
      })),
    }),
  }));
}

/** What a span covers of each of its lines, without the space around it. */
function linesOf({ start, end }: Span, text: string): Span[] {
  const parts = [...text.slice(start, end).matchAll(/\S(?:.*\S)?/g)];
  return parts.map(({ 0: part, index }) => ({ start: start + index, end: start + index + part.length }));
}

/** A quick fix as an entry of the editor's menu. */
export function toQuickFix(fix: QuickFix, snapshot: Snapshot, versioned: boolean): CodeAction {
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: fix.findings.flatMap((finding) => diagnosticsOf(finding, snapshot)),
    ...(fix.preferred && { isPreferred: true }),
    edit: toWorkspaceEdit(fix.edits, snapshot, versioned),
  };
}

/** Edits of one document; with its version where the client can check it. */
export function toWorkspaceEdit(edits: readonly TextEdit[], snapshot: Snapshot, versioned: boolean): WorkspaceEdit {
  const { uri, version } = snapshot;
  const converted = toTextEdits(edits, snapshot);
  if (!versioned) return { changes: { [uri]: converted } };
  return { documentChanges: [{ textDocument: { uri, version }, edits: converted }] };
}

/** Edits in positions of the document. */
export function toTextEdits(edits: readonly TextEdit[], { lines }: Snapshot): LspTextEdit[] {
  return edits.map(({ span, newText }) => ({ range: lines.rangeOf(span), newText }));
}
