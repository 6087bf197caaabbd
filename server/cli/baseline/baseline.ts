import { dirname, relative, resolve, sep } from 'node:path';
import type { Finding } from '../../core/base/finding.js';
import { LIVE_RULES } from '../../core/rules/live-registry.js';
import { Exit, type ExitCode, orSay } from '../exit.js';
import type { Io } from '../io.js';
import type { BaselineOptions } from '../options.js';
import { counted, type FileReport, type SuppressedFinding } from '../report/report.js';
import { decode } from '../source.js';
import { type Listed, mayBeBaseline, readBaseline, writeBaseline } from './baseline-file.js';
import { type Entry, entriesOf, keyOf } from './fingerprint.js';

/** The findings that a run does not report: those of a baseline, or, where it writes one, all. */
export interface Baseline {
  /** The report without them; they are listed as suppressed. */
  hide(report: FileReport): FileReport;
  /** Adds the findings of a file to what is written. */
  keep(report: Pick<FileReport, 'path' | 'absolute' | 'text' | 'findings'>): void;
  /**
   * Ends the run: writes the file, if one is to be written. Throws an Error with a message for the user.
   * @param failed whether some input could not be read, so that the findings are incomplete
   * @returns what to tell the user, in lines
   */
  end(failed: boolean): readonly string[];
}

/** Without a baseline, everything is reported. */
const NOTHING: Baseline = { hide: (report) => report, keep: () => {}, end: () => [] };

/** Rules that find nothing if no deployment is asked, or not everything. */
const LIVE: ReadonlySet<string> = new Set(LIVE_RULES.map(({ id }) => id));

/**
 * Reads the baseline that the options name.
 * @throws Error with a message for the user, if it cannot be read
 */
export function openBaseline(options: BaselineOptions | undefined, io: Io): Baseline {
  if (!options) return NOTHING;
  const { file, writeTo } = options;
  const [from, to] = [file, writeTo].map((path) => path && resolve(io.cwd, path));
  const listed: Listed = file && from ? read(file, from, io) : new Map();
  const seen = new Map<string, Entry[]>();
  /** What is not found, of the files that were checked. */
  const left = new Map<string, Map<string, Entry[]>>();
  let hidden = 0;
  const leftOf = (path: string): Map<string, Entry[]> => {
    const known = left.get(path) ?? grouped(listed.get(path) ?? []);
    left.set(path, known);
    return known;
  };
  return {
    hide(report) {
      // What is written is the baseline of this run.
      if (to !== undefined) return { ...report, findings: [], suppressed: [...report.suppressed, ...all(report)] };
      const expected = leftOf(pathIn(from ?? '', report, io));
      const entries = entriesOf(report.text, report.findings);
      const isKnown = report.findings.map((_, i) => {
        const entry = entries[i];
        return entry !== undefined && expected.get(keyOf(entry))?.pop() !== undefined;
      });
      const findings = report.findings.filter((_, i) => !isKnown[i]);
      const suppressed = report.findings.filter((_, i) => isKnown[i]).map(external);
      hidden += suppressed.length;
      return { ...report, findings, suppressed: [...report.suppressed, ...suppressed] };
    },
    keep(report) {
      if (to !== undefined) seen.set(pathIn(to, report, io), entriesOf(report.text, report.findings));
    },
    end(failed) {
      if (writeTo !== undefined && to !== undefined) return [written(writeTo, to, seen, failed, io)];
      const goneIn = (path: string): Entry[] => {
        const found = left.get(path);
        if (found) return [...found.values()].flat();
        return io.files.exists(resolve(dirname(from ?? ''), path)) ? [] : [...(listed.get(path) ?? [])];
      };
      const gone = [...listed.keys()].flatMap(goneIn).filter(({ rule }) => !LIVE.has(rule));
      const says: string[] = [];
      if (hidden > 0)
        says.push(`${counted(hidden, 'finding')} in the baseline ${hidden === 1 ? 'is' : 'are'} not reported.`);
      if (gone.length > 0)
        says.push(
          `${counted(gone.length, 'finding')} in the baseline ${gone.length === 1 ? 'is' : 'are'} gone. To update it, write it anew for all of its paths, with --write-baseline ${file}.`,
        );
      return says;
    },
  };
}

/** Ends a run with a baseline. `tell` gets what there is to say of it, line by line. */
export function endBaseline(baseline: Baseline, failed: boolean, io: Io, tell: (line: string) => void): ExitCode {
  const lines = orSay(io, () => baseline.end(failed));
  lines?.forEach(tell);
  return lines ? Exit.ok : Exit.failed;
}

function grouped(entries: readonly Entry[]): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(entry);
  }
  return groups;
}

function all({ findings }: FileReport): SuppressedFinding[] {
  return findings.map(external);
}

function external(finding: Finding<'document'>): SuppressedFinding {
  return { finding, kind: 'external', reason: undefined };
}

function read(name: string, path: string, io: Io): Listed {
  try {
    return readBaseline(decode(io.files.read(path)).text);
  } catch (error) {
    throw new Error(`the baseline ${name} cannot be used: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function written(name: string, path: string, seen: Listed, failed: boolean, io: Io): string {
  if (failed) throw new Error(`the baseline ${name} is not written, because not all inputs could be read`);
  const bytes = Buffer.from(writeBaseline(seen));
  if (io.files.exists(path)) {
    const before = io.files.read(path);
    // Whoever forgets the FILE behind --write-baseline names one to check.
    if (!mayBeBaseline(decode(before).text)) throw new Error(`${name} is not a baseline, so it was left alone`);
    io.files.replace(path, before, bytes);
  } else io.files.create(path, bytes);
  const count = [...seen.values()].reduce((sum, { length }) => sum + length, 0);
  return `${counted(count, 'finding')} written to ${name}.`;
}

/** The path of a report relative to the folder of a baseline. */
function pathIn(baseline: string, { path, absolute }: Pick<FileReport, 'path' | 'absolute'>, { cwd }: Io): string {
  return relative(dirname(baseline), absolute ?? resolve(cwd, path))
    .split(sep)
    .join('/');
}
