import type { DocumentKind } from '../../core/document.js';
import type { Finding } from '../../core/finding.js';

/** What was found in one file. */
export interface FileReport {
  /** The path to print. */
  readonly path: string;
  /** Undefined for the standard input. */
  readonly absolute: string | undefined;
  readonly kind: DocumentKind;
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** The sums over all files that were reported. */
export interface Summary {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  /** Of severity info and hint. */
  readonly notes: number;
  /** Findings that have a fix of any kind. */
  readonly fixable: number;
}

/** Writes a report piece by piece, so that no file has to be kept. Each function gives the text to print next. */
export interface Reporter {
  begin(): string;
  file(report: FileReport): string;
  end(summary: Summary): string;
}

export const EMPTY_SUMMARY: Summary = { files: 0, errors: 0, warnings: 0, notes: 0, fixable: 0 };

/** `summary` with one more file. */
export function addFile(summary: Summary, findings: readonly Finding[]): Summary {
  const count = (matches: (finding: Finding) => boolean) => findings.filter(matches).length;
  const errors = count(({ severity }) => severity === 'error');
  const warnings = count(({ severity }) => severity === 'warning');
  return {
    files: summary.files + 1,
    errors: summary.errors + errors,
    warnings: summary.warnings + warnings,
    notes: summary.notes + findings.length - errors - warnings,
    fixable: summary.fixable + count(isFixable),
  };
}

/** Whether a finding has any fix, safe or to choose. */
export function isFixable(finding: Finding): boolean {
  return finding.fixable;
}

/** `3 errors`, `1 error`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
