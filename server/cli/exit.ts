import type { Io } from './io.js';
import { clean, cleanStart } from './report/display.js';

/** What the exit code says. */
export const Exit = {
  ok: 0,
  /** Errors, too many warnings, or pairs that could not be migrated. */
  found: 1,
  /** Wrong usage, an input that cannot be read or written, or a bug in here. */
  failed: 2,
} as const;

export type ExitCode = (typeof Exit)[keyof typeof Exit];

/** The exit code that tells more. */
export function worse(a: ExitCode, b: ExitCode): ExitCode {
  return a > b ? a : b;
}

/** Tells the user something beside the report. */
export function say(io: Io, message: string): void {
  const [first = '', ...others] = message.split('\n');
  io.stderr.write(`taskcluster-lint: ${[clean(first), ...others.map(cleanStart)].join('\n')}\n`);
}

/** A bug in here must cost one file, not the report on all others. */
export function internalError(error: unknown): string {
  return `internal error, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
