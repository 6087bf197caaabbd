import { ResponseError } from 'vscode-languageserver';
import { describe, type Log } from '../documents/log.js';

/**
 * A handler that answers with `fallback` if `handler` throws. A thrown protocol response (a cancelled request) is passed on.
 */
export function guarded<P extends unknown[], R>(
  log: Pick<Log, 'error'>,
  what: string,
  fallback: R,
  handler: (...params: P) => R | Promise<R>,
): (...params: P) => Promise<R> {
  return async (...params) => {
    try {
      return await handler(...params);
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      log.error(`${what} failed: ${describe(error)}`);
      return fallback;
    }
  };
}
