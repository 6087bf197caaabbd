/** Where the server says what it does, and what it cannot show in a document: the client's output channel. */
export interface Log {
  info(message: string): void;
  error(message: string): void;
  warn(message: string): void;
}

/** Runs `action`; if it throws, says so and gives `fallback`. One bad document must not stop the others. */
export function attempt<T>(log: Pick<Log, 'error'>, what: string, fallback: T, action: () => T): T {
  try {
    return action();
  } catch (error) {
    log.error(`${what} failed: ${describe(error)}`);
    return fallback;
  }
}

/** An error for a log: with its stack, which is all that a report of it will hold. */
export function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
