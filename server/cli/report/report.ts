import type { DocumentKind } from '../../core/base/document.js';
import type { Finding, Severity } from '../../core/base/finding.js';
import type { Suppressed } from '../../core/suppressions/suppress.js';

/** The findings of one file. */
export interface FileReport {
  /** The path to print. */
  readonly path: string;
  /** Undefined for the standard input. */
  readonly absolute: string | undefined;
  readonly kind: DocumentKind;
  readonly text: string;
  readonly findings: readonly Finding<'document'>[];
  /** What is not reported, and does not count. */
  readonly suppressed: readonly SuppressedFinding[];
}

/** A finding that is silenced, as in SARIF: by a comment (`inSource`) or by a baseline (`external`). */
export interface SuppressedFinding {
  readonly finding: Finding<'document'>;
  readonly kind: 'inSource' | 'external';
  readonly reason: string | undefined;
}

/** What comments silence. */
export function inSource(suppressed: readonly Suppressed<'document'>[]): SuppressedFinding[] {
  return suppressed.map((one) => ({ ...one, kind: 'inSource' }));
}

/** The totals over all reported files. */
export interface Summary {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly hints: number;
  /** The number of findings with a fix of any kind. */
  readonly fixable: number;
}

/** Writes a report piece by piece, so that no file has to be kept. Each function returns the text to print next. */
export interface Reporter {
  begin(): string;
  file(report: FileReport): string;
  /** `failed`: some input could not be read or checked, so the totals are incomplete. */
  end(summary: Summary, failed: boolean): string;
}

export const EMPTY_SUMMARY: Summary = { files: 0, errors: 0, warnings: 0, infos: 0, hints: 0, fixable: 0 };

/** Adds one file to `summary`. */
export function addFile(summary: Summary, findings: readonly Finding<'document'>[]): Summary {
  const count = (matches: (finding: Finding<'document'>) => boolean) => findings.filter(matches).length;
  const of = (severity: Severity) => count((finding) => finding.severity === severity);
  return {
    files: summary.files + 1,
    errors: summary.errors + of('error'),
    warnings: summary.warnings + of('warning'),
    infos: summary.infos + of('info'),
    hints: summary.hints + of('hint'),
    fixable: summary.fixable + count(isFixable),
  };
}

/** `2 errors, 1 warning`, leaving out zeros; `paint` styles each count. */
export function sumText(
  summary: Summary,
  paint: (severity: Severity, text: string) => string = (_, text) => text,
): string {
  const parts: readonly (readonly [Severity, number])[] = [
    ['error', summary.errors],
    ['warning', summary.warnings],
    ['info', summary.infos],
    ['hint', summary.hints],
  ];
  const present = parts.filter(([, count]) => count > 0);
  return present.map(([severity, count]) => paint(severity, counted(count, severity))).join(', ');
}

/** Whether a finding has any fix, safe or suggested. */
export function isFixable(finding: Finding<'document'>): boolean {
  return finding.fixable;
}

/** `3 errors`, `1 error`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
