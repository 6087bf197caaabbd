import type { Finding } from '../core/base/finding.js';
import type { Deployment } from '../taskcluster/deployment.js';
import { endBaseline, openBaseline } from './baseline/baseline.js';
import { choosePaint } from './color.js';
import { type Connect, deploymentOf } from './deployment.js';
import type { Core } from './engine.js';
import { Exit, type ExitCode, orSay, say, worse } from './exit.js';
import type { Io } from './io.js';
import { definitionsAmong, judgeAll } from './judge.js';
import { addDefined, addLive } from './live.js';
import type { CheckOptions } from './options.js';
import { cleanStart } from './report/display.js';
import { jsonReporter } from './report/json.js';
import { addFile, counted, EMPTY_SUMMARY, type FileReport, type Reporter } from './report/report.js';
import { textReporter } from './report/text.js';
import { VERSION } from './version.js';

/** `taskcluster-lint check`: reports the problems of each file as soon as they are known. */
export async function check(options: CheckOptions, io: Io, core: Core, connect: Connect): Promise<ExitCode> {
  let deployment: Deployment | undefined;
  if (options.live) {
    const named = deploymentOf(options.rootUrl, io.env);
    if ('problem' in named) {
      say(io, named.problem);
      return Exit.failed;
    }
    deployment = named;
  }
  const baseline = orSay(io, () => openBaseline(options.baseline, io));
  if (!baseline) return Exit.failed;
  const reporter = await reporterFor(options, io);
  const definitions = await definitionsAmong(options, io, core);
  const judged = judgeAll(options, io, core);
  let exit: ExitCode = Exit.ok;
  let summary = EMPTY_SUMMARY;
  io.stdout.write(reporter.begin());
  const outcomes = deployment
    ? addLive(judged, deployment, io, core, connect, definitions)
    : addDefined(judged, definitions, core);
  for await (const outcome of outcomes) {
    // Nobody reads the rest of the output.
    if (io.stdout.closed) break;
    if ('failure' in outcome) {
      say(io, `${outcome.path}: ${outcome.failure}`);
      exit = Exit.failed;
    } else {
      const seen = options.quiet ? quietened : (all: FileReport): FileReport => all;
      baseline.keep(seen(outcome.report));
      const report = seen(baseline.hide(outcome.report));
      summary = addFile(summary, report.findings);
      io.stdout.write(reporter.file(report));
    }
  }
  io.stdout.write(reporter.end(summary, exit === Exit.failed));
  exit = worse(exit, endBaseline(baseline, exit === Exit.failed, io, tellerFor(options, io)));
  if (summary.errors > 0) exit = worse(exit, Exit.found);
  if (options.maxWarnings !== undefined && summary.warnings > options.maxWarnings) {
    say(io, `${counted(summary.warnings, 'warning')}, but --max-warnings allows ${options.maxWarnings}`);
    exit = worse(exit, Exit.found);
  }
  return exit;
}

/** Says something beside the findings: in the report for people, otherwise beside the report. */
function tellerFor({ format }: CheckOptions, io: Io): (line: string) => void {
  return (line) => (format === 'text' ? io.stdout.write(`${cleanStart(line)}\n`) : say(io, line));
}

/** A report of only the errors and warnings. */
function quietened(report: FileReport): FileReport {
  const isGrave = ({ severity }: Finding<'document'>): boolean => severity === 'error' || severity === 'warning';
  const suppressed = report.suppressed.filter(({ finding }) => isGrave(finding));
  return { ...report, findings: report.findings.filter(isGrave), suppressed };
}

async function reporterFor({ format, color, quiet }: CheckOptions, io: Io): Promise<Reporter> {
  switch (format) {
    case 'text':
      return textReporter({ paint: choosePaint(color, io.stdout, io.env), quiet });
    case 'json':
      return jsonReporter();
    case 'sarif':
      return (await import('./report/sarif.js')).sarifReporter(VERSION, io.cwd);
    case 'github':
      return (await import('./report/github.js')).githubReporter(io.cwd, io.env.GITHUB_WORKSPACE);
  }
}
