import type { Io } from './io.js';
import { clean, cleanStart } from './report/display.js';

/** The exit codes. */
export const Exit = {
  ok: 0,
  /** Errors, too many warnings, or pairs that could not be migrated. */
  found: 1,
  /** Wrong usage, an input that cannot be read or written, or an internal bug. */
  failed: 2,
} as const;

export type ExitCode = (typeof Exit)[keyof typeof Exit];

/** The more serious of two exit codes. */
export function worse(a: ExitCode, b: ExitCode): ExitCode {
  return a > b ? a : b;
}

/** Prints a message to the user, outside the report. */
export function say(io: Io, message: string): void {
  const [first = '', ...others] = message.split('\n');
  io.stderr.write(`taskcluster-lint: ${[clean(first), ...others.map(cleanStart)].join('\n')}\n`);
}

/** The message for an internal bug, which must only cost one file and not the report on all others. */
export function internalError(error: unknown): string {
  return `internal error, please report this: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

/** What a step gives; undefined if it threw an Error, whose message was said to the user. */
export function orSay<T>(io: Io, step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    say(io, error instanceof Error ? error.message : String(error));
    return undefined;
  }
}
