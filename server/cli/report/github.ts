import type { Finding, Severity } from '../../core/base/finding.js';
import { lineIndex, type Range } from '../../core/base/text.js';
import { clean } from './display.js';
import { pathFrom } from './location.js';
import { counted, type FileReport, type Reporter, sumText } from './report.js';

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

/**
 * Workflow commands, which GitHub Actions turns into annotations. GitHub resolves their paths from the top of the repository,
 * wherever the command runs.
 */
export function githubReporter(cwd: string, workspace: string | undefined): Reporter {
  const fileOf = (report: FileReport): string =>
    (workspace ? pathFrom(workspace, cwd, report) : undefined) ?? pathFrom(cwd, cwd, report) ?? report.path;
  return {
    begin: () => '',
    file: (report) => {
      if (report.findings.length === 0) return '';
      const file = fileOf(report);
      const lines = lineIndex<'document'>(report.text);
      return report.findings.map((finding) => command(file, finding, lines.rangeOf(finding.span))).join('');
    },
    end: (summary) => `${sumText(summary)} in ${counted(summary.files, 'file')}\n`,
  };
}

function command(file: string, finding: Finding<'document'>, { start, end }: Range): string {
  // GitHub only supports columns within a single line.
  const last = start.line === end.line ? ['endColumn', end.character + 1] : ['endLine', end.line + 1];
  const properties = [
    ['file', file],
    ['line', start.line + 1],
    ['col', start.character + 1],
    last,
    ['title', `taskcluster: ${finding.rule}`],
  ].map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${COMMANDS[finding.severity]} ${properties.join(',')}::${escapeData(finding.message)}\n`;
}

/** GitHub ends a value at a line feed or carriage return. Anything else that a terminal would act on is removed. */
function escapeData(text: string): string {
  const safe = text.split(/([\r\n])/).map((part, index) => (index % 2 === 1 ? part : clean(part)));
  return safe.join('').replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
