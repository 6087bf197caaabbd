import type { Range } from '../../core/base/text.js';
import type { Paint } from '../color.js';
import type { Output } from '../io.js';
import { clean, cleanStart, safeJson } from './display.js';
import { counted } from './report.js';

/** The result for one file. */
export interface MigrationReport {
  readonly path: string;
  /** Whether its text differs after the migration. */
  readonly changed: boolean;
  readonly converted: number;
  readonly left: readonly { readonly range: Range; readonly reason: string }[];
}

/** Reports files one by one. */
export interface MigrationReporter {
  begin(): void;
  file(report: MigrationReport): void;
  /** `failed`: some input could not be read or written, so the totals are incomplete. */
  end(failed: boolean): void;
}

/** The report for programs, described by schemas/report.json. One file per line; lines and columns count from 0. */
export function jsonMigrationReporter(output: Output): MigrationReporter {
  let separator = '\n';
  return {
    begin: () => output.write('{"version":1,"files":['),
    file: ({ path, converted, left }) => {
      output.write(separator + safeJson({ path, converted, left }));
      separator = ',\n';
    },
    end: () => output.write('\n]}\n'),
  };
}

/** The report for people: each pair that stays, and a summary line. Lines and columns count from 1. */
export function textMigrationReporter(output: Output, written: boolean, paint: Paint): MigrationReporter {
  let changed = 0;
  let converted = 0;
  let left = 0;
  let files = 0;
  return {
    begin: () => {},
    file: (report) => {
      files++;
      if (report.changed) changed++;
      converted += report.converted;
      left += report.left.length;
      for (const { range, reason } of report.left) {
        const { line, character } = range.start;
        const place = paint('bold', `${cleanStart(report.path)}:${line + 1}:${character + 1}:`);
        output.write(`${place} ${paint('yellow', 'left:')} ${clean(reason)}\n`);
      }
    },
    end: (failed) => {
      // Failures are reported elsewhere. If there was nothing else, there is nothing to add.
      if (files > 0 || !failed) output.write(`${summaryText(changed, converted, left, written, failed)}\n`);
    },
  };
}

function summaryText(changed: number, converted: number, left: number, written: boolean, failed: boolean): string {
  if (changed === 0 && left === 0) return failed ? 'Nothing migrated.' : 'Nothing to migrate.';
  const done =
    changed === 0
      ? 'No file changed'
      : `${counted(converted, 'pair')} ${written ? 'migrated' : 'can be migrated'} in ${counted(changed, 'file')}`;
  return left === 0 ? `${done}.` : `${done}, ${counted(left, 'pair')} left.`;
}
