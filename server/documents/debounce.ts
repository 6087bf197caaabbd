/**
 * Work that takes no longer than this is done immediately, at every key. Nobody notices it, because it is done in slices, with
 * other requests answered in between. In milliseconds.
 */
export const QUICK_MS = 60;

/** However slow a document is, the user gets an answer after pausing for this long. */
const LONGEST_MS = 1000;

/** How long to wait for further changes to a document whose last analysis took `lastDuration`, in milliseconds. */
export function restFor(lastDuration: number): number {
  return lastDuration < QUICK_MS ? 0 : Math.min(LONGEST_MS, lastDuration);
}

/** Resolves after `ms`; with 0, as soon as the messages that have already arrived have been handled. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * Resolves when the messages that have already arrived have been handled. Unlike a timer, it does not wait for the next clock
 * tick, so it can be called often. Web workers have no `setImmediate`.
 */
export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
}
