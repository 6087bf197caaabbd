import { pause, yieldToEventLoop } from '../documents/debounce.js';

/** Publishes diagnostics by itself for clients that do not ask for them. */
export interface Publisher {
  /** The document is new or has changed: publishes it soon, and what was due before not at all. */
  schedule(uri: string): void;
  /** The document is gone. */
  cancel(uri: string): void;
}

/**
 * Makes a publisher. `delayOf` tells how long a document may rest between its last change and `publish`; `ready` is
 * waited for before the first of all. What `publish` begins it ends early when it is due no longer.
 */
export function createPublisher(
  delayOf: (uri: string) => number,
  ready: Promise<void>,
  publish: (uri: string, isDue: () => boolean) => Promise<void>,
): Publisher {
  /** The turn that is due, per document. A turn that finds another one here has been superseded. */
  const due = new Map<string, object>();

  const schedule = (uri: string): void => {
    const turn = {};
    const isDue = (): boolean => due.get(uri) === turn;
    due.set(uri, turn);
    const run = async (): Promise<void> => {
      await ready;
      const delay = delayOf(uri);
      if (delay > 0) await pause(delay);
      // Lets in a change that has arrived but still waits behind this one.
      await yieldToEventLoop();
      if (!isDue()) return;
      await publish(uri, isDue);
      if (isDue()) due.delete(uri);
    };
    void run();
  };

  return { schedule, cancel: (uri) => void due.delete(uri) };
}
