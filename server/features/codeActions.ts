import type { Analysis } from '../core/analyze.js';
import { mergeEditGroups, type TextEdit } from '../core/edit.js';
import type { Finding, Fix } from '../core/finding.js';
import type { RuleId } from '../core/rules/ids.js';
import type { Span } from '../core/text.js';

/** One entry of the light bulb: what it is called, what it does to the text, and which findings it resolves. */
export interface QuickFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  readonly findings: readonly Finding[];
  /** Whether an editor may apply it without asking which of several repairs is meant. */
  readonly preferred: boolean;
}

/** The rules whose safe fixes together are the migration to `taskQueueId`. */
const MIGRATION_RULES: ReadonlySet<RuleId> = new Set<RuleId>(['prefer-task-queue-id', 'redundant-identifiers']);

/** The quick fixes for the findings that touch `span`, the file-wide one last. */
export function quickFixes(analysis: Analysis, span: Span): QuickFix[] {
  const touched = analysis.findings.filter((finding) => touches(finding, span));
  const fixes = joinSameEdits(touched.flatMap((finding) => finding.fixes.map((fix) => single(finding, fix))));
  const all = touched.some((finding) => MIGRATION_RULES.has(finding.rule)) ? convertAll(analysis) : undefined;
  return all === undefined ? fixes : [...fixes, all];
}

/** The edits of every safe fix of the document that can be applied in one go. */
export function safeEdits(analysis: Analysis): TextEdit[] {
  return mergeEditGroups(analysis.findings.flatMap((finding) => safeFixes(finding).map((fix) => fix.edits)));
}

/** The edits of the migration to `taskQueueId` that can be applied in one go. */
export function migrationEdits(analysis: Analysis): TextEdit[] {
  return safeEdits({ ...analysis, findings: analysis.findings.filter((finding) => MIGRATION_RULES.has(finding.rule)) });
}

/** Offered from two findings on: with one, its own fix says the same. */
function convertAll(analysis: Analysis): QuickFix | undefined {
  const findings = analysis.findings.filter(
    (finding) => MIGRATION_RULES.has(finding.rule) && safeFixes(finding).length > 0,
  );
  if (findings.length < 2) return undefined;
  const title = `Convert all ${findings.length} pairs in this file to taskQueueId`;
  return { title, edits: migrationEdits(analysis), findings, preferred: false };
}

function single(finding: Finding, fix: Fix): QuickFix {
  const preferred = fix.safety === 'safe' && safeFixes(finding).length === 1;
  return { title: fix.title, edits: fix.edits, findings: [finding], preferred };
}

/** Two findings may carry the same repair, e.g. one for each half of a value: it is listed once, for both. */
function joinSameEdits(fixes: readonly QuickFix[]): QuickFix[] {
  const byEdits = new Map<string, QuickFix>();
  for (const fix of fixes) {
    const key = JSON.stringify(fix.edits);
    const same = byEdits.get(key);
    const joined = same && {
      ...same,
      findings: [...same.findings, ...fix.findings],
      preferred: same.preferred || fix.preferred,
    };
    byEdits.set(key, joined ?? fix);
  }
  return [...byEdits.values()];
}

function safeFixes(finding: Finding): Fix[] {
  return finding.fixes.filter((fix) => fix.safety === 'safe');
}

/** A cursor right before or right after a finding counts as on it. */
function touches(finding: Finding, span: Span): boolean {
  return [finding.span, ...(finding.also ?? [])].some((part) => part.start <= span.end && span.start <= part.end);
}
