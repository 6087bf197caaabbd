import type { Finding } from '../../core/base/finding.js';
import { type LineIndex, lineIndex } from '../../core/base/text.js';
import { safeJson } from './display.js';
import { type FileReport, isFixable, type Reporter } from './report.js';

/** The report for programs, described by schemas/report.json. One file per line; lines and columns count from 0, as in LSP. */
export function jsonReporter(): Reporter {
  let separator = '\n';
  return {
    begin: () => '{"version":1,"files":[',
    file: (report) => {
      const line = separator + safeJson(fileObject(report));
      separator = ',\n';
      return line;
    },
    end: (summary) => `\n],"summary":${JSON.stringify(summary)}}\n`,
  };
}

function fileObject({ path, kind, text, findings, suppressed }: FileReport) {
  const lines = lineIndex<'document'>(text);
  const problems = findings.map((finding) => ({ ...problem(finding, lines), fixable: isFixable(finding) }));
  const suppressions = suppressed.map(({ finding, kind, reason }) => ({
    ...problem(finding, lines),
    kind,
    ...(reason !== undefined && { reason }),
  }));
  // What kinds there are is part of the format, and a configuration is not a Taskcluster file.
  return { path, kind: kind === 'config' ? 'none' : kind, problems, ...(suppressions.length > 0 && { suppressions }) };
}

function problem({ rule, severity, message, span }: Finding<'document'>, lines: LineIndex<'document'>) {
  return { rule, severity, message, range: lines.rangeOf(span) };
}
