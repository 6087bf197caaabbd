import type { Config } from '../core/config/config.js';
import { type DefinedPool, type Knowledge, NO_DEFINITIONS } from '../core/deployment/knowledge.js';
import type { Analysis } from '../core/incremental/analysis.js';
import { joinDefinitions } from '../core/references/defined-pools.js';
import type { QueueReference } from '../core/references/queue-reference.js';
import type { Suppression } from '../core/suppressions/suppression.js';
import { type Loaded, loadAll } from './documents.js';
import type { Core } from './engine.js';
import { internalError, say } from './exit.js';
import type { Io } from './io.js';
import type { Input } from './options.js';
import { type FileReport, inSource } from './report/report.js';

/** An input that was checked. */
export interface Judged {
  readonly report: FileReport;
  /** The references to queues. */
  readonly references: () => readonly QueueReference<'document'>[];
  /** How it is checked. */
  readonly config: Config;
  /** The comments that silence findings, which also apply to those from a deployment. */
  readonly suppressions: readonly Suppression<'document'>[];
}

/** An input that could not be read or checked. */
export interface Failed {
  readonly path: string;
  readonly failure: string;
}

const NOTHING: Analysis = {
  kind: 'none',
  findings: [],
  references: () => [],
  suppressed: () => [],
  suppressions: [],
};

/** Checks the inputs one by one, so that only one is in memory at a time. Yields only what is to be reported. */
export async function* judgeAll(input: Input, io: Io, core: Core): AsyncGenerator<Judged | Failed> {
  for await (const loaded of loadAll(input, io)) {
    const outcome = 'reason' in loaded ? { path: loaded.path, failure: loaded.reason } : judge(loaded, core);
    if (outcome && 'report' in outcome && 'source' in loaded) warnOfFlaw(loaded, outcome.report, io);
    if (outcome) yield outcome;
  }
}

/**
 * The worker pools that the inputs define, so that the tasks of each input can be checked against all of them. Nothing is said of
 * inputs that cannot be read: that is reported where they are checked.
 */
export async function definitionsAmong(input: Input, io: Io, core: Core): Promise<Knowledge['definitions']> {
  // The standard input can be read only once.
  if (input.paths[0] === '-') return NO_DEFINITIONS;
  const files: (readonly DefinedPool[])[] = [];
  for await (const loaded of loadAll(input, io))
    if ('source' in loaded && loaded.document) files.push(core.definedPoolsIn(loaded.document));
  return joinDefinitions(files);
}

function judge(loaded: Loaded, core: Core): Judged | Failed | undefined {
  const { path, absolute, named, document, source, config } = loaded;
  try {
    const analysis = document ? core.analyze(document, config) : NOTHING;
    const { kind, findings, references, suppressions } = analysis;
    // Of a config file, only its mistakes matter.
    const isOfInterest = kind === 'config' ? findings.length > 0 : kind !== 'none';
    if (!isOfInterest && !named) return undefined;
    const suppressed = inSource(analysis.suppressed());
    const report = { path, absolute, kind, text: source.text, findings, suppressed };
    return { report, references, suppressions, config };
  } catch (error) {
    return { path, failure: internalError(error) };
  }
}

function warnOfFlaw({ path, source }: Loaded, { kind }: FileReport, io: Io): void {
  if (source.flaw && kind !== 'none') say(io, `${path}: ${source.flaw}; unreadable bytes are read as U+FFFD`);
}
