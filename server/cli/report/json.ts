import { lineIndex } from '../../core/base/text.js';
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

function fileObject({ path, kind, text, findings }: FileReport) {
  const lines = lineIndex<'document'>(text);
  const problems = findings.map((finding) => ({
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    range: lines.rangeOf(finding.span),
    fixable: isFixable(finding),
  }));
  // What kinds there are is part of the format, and a configuration is not a Taskcluster file.
  return { path, kind: kind === 'config' ? 'none' : kind, problems };
}
