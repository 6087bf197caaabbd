import type { Migration } from '../core/apply-fixes.js';
import { lineIndex } from '../core/base/text.js';
import type { Config } from '../core/config/config.js';
import type { MigrateOptions } from './args.js';
import { type Baseline, openBaseline } from './baseline/baseline.js';
import { choosePaint } from './color.js';
import { type DiffPrinter, diffPrinter } from './diff-printer.js';
import { type Loaded, loadAll } from './documents.js';
import type { Core } from './engine.js';
import { Exit, type ExitCode, internalError, say, worse } from './exit.js';
import type { Io } from './io.js';
import type { MigrationReport, MigrationReporter } from './report/migration.js';
import { jsonMigrationReporter, textMigrationReporter } from './report/migration.js';
import { withMark } from './source.js';

/** `taskcluster-lint migrate`: prints or applies the edits that replace pairs with `taskQueueId`. */
export async function migrateAll(options: MigrateOptions, io: Io, core: Core, config: Config): Promise<ExitCode> {
  let baseline: Baseline;
  try {
    baseline = openBaseline(options.baseline, io);
  } catch (error) {
    say(io, error instanceof Error ? error.message : String(error));
    return Exit.failed;
  }
  const reporter = reporterFor(options, io);
  const diffs = diffPrinter(io);
  let exit: ExitCode = Exit.ok;
  reporter.begin();
  for await (const loaded of loadAll(options, io)) {
    // Nobody reads the rest of the output, but files still have to be written.
    if (io.stdout.closed && !options.write) break;
    try {
      if ('reason' in loaded) throw new Error(loaded.reason);
      const migration = safely(loaded, core, config);
      const whole = writeOut(loaded, migration, options, io, diffs);
      if (whole && options.baseline)
        keepFindings(baseline, loaded, options.write ? migration.text : undefined, core, config);
      const report = whole && (options.baseline ? withoutKnown(baseline, loaded, whole, core, config) : whole);
      if (report) reporter.file(report);
      if (report && report.left.length > 0) exit = worse(exit, Exit.found);
    } catch (error) {
      say(io, `${loaded.path}: ${error instanceof Error ? error.message : String(error)}`);
      exit = Exit.failed;
    }
  }
  diffs.end();
  reporter.end(exit === Exit.failed);
  try {
    for (const line of baseline.end(exit === Exit.failed)) say(io, line);
  } catch (error) {
    say(io, error instanceof Error ? error.message : String(error));
    exit = Exit.failed;
  }
  return exit;
}

/** The findings of a file for a new baseline: those that are left in it after the run. */
function keepFindings(
  baseline: Baseline,
  { path, absolute, document }: Loaded,
  text: string | undefined,
  core: Core,
  config: Config,
): void {
  if (!document) return;
  const after = text === undefined ? document : { ...document, text };
  baseline.keep({ path, absolute, text: after.text, findings: core.analyze(after, config).findings });
}

/** A report without the pairs that stay and whose findings are in the baseline. */
function withoutKnown(
  baseline: Baseline,
  { path, absolute, document, source }: Loaded,
  report: MigrationReport,
  core: Core,
  config: Config,
): MigrationReport {
  if (!document) return report;
  const { kind, findings } = core.analyze(document, config);
  const lines = lineIndex<'document'>(source.text);
  const known = baseline.hide({ path, absolute, kind, text: source.text, findings, suppressed: [] }).suppressed;
  const starts = new Set(known.map(({ finding }) => JSON.stringify(lines.positionAt(finding.span.start))));
  return { ...report, left: report.left.filter(({ range }) => !starts.has(JSON.stringify(range.start))) };
}

/** Writes or prints the migration of one input, depending on the options. Throws with a message for the user on failure. */
function writeOut(
  { path, absolute, named, source }: Loaded,
  { kind, text, converted, left }: Migration,
  options: MigrateOptions,
  io: Io,
  diffs: DiffPrinter,
): MigrationReport | undefined {
  if (kind === 'none' && !named) return undefined;
  const lines = lineIndex<'document'>(source.text);
  const stays = left.map(({ span, reason }) => ({ range: lines.rangeOf(span), reason }));
  const differs = text !== source.text;
  const changed = differs && source.flaw === undefined;

  if (options.write && absolute === undefined) io.stdout.write(changed ? withMark(source, text) : source.bytes);
  else if (changed && options.write && absolute)
    io.files.replace(absolute, source.bytes, Buffer.from(withMark(source, text)));
  else if (changed && options.format === 'text') {
    if (!diffs.print(absolute ?? path, withMark(source, source.text), withMark(source, text))) return undefined;
  }
  if (differs && source.flaw) return { path, changed, converted: 0, left: [flawed(source.flaw), ...stays] };
  return { path, changed, converted, left: stays };
}

function safely({ document, source }: Loaded, core: Core, config: Config): Migration {
  if (!document) return { kind: 'none', text: source.text, converted: 0, left: [] };
  try {
    return core.migrate(document, config);
  } catch (error) {
    throw new Error(internalError(error), { cause: error });
  }
}

/** A text that was not read completely cannot be written back. */
function flawed(flaw: string) {
  const start = { line: 0, character: 0 };
  return { range: { start, end: start }, reason: `the file cannot be rewritten: ${flaw}` };
}

/** The text report goes to stdout, unless stdout has the diff or the migrated text, which must stay usable by itself. */
function reporterFor(options: MigrateOptions, io: Io): MigrationReporter {
  if (options.format === 'json') return jsonMigrationReporter(io.stdout);
  const isFree = options.write && options.paths[0] !== '-';
  const output = isFree ? io.stdout : io.stderr;
  return textMigrationReporter(output, options.write, choosePaint(options.color, output, io.env));
}
