import { lineIndex } from '../core/base/text.js';
import { endBaseline, openBaseline } from './baseline/baseline.js';
import { keepFindings, withoutKnown } from './baseline/known-edits.js';
import { choosePaint } from './color.js';
import { type DiffPrinter, diffPrinter } from './diff-printer.js';
import { type Loaded, loadAll } from './documents.js';
import type { Edit, Edited } from './edited.js';
import type { Core } from './engine.js';
import { Exit, type ExitCode, internalError, orSay, say, worse } from './exit.js';
import type { Io } from './io.js';
import type { EditOptions } from './options.js';
import {
  type EditReport,
  type EditReporter,
  type EditWords,
  jsonEditReporter,
  type Left,
  textEditReporter,
} from './report/edits.js';
import { withMark } from './source.js';

/** Prints or applies the edits of each input, as the options say. */
export async function editAll(
  options: EditOptions,
  io: Io,
  core: Core,
  words: EditWords,
  edit: Edit,
): Promise<ExitCode> {
  const baseline = orSay(io, () => openBaseline(options.baseline, io));
  if (!baseline) return Exit.failed;
  const reporter = reporterFor(options, io, words);
  const diffs = diffPrinter(io);
  let exit: ExitCode = Exit.ok;
  reporter.begin();
  for await (const loaded of loadAll(options, io)) {
    // Nobody reads the rest of the output, but files still have to be written.
    if (io.stdout.closed && !options.write) break;
    try {
      if ('reason' in loaded) throw new Error(loaded.reason);
      const all = safely(loaded, edit, options);
      const edited = options.baseline ? withoutKnown(baseline, loaded, all, core) : all;
      const report = writeOut(loaded, edited, options, words, io, diffs);
      const isWritten = options.write && loaded.source.flaw === undefined;
      if (report && options.baseline) keepFindings(baseline, loaded, isWritten ? all.text : undefined, core);
      if (report) reporter.file(report);
      if (report && (edited.left.some(({ isError }) => isError) || isFlawed(loaded, edited)))
        exit = worse(exit, Exit.found);
    } catch (error) {
      say(io, `${loaded.path}: ${error instanceof Error ? error.message : String(error)}`);
      exit = Exit.failed;
    }
  }
  diffs.end();
  reporter.end(exit === Exit.failed);
  const isFailed = exit === Exit.failed;
  return worse(
    exit,
    endBaseline(baseline, isFailed, io, (line) => say(io, line)),
  );
}

/** Writes or prints the new text of one input, depending on the options. Throws with a message for the user on failure. */
function writeOut(
  loaded: Loaded,
  edited: Edited,
  options: EditOptions,
  words: EditWords,
  io: Io,
  diffs: DiffPrinter,
): EditReport | undefined {
  const { path, absolute, named, source } = loaded;
  const { kind, text, count, left } = edited;
  if ((kind === 'none' || kind === 'config') && !named) return undefined;
  const lines = lineIndex<'document'>(edited.leftIn);
  const stays = left.map(({ span, rule, reason }) => ({ range: lines.rangeOf(span), ...(rule && { rule }), reason }));
  const changed = text !== source.text && source.flaw === undefined;

  if (options.write && absolute === undefined) io.stdout.write(changed ? withMark(source, text) : source.bytes);
  else if (changed && options.write && absolute)
    io.files.replace(absolute, source.bytes, Buffer.from(withMark(source, text)));
  else if (changed && options.format === 'text') {
    if (!diffs.print(absolute ?? path, withMark(source, source.text), withMark(source, text))) return undefined;
  }
  if (source.flaw && isFlawed(loaded, edited))
    return { path, changed, count: 0, left: [flawed(source.flaw, words), ...stays] };
  return { path, changed, count, left: stays };
}

function safely({ document, config, source: { text, flaw } }: Loaded, edit: Edit, { write }: EditOptions): Edited {
  if (!document) return { kind: 'none', text, count: 0, left: [], leftIn: text };
  try {
    return edit({ document, config }, write && flaw === undefined);
  } catch (error) {
    throw new Error(internalError(error), { cause: error });
  }
}

/** Whether there are edits, but the text was not read completely, so that it cannot be written back. */
function isFlawed({ source }: Loaded, { text }: Edited): boolean {
  return source.flaw !== undefined && text !== source.text;
}

/** A text that was not read completely cannot be written back. */
function flawed(flaw: string, { flawRule }: EditWords): Left {
  const start = { line: 0, character: 0 };
  const reason = `the file cannot be rewritten: ${flaw}`;
  return { range: { start, end: start }, ...(flawRule && { rule: flawRule }), reason };
}

/** The text report goes to stdout, unless stdout has the diff or the new text, which must stay usable by itself. */
function reporterFor(options: EditOptions, io: Io, words: EditWords): EditReporter {
  if (options.format === 'json') return jsonEditReporter(io.stdout, words);
  const isFree = options.write && options.paths[0] !== '-';
  const output = isFree ? io.stdout : io.stderr;
  return textEditReporter(output, words, options.write, choosePaint(options.color, output, io.env));
}
