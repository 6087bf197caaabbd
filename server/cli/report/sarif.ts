import type { Finding, Severity } from '../../core/base/finding.js';
import { type LineIndex, lineIndex, type Range, type Span } from '../../core/base/text.js';
import { ALL_RULES } from '../../core/rules/all.js';
import { documentationOf } from '../../core/rules/documentation.js';
import type { Rule } from '../../core/rules/rule.js';
import { safeJson } from './display.js';
import { fileUri, pathFrom, uriOf } from './location.js';
import type { FileReport, Reporter } from './report.js';

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const HOME = 'https://github.com/taskcluster/taskcluster-vscode';

/** A SARIF 2.1.0 log, for code scanning services. One result per line; lines and columns count from 1. */
export function sarifReporter(version: string, cwd: string): Reporter {
  let separator = '\n';
  return {
    begin: () => {
      const driver = { name: 'taskcluster-lint', version, informationUri: HOME, rules: ALL_RULES.map(ruleObject) };
      const run = {
        tool: { driver },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The folder that taskcluster-lint ran in.' } } },
      };
      // Results are written as they come, so the object stays open.
      return `{"$schema":"${SCHEMA}","version":"2.1.0","runs":[${safeJson(run).slice(0, -1)},"results":[`;
    },
    file: (report) => {
      const lines = lineIndex<'document'>(report.text);
      const location = artifactLocation(cwd, report);
      // SARIF wants this property on all results or on none.
      const shown = report.findings.map((one) => ({ ...result(one, location, lines), suppressions: [] }));
      const suppressed = report.suppressed.map((one) => ({
        ...result(one.finding, location, lines),
        suppressions: [{ kind: one.kind, ...(one.reason !== undefined && { justification: one.reason }) }],
      }));
      return [...shown, ...suppressed]
        .map((one) => {
          const line = separator + safeJson(one);
          separator = ',\n';
          return line;
        })
        .join('');
    },
    end: () => '\n]}]}\n',
  };
}

function ruleObject({ id, summary, severity }: Omit<Rule, 'check'>) {
  return {
    id,
    shortDescription: { text: summary },
    helpUri: documentationOf(id),
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function result(finding: Finding<'document'>, artifact: object, lines: LineIndex<'document'>) {
  const locate = (span: Span<'document'>) => ({
    physicalLocation: { artifactLocation: artifact, region: region(lines.rangeOf(span)) },
  });
  const related = (finding.related ?? []).map(({ span, message }) => ({ ...locate(span), message: { text: message } }));
  return {
    ruleId: finding.rule,
    ruleIndex: ALL_RULES.findIndex((rule) => rule.id === finding.rule),
    level: LEVELS[finding.severity],
    message: { text: finding.message },
    locations: [locate(finding.span)],
    ...(related.length > 0 && { relatedLocations: related }),
  };
}

function region({ start, end }: Range) {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function artifactLocation(cwd: string, report: FileReport) {
  const path = pathFrom(cwd, cwd, report);
  return path === undefined ? { uri: fileUri(cwd, report) } : { uri: uriOf(path), uriBaseId: '%SRCROOT%' };
}
