import type { Config } from '../core/config/config.js';
import type { Analysis } from '../core/incremental/analysis.js';
import type { QueueReference } from '../core/references/queue-reference.js';
import type { Input } from './args.js';
import { type Loaded, loadAll } from './documents.js';
import type { Core } from './engine.js';
import { internalError, say } from './exit.js';
import type { Io } from './io.js';
import type { FileReport } from './report/report.js';

/** An input that was checked. */
export interface Judged {
  readonly report: FileReport;
  /** The references to queues. */
  readonly references: () => readonly QueueReference<'document'>[];
}

/** An input that could not be read or checked. */
export interface Failed {
  readonly path: string;
  readonly failure: string;
}

const NOTHING: Analysis = { kind: 'none', findings: [], references: () => [] };

/** Checks the inputs one by one, so that only one is in memory at a time. Yields only what is to be reported. */
export async function* judgeAll(input: Input, io: Io, core: Core, config: Config): AsyncGenerator<Judged | Failed> {
  for await (const loaded of loadAll(input, io)) {
    const outcome = 'reason' in loaded ? { path: loaded.path, failure: loaded.reason } : judge(loaded, core, config);
    if (outcome && 'report' in outcome && 'source' in loaded) warnOfFlaw(loaded, outcome.report, io);
    if (outcome) yield outcome;
  }
}

function judge(loaded: Loaded, core: Core, config: Config): Judged | Failed | undefined {
  const { path, absolute, named, document, source } = loaded;
  try {
    const { kind, findings, references } = document ? core.analyze(document, config) : NOTHING;
    if (kind === 'none' && !named) return undefined;
    return { report: { path, absolute, kind, text: source.text, findings }, references };
  } catch (error) {
    return { path, failure: internalError(error) };
  }
}

function warnOfFlaw({ path, source }: Loaded, { kind }: FileReport, io: Io): void {
  if (source.flaw && kind !== 'none') say(io, `${path}: ${source.flaw}; unreadable bytes are read as U+FFFD`);
}
