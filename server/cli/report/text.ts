import type { Finding, Severity } from '../../core/finding.js';
import { type LineIndex, lineIndex, type Position, type Span } from '../../core/text.js';
import type { Paint, Style } from '../color.js';
import { clean } from './display.js';
import { excerpt } from './excerpt.js';
import { counted, type FileReport, type Reporter, type Summary } from './report.js';

const STYLES: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', info: 'blue', hint: 'cyan' };

/** The report for people: a line that says what and where, then the place in the source. Places count from 1. */
export function textReporter(paint: Paint): Reporter {
  let concerned = 0;
  return {
    begin: () => '',
    file: (report) => {
      if (report.findings.length > 0) concerned++;
      return fileText(report, paint);
    },
    end: (summary) => summaryText(summary, concerned, paint),
  };
}

function fileText({ path, kind, text, findings }: FileReport, paint: Paint): string {
  if (findings.length === 0) return kind === 'none' ? `${paint('bold', clean(path))}: not a Taskcluster file\n` : '';
  const lines = lineIndex(text);
  return findings.map((finding) => findingText(clean(path), finding, text, lines, paint)).join('');
}

function findingText(path: string, finding: Finding, text: string, lines: LineIndex, paint: Paint): string {
  const { severity, span } = finding;
  const { start } = lines.rangeOf(span);
  const label = paint(STYLES[severity], `${severity}:`);
  const head = `${paint('bold', placeText(path, start))} ${label} ${clean(finding.message)} ${paint('dim', `[${finding.rule}]`)}\n`;
  const gutter = `${start.line + 1}`;
  const blank = ' '.repeat(gutter.length);
  const shown = sourceLine(text, lines, span);
  const source = `${paint('dim', `${gutter} |`)} ${shown.source}\n`;
  const marks = `${paint('dim', `${blank} |`)} ${shown.indent}${paint(STYLES[severity], shown.marks)}\n`;
  const related = (finding.related ?? []).map(
    (other) => `  ${placeText(path, lines.positionAt(other.span.start))} ${clean(other.message)}\n`,
  );
  return head + source + marks + related.join('') + fixText(finding, paint);
}

function sourceLine(text: string, lines: LineIndex, span: Span) {
  const { line, character } = lines.positionAt(span.start);
  const start = lines.offsetAt({ line, character: 0 });
  const end = lines.offsetAt({ line, character: Number.MAX_SAFE_INTEGER });
  const { source, marks } = excerpt(text.slice(start, end), character, span.end - start);
  return { source, indent: marks.slice(0, marks.indexOf('^')), marks: marks.trimStart() };
}

function fixText({ fixes }: Finding, paint: Paint): string {
  return fixes.map((fix) => `  ${paint('green', 'fix:')} ${clean(fix.title)}\n`).join('');
}

function placeText(path: string, { line, character }: Position): string {
  return `${path}:${line + 1}:${character + 1}:`;
}

function summaryText({ files, errors, warnings, notes }: Summary, concerned: number, paint: Paint): string {
  if (files === 0) return 'No Taskcluster files found.\n';
  if (concerned === 0) return `${paint('green', 'No problems')} in ${counted(files, 'file')}.\n`;
  const parts = [
    errors > 0 ? paint('red', counted(errors, 'error')) : '',
    warnings > 0 ? paint('yellow', counted(warnings, 'warning')) : '',
    notes > 0 ? paint('cyan', counted(notes, 'hint')) : '',
  ].filter((part) => part !== '');
  const where = files === 1 ? '1 file' : `${concerned} of ${files} files`;
  return `\n${parts.join(', ')} in ${where}.\n`;
}
