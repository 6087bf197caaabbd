import type { RuleId } from '../../core/base/rule-ids.js';
import type { Range } from '../../core/base/text.js';
import type { Paint } from '../color.js';
import type { Output } from '../io.js';
import { clean, cleanStart, safeJson } from './display.js';
import { counted } from './report.js';

/** What stays in a file, and why. */
export interface Left {
  readonly range: Range;
  readonly rule?: RuleId;
  readonly reason: string;
}

/** The result for one file. */
export interface EditReport {
  readonly path: string;
  /** Whether its text differs after the edits. */
  readonly changed: boolean;
  /** How many pairs were migrated, or problems fixed. */
  readonly count: number;
  readonly left: readonly Left[];
}

/** Reports files one by one. */
export interface EditReporter {
  begin(): void;
  file(report: EditReport): void;
  /** `failed`: some input could not be read or written, so the totals are incomplete. */
  end(failed: boolean): void;
}

/** How a command calls what it does. */
export interface EditWords {
  /** The key of the count in the report for programs. */
  readonly countKey: string;
  readonly verb: string;
  readonly participle: string;
  readonly noun: string;
  /** What a file that cannot be rewritten breaks, if the report names rules. */
  readonly flawRule?: RuleId;
}

/** The report for programs, described by schemas/report.json. One file per line; lines and columns count from 0. */
export function jsonEditReporter(output: Output, { countKey }: EditWords): EditReporter {
  let separator = '\n';
  return {
    begin: () => output.write('{"version":1,"files":['),
    file: ({ path, count, left }) => {
      output.write(separator + safeJson({ path, [countKey]: count, left }));
      separator = ',\n';
    },
    end: () => output.write('\n]}\n'),
  };
}

/** The report for people: what stays, and a summary line. Lines and columns count from 1. */
export function textEditReporter(output: Output, words: EditWords, written: boolean, paint: Paint): EditReporter {
  let changed = 0;
  let count = 0;
  let left = 0;
  let files = 0;
  return {
    begin: () => {},
    file: (report) => {
      files++;
      if (report.changed) changed++;
      count += report.count;
      left += report.left.length;
      for (const { range, rule, reason } of report.left) {
        const { line, character } = range.start;
        const place = paint('bold', `${cleanStart(report.path)}:${line + 1}:${character + 1}:`);
        const what = rule === undefined ? '' : ` (${rule})`;
        output.write(`${place} ${paint('yellow', 'left:')} ${clean(reason)}${what}\n`);
      }
    },
    end: (failed) => {
      // Failures are reported elsewhere. If there was nothing else, there is nothing to add.
      if (files > 0 || !failed) output.write(`${summaryText(words, { changed, count, left, written, failed })}\n`);
    },
  };
}

interface Totals {
  readonly changed: number;
  readonly count: number;
  readonly left: number;
  readonly written: boolean;
  readonly failed: boolean;
}

function summaryText({ verb, participle, noun }: EditWords, { changed, count, left, written, failed }: Totals): string {
  if (changed === 0 && left === 0) return failed ? `Nothing ${participle}.` : `Nothing to ${verb}.`;
  const done =
    changed === 0
      ? 'No file changed'
      : `${counted(count, noun)} ${written ? participle : `can be ${participle}`} in ${counted(changed, 'file')}`;
  return left === 0 ? `${done}.` : `${done}, ${counted(left, noun)} left.`;
}
