/**
 * Work that takes no longer than this is done at once, at every key: nobody notices it, as it is done in slices that let
 * other requests in. In milliseconds.
 */
export const QUICK_MS = 60;

/** However slow a document is, the user gets an answer after a pause in typing as long as this. */
const LONGEST_MS = 1000;

/** How long to wait for further changes of a document whose last analysis took `lastDuration`, in milliseconds. */
export function restFor(lastDuration: number): number {
  return lastDuration < QUICK_MS ? 0 : Math.min(LONGEST_MS, lastDuration);
}

/** Resolves after `ms`, with 0 as soon as the messages that have arrived had their turn. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * Resolves when the messages that have arrived had their turn. Unlike a timer it does not wait for the clock's next tick,
 * so it can be called often; `setImmediate` is not there in a web worker.
 */
export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
}
