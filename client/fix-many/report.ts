import type { Translate } from '../l10n.js';

/** A place in the report that leads to one in a file. */
export interface ReportLink {
  /** In the report, counted from 0. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** The file, and the line and the character there, counted from 0. */
  readonly uri: string;
  readonly at: { readonly line: number; readonly character: number };
}

/** What came of one file. */
export interface FileOutcome {
  readonly uri: string;
  /** Relative to the workspace. */
  readonly path: string;
  /** How many problems were fixed. */
  readonly fixed: number;
  /** What stays, at its place now. */
  readonly left: readonly {
    readonly at: { readonly line: number; readonly character: number };
    readonly rule: string;
    readonly reason: string;
  }[];
  /** Why the file was left alone as a whole. */
  readonly skipped?: string;
}

export interface Report {
  /** One or two sentences. */
  readonly summary: string;
  readonly text: string;
  readonly links: readonly ReportLink[];
}

/** Says what was changed in the workspace, what stays and why. */
export function reportOf(title: string, files: readonly FileOutcome[], t: Translate): Report {
  const changed = files.filter(({ fixed }) => fixed > 0);
  const kept = files.filter(({ left, skipped }) => left.length > 0 || skipped !== undefined);
  const summary = summaryOf(files, t);
  const lines: string[] = [title, '', summary];
  const links: ReportLink[] = [];
  const add = (file: FileOutcome, at: ReportLink['at'], place: string, text: string): void => {
    links.push({ line: lines.length, start: 2, end: 2 + place.length, uri: file.uri, at });
    lines.push(`  ${place}: ${text}`);
  };
  if (changed.length > 0) lines.push('', t('Changed:'));
  for (const file of changed) add(file, { line: 0, character: 0 }, file.path, countedProblems(file.fixed, t));
  if (kept.length > 0) lines.push('', t('Stays:'));
  for (const file of kept) {
    if (file.skipped !== undefined) add(file, { line: 0, character: 0 }, file.path, file.skipped);
    for (const { at, rule, reason } of file.left)
      add(file, at, `${file.path}:${at.line + 1}:${at.character + 1}`, `${reason} (${rule})`);
  }
  return { summary, text: `${lines.join('\n')}\n`, links };
}

function summaryOf(files: readonly FileOutcome[], t: Translate): string {
  const fixed = files.reduce((sum, file) => sum + file.fixed, 0);
  const changed = files.filter((file) => file.fixed > 0).length;
  const left = files.reduce((sum, file) => sum + file.left.length, 0);
  const withLeft = files.filter((file) => file.left.length > 0).length;
  const skipped = files.filter((file) => file.skipped !== undefined).length;
  const inFiles = countedFiles(withLeft, t);
  return [
    fixed === 0
      ? t('Nothing was changed.')
      : t('{0} fixed in {1}.', countedProblems(fixed, t), countedFiles(changed, t)),
    ...(left === 0
      ? []
      : [left === 1 ? t('1 problem stays in {0}.', inFiles) : t('{0} problems stay in {1}.', left, inFiles)]),
    ...(skipped === 0 ? [] : [skipped === 1 ? t('1 file was left alone.') : t('{0} files were left alone.', skipped)]),
  ].join(' ');
}

/** `3 files`, `1 file`. */
export function countedFiles(count: number, t: Translate): string {
  return count === 1 ? t('1 file') : t('{0} files', count);
}

/** `3 problems`, `1 problem`. */
export function countedProblems(count: number, t: Translate): string {
  return count === 1 ? t('1 problem') : t('{0} problems', count);
}
