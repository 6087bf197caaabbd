import { breathe } from './pause.js';

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
  const due = new Map<string, { readonly timer: ReturnType<typeof setTimeout> }>();

  const cancel = (uri: string): void => {
    clearTimeout(due.get(uri)?.timer);
    due.delete(uri);
  };

  const schedule = (uri: string): void => {
    cancel(uri);
    const run = async (): Promise<void> => {
      await ready;
      // Lets in a change that has arrived but still waits behind this timer.
      await breathe();
      const isDue = (): boolean => due.get(uri) === turn;
      if (!isDue()) return;
      await publish(uri, isDue);
      if (isDue()) due.delete(uri);
    };
    const turn = { timer: setTimeout(() => void run(), delayOf(uri)) };
    due.set(uri, turn);
  };

  return { schedule, cancel };
}
