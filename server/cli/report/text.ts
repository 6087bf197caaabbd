import type { Finding, Severity } from '../../core/base/finding.js';
import { type LineIndex, lineIndex, type Position, type Span } from '../../core/base/text.js';
import { isLiveOnly } from '../../core/rules/all.js';
import type { Paint, Style } from '../color.js';
import { clean, cleanStart } from './display.js';
import { excerpt } from './excerpt.js';
import { counted, isFixable, type Reporter, type Summary, sumText } from './report.js';

const STYLES: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', info: 'blue', hint: 'cyan' };

/** The most severe first, so that nobody has to search for errors among hints. */
const ORDER: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

export interface TextOptions {
  readonly paint: Paint;
  /** Whether only errors and warnings are reported. */
  readonly quiet: boolean;
}

/**
 * The report for people: a line that says what and where, then the source line. In each file the most severe come first.
 * Hints, of which there may be many, take one line each and come last of all. Lines and columns count from 1.
 */
export function textReporter({ paint, quiet }: TextOptions): Reporter {
  let concerned = 0;
  let fixable = 0;
  const hints: string[] = [];
  let isGraver = false;
  return {
    begin: () => '',
    file: (report) => {
      const { path, kind, text, findings } = report;
      if (findings.length === 0) {
        return kind === 'none' && !quiet ? `${paint('bold', cleanStart(path))}: not a Taskcluster file\n` : '';
      }
      concerned++;
      // `fix` leaves configurations alone, and asks no deployment.
      if (kind !== 'config') fixable += findings.filter((one) => isFixable(one) && !isLiveOnly(one.rule)).length;
      const lines = lineIndex<'document'>(text);
      for (const finding of findings) {
        if (finding.severity === 'hint') hints.push(headText(path, finding, lines, paint));
        else isGraver = true;
      }
      return findings
        .filter(({ severity }) => severity !== 'hint')
        .sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity))
        .map((finding) => findingText(path, finding, text, lines, paint))
        .join('');
    },
    end: (summary, failed) => {
      const gap = isGraver && hints.length > 0 ? '\n' : '';
      return gap + hints.join('') + summaryText(summary, concerned, failed, quiet, paint) + fixableText(fixable);
    },
  };
}

function headText(
  path: string,
  { severity, span, message, rule }: Finding<'document'>,
  lines: LineIndex<'document'>,
  paint: Paint,
): string {
  const place = placeText(path, lines.positionAt(span.start));
  const label = paint(STYLES[severity], `${severity}:`);
  return `${paint('bold', place)} ${label} ${clean(message)} ${paint('dim', `[${rule}]`)}\n`;
}

function findingText(
  path: string,
  finding: Finding<'document'>,
  text: string,
  lines: LineIndex<'document'>,
  paint: Paint,
): string {
  const { severity, span } = finding;
  const gutter = `${lines.positionAt(span.start).line + 1}`;
  const blank = ' '.repeat(gutter.length);
  const shown = sourceLine(text, lines, span);
  const source = `${paint('dim', `${gutter} |`)} ${shown.source}\n`;
  const marks = `${paint('dim', `${blank} |`)} ${shown.indent}${paint(STYLES[severity], shown.marks)}\n`;
  const related = (finding.related ?? []).map(
    (other) => `  ${placeText(path, lines.positionAt(other.span.start))} ${clean(other.message)}\n`,
  );
  return headText(path, finding, lines, paint) + source + marks + related.join('') + fixText(finding, paint);
}

function sourceLine(text: string, lines: LineIndex<'document'>, span: Span<'document'>) {
  const { line, character } = lines.positionAt(span.start);
  const start = lines.offsetAt({ line, character: 0 });
  const end = lines.offsetAt({ line, character: Number.MAX_SAFE_INTEGER });
  const { source, marks } = excerpt(text.slice(start, end), character, span.end - start);
  return { source, indent: marks.slice(0, marks.indexOf('^')), marks: marks.trimStart() };
}

function fixText({ fixes }: Finding<'document'>, paint: Paint): string {
  return fixes.map((fix) => `  ${paint('green', 'fix:')} ${clean(fix.title)}\n`).join('');
}

function placeText(path: string, { line, character }: Position): string {
  return `${cleanStart(path)}:${line + 1}:${character + 1}:`;
}

function summaryText(summary: Summary, concerned: number, failed: boolean, quiet: boolean, paint: Paint): string {
  const { files } = summary;
  // Failures are reported elsewhere. If there was nothing else, there is nothing to add.
  if (files === 0) return failed ? '' : 'No Taskcluster files found.\n';
  if (concerned === 0)
    return `${paint('green', quiet ? 'No errors or warnings' : 'No problems')} in ${counted(files, 'file')}.\n`;
  const sums = sumText(summary, (severity, text) => paint(STYLES[severity], text));
  return `\n${sums} in ${files === 1 ? '1 file' : `${concerned} of ${files} files`}.\n`;
}

/** How many findings have a fix, and what makes it. */
function fixableText(fixable: number): string {
  if (fixable === 0) return '';
  const many = fixable === 1 ? '1 has a fix' : `${fixable} have fixes`;
  return `${many}: 'taskcluster-lint fix' makes the safe ones, and with --rule ID the suggestions of a rule.\n`;
}
