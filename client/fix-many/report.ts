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
export function reportOf(title: string, files: readonly FileOutcome[]): Report {
  const changed = files.filter(({ fixed }) => fixed > 0);
  const kept = files.filter(({ left, skipped }) => left.length > 0 || skipped !== undefined);
  const summary = summaryOf(files);
  const lines: string[] = [title, '', summary];
  const links: ReportLink[] = [];
  const add = (file: FileOutcome, at: ReportLink['at'], place: string, text: string): void => {
    links.push({ line: lines.length, start: 2, end: 2 + place.length, uri: file.uri, at });
    lines.push(`  ${place}: ${text}`);
  };
  if (changed.length > 0) lines.push('', 'Changed:');
  for (const file of changed) add(file, { line: 0, character: 0 }, file.path, counted(file.fixed, 'problem'));
  if (kept.length > 0) lines.push('', 'Stays:');
  for (const file of kept) {
    if (file.skipped !== undefined) add(file, { line: 0, character: 0 }, file.path, file.skipped);
    for (const { at, rule, reason } of file.left)
      add(file, at, `${file.path}:${at.line + 1}:${at.character + 1}`, `${reason} (${rule})`);
  }
  return { summary, text: `${lines.join('\n')}\n`, links };
}

function summaryOf(files: readonly FileOutcome[]): string {
  const fixed = files.reduce((sum, file) => sum + file.fixed, 0);
  const changed = files.filter((file) => file.fixed > 0).length;
  const left = files.reduce((sum, file) => sum + file.left.length, 0);
  const withLeft = files.filter((file) => file.left.length > 0).length;
  const skipped = files.filter((file) => file.skipped !== undefined).length;
  return [
    fixed === 0 ? 'Nothing was changed.' : `${counted(fixed, 'problem')} fixed in ${counted(changed, 'file')}.`,
    ...(left === 0
      ? []
      : [`${counted(left, 'problem')} ${left === 1 ? 'stays' : 'stay'} in ${counted(withLeft, 'file')}.`]),
    ...(skipped === 0 ? [] : [`${counted(skipped, 'file')} ${skipped === 1 ? 'was' : 'were'} left alone.`]),
  ].join(' ');
}

/** `3 files`, `1 file`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
