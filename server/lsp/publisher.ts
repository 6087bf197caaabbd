import { pause, yieldToEventLoop } from '../documents/debounce.js';

/** Pushes diagnostics for clients that do not pull them. */
export interface Publisher {
  /** The document is new or has changed: publishes it soon, and cancels what was due before. */
  schedule(uri: string): void;
  /** The document was closed. */
  cancel(uri: string): void;
}

/**
 * Creates a publisher. `delayOf` returns how long to wait between a document's last change and `publish`. Each
 * `publish` of a document waits for `ready`. A running `publish` ends early when it has been superseded.
 */
export function createPublisher(
  delayOf: (uri: string) => number,
  ready: (uri: string) => Promise<void>,
  publish: (uri: string, isDue: () => boolean) => Promise<void>,
): Publisher {
  /** The current turn of each document. A turn that finds another one here has been superseded. */
  const due = new Map<string, object>();

  const schedule = (uri: string): void => {
    const turn = {};
    const isDue = (): boolean => due.get(uri) === turn;
    due.set(uri, turn);
    const run = async (): Promise<void> => {
      await ready(uri);
      const delay = delayOf(uri);
      if (delay > 0) await pause(delay);
      // Let in a change that has arrived but is still queued.
      await yieldToEventLoop();
      if (!isDue()) return;
      await publish(uri, isDue);
      if (isDue()) due.delete(uri);
    };
    void run();
  };

  return { schedule, cancel: (uri) => void due.delete(uri) };
}
