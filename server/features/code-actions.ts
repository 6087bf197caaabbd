import type { Finding, Fix, Severity } from '../core/base/finding.js';
import type { Span } from '../core/base/text.js';
import type { TextEdit } from '../core/base/text-edit.js';

/** One entry of the light bulb: its title, its edits, and the findings it resolves. */
export interface QuickFix {
  readonly title: string;
  readonly edits: readonly TextEdit<'document'>[];
  readonly findings: readonly Finding<'document'>[];
  /** Whether an editor may apply it without asking which of several fixes is meant. */
  readonly preferred: boolean;
}

/** The findings that a cursor or selection touches. */
export function findingsAt(findings: readonly Finding<'document'>[], span: Span<'document'>): Finding<'document'>[] {
  return findings.filter((finding) => touches(finding, span));
}

/** The quick fixes for the given findings, those of the most severe first. */
export function quickFixes(touched: readonly Finding<'document'>[]): QuickFix[] {
  const sorted = [...touched].sort((a, b) => GRAVITY.indexOf(a.severity) - GRAVITY.indexOf(b.severity));
  return joinSameEdits(sorted.flatMap((finding) => finding.fixes.map((fix) => single(finding, fix))));
}

const GRAVITY: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** The title of the fix for all `count` pairs of a file; undefined for a single pair, whose own fix does the same. */
export function convertAllTitle(count: number): string | undefined {
  return count < 2 ? undefined : `Convert all ${count} pairs in this file to taskQueueId`;
}

function single(finding: Finding<'document'>, fix: Fix<'document'>): QuickFix {
  const preferred = fix.safety === 'safe' && !fix.keepsMistake && safeFixes(finding).length === 1;
  return { title: fix.title, edits: fix.edits, findings: [finding], preferred };
}

/** Two findings may have the same fix, e.g. one for each half of a value. It is listed once, for both. */
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

function safeFixes(finding: Finding<'document'>): Fix<'document'>[] {
  return finding.fixes.filter((fix) => fix.safety === 'safe');
}

/** A cursor directly before or after a finding counts as touching it. */
function touches(finding: Finding<'document'>, span: Span<'document'>): boolean {
  return [finding.span, ...(finding.also ?? [])].some((part) => part.start <= span.end && span.start <= part.end);
}
