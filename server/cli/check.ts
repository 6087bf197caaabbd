import { DEFAULT_CONFIG } from '../core/config.js';
import type { CheckOptions } from './args.js';
import { choosePaint } from './color.js';
import type { Core } from './core.js';
import { type Loaded, loadAll } from './documents.js';
import { Exit, type ExitCode, internalError, say, worse } from './exit.js';
import type { Io } from './io.js';
import { jsonReporter } from './report/json.js';
import { addFile, counted, EMPTY_SUMMARY, type FileReport, type Reporter } from './report/report.js';
import { textReporter } from './report/text.js';
import { VERSION } from './version.js';

/** `taskcluster-lint check`: reports what is wrong in each file, as soon as the file has been read. */
export async function check(options: CheckOptions, io: Io, core: Core): Promise<ExitCode> {
  const reporter = await reporterFor(options, io);
  let exit: ExitCode = Exit.ok;
  let summary = EMPTY_SUMMARY;
  io.stdout.write(reporter.begin());
  for await (const loaded of loadAll(options, io)) {
    // Nobody reads the rest.
    if (io.stdout.closed) break;
    const report = 'reason' in loaded ? loaded.reason : judge(loaded, core);
    if (typeof report === 'string') {
      say(io, `${loaded.path}: ${report}`);
      exit = Exit.failed;
    } else if (report) {
      if (!('reason' in loaded)) warnOfFlaw(loaded, report, io);
      summary = addFile(summary, report.findings);
      io.stdout.write(reporter.file(report));
    }
  }
  io.stdout.write(reporter.end(summary));
  if (summary.errors > 0) exit = worse(exit, Exit.found);
  if (options.maxWarnings !== undefined && summary.warnings > options.maxWarnings) {
    say(io, `${counted(summary.warnings, 'warning')}, but --max-warnings allows ${options.maxWarnings}`);
    exit = worse(exit, Exit.found);
  }
  return exit;
}

/** The report of one file; undefined if it is not to be reported, a text if it could not be made. */
function judge({ path, absolute, named, document, source }: Loaded, core: Core): FileReport | string | undefined {
  try {
    const { kind, findings } = document
      ? core.analyze(document, DEFAULT_CONFIG)
      : { kind: 'none' as const, findings: [] };
    if (kind === 'none' && !named) return undefined;
    return { path, absolute, kind, text: source.text, findings };
  } catch (error) {
    return internalError(error);
  }
}

function warnOfFlaw({ path, source }: Loaded, { kind }: FileReport, io: Io): void {
  if (source.flaw && kind !== 'none') say(io, `${path}: ${source.flaw}; what cannot be read is taken as U+FFFD`);
}

async function reporterFor({ format, color }: CheckOptions, io: Io): Promise<Reporter> {
  switch (format) {
    case 'text':
      return textReporter(choosePaint(color, io));
    case 'json':
      return jsonReporter();
    case 'sarif':
      return (await import('./report/sarif.js')).sarifReporter(VERSION, io.cwd);
    case 'github':
      return (await import('./report/github.js')).githubReporter(io.cwd, io.env.GITHUB_WORKSPACE);
  }
}
