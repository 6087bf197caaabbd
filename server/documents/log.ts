/** The server's log, shown in the client's output channel. */
export interface Log {
  info(message: string): void;
  error(message: string): void;
  warn(message: string): void;
}

/** Runs `action`. If it throws, logs the error and returns `fallback`: one bad document must not affect others. */
export function attempt<T>(log: Pick<Log, 'error'>, what: string, fallback: T, action: () => T): T {
  try {
    return action();
  } catch (error) {
    log.error(`${what} failed: ${describe(error)}`);
    return fallback;
  }
}

/** An error for the log, with its stack, because bug reports contain nothing else. */
export function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
