import type { Migration } from '../core/apply-fixes.js';
import { lineIndex } from '../core/base/text.js';
import type { MigrateOptions } from './args.js';
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
export async function migrateAll(options: MigrateOptions, io: Io, core: Core): Promise<ExitCode> {
  const reporter = reporterFor(options, io);
  const diffs = diffPrinter(io);
  let exit: ExitCode = Exit.ok;
  reporter.begin();
  for await (const loaded of loadAll(options, io)) {
    // Nobody reads the rest of the output, but files still have to be written.
    if (io.stdout.closed && !options.write) break;
    try {
      if ('reason' in loaded) throw new Error(loaded.reason);
      const report = writeOut(loaded, safely(loaded, core), options, io, diffs);
      if (report) reporter.file(report);
      if (report && report.left.length > 0) exit = worse(exit, Exit.found);
    } catch (error) {
      say(io, `${loaded.path}: ${error instanceof Error ? error.message : String(error)}`);
      exit = Exit.failed;
    }
  }
  diffs.end();
  reporter.end(exit === Exit.failed);
  return exit;
}

/** Writes or prints the migration of one input, depending on the options. Throws with a message for the user on failure. */
function writeOut(
  { path, absolute, named, source }: Loaded,
  { kind, text, converted, left }: Migration,
  options: MigrateOptions,
  io: Io,
  diffs: DiffPrinter,
): MigrationReport | undefined {
  if ((kind === 'none' || kind === 'config') && !named) return undefined;
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

function safely({ document, source, config }: Loaded, core: Core): Migration {
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
