import type { Schedule } from './timer.js';

/** Keeps what is shown of the deployment from growing old while documents are open. */
export interface RefreshTimer {
  /** Somebody works with a document. */
  noticed(): void;
}

export interface RefreshTimerOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly schedule: Schedule;
  /** Reads all that is shown, which asks for what is old. False if nothing is. */
  readonly read: () => boolean;
  /** Reads what is shown and does not exist, as a task waits for it. False if there is none. */
  readonly readAbsent: () => boolean;
}

/** While somebody works it is read as often as capacities and queues may change what is said of them. */
export const SHORTEST_REST = 60_000;
/** Nobody may be there, but then what they will see is no older than this. */
export const LONGEST_REST = 3_600_000;

/**
 * Reads again after a minute, and after twice as long each time that nobody has been noticed in between. What does not exist
 * is looked for every minute: somebody may be waiting for it, and look on.
 */
export function createRefreshTimer({ now, schedule, read, readAbsent }: RefreshTimerOptions): RefreshTimer {
  let rest = SHORTEST_REST;
  let last: number | undefined;
  /** When all is to be read again. */
  let due = Number.POSITIVE_INFINITY;
  let timer: { readonly at: number; readonly cancel: () => void } | undefined;

  const arm = (at: number): void => {
    if (timer && timer.at <= at) return;
    timer?.cancel();
    timer = { at, cancel: schedule(Math.max(0, at - now()), run) };
  };
  const run = (): void => {
    timer = undefined;
    if (now() >= due) {
      last = now();
      due = Number.POSITIVE_INFINITY;
      if (!read()) return;
      due = last + rest;
      rest = Math.min(2 * rest, LONGEST_REST);
    }
    arm(readAbsent() ? Math.min(due, now() + SHORTEST_REST) : due);
  };

  return {
    noticed() {
      rest = SHORTEST_REST;
      last ??= now();
      due = Math.min(due, last + rest);
      arm(due);
    },
  };
}
