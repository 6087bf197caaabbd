import type { Schedule } from './timer.js';

/** Keeps the shown data of the deployment fresh while documents are open. */
export interface RefreshTimer {
  /** The user is working with a document. */
  noticed(): void;
}

export interface RefreshTimerOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly schedule: Schedule;
  /** Reads everything shown, which requests what is stale. False if nothing is shown. */
  readonly read: () => boolean;
  /** Reads shown pools that do not exist, because a task may be waiting for them. False if there are none. */
  readonly readAbsent: () => boolean;
}

/** While the user is active, data is read as often as capacities and task counts expire. */
export const SHORTEST_REST = 60_000;
/** While the user is inactive, data gets no older than this. */
export const LONGEST_REST = 3_600_000;

/**
 * Reads again after a minute, and doubles the interval each time there was no activity in between. Pools that do not exist are
 * looked up every minute, because somebody may be waiting and watching.
 */
export function createRefreshTimer({ now, schedule, read, readAbsent }: RefreshTimerOptions): RefreshTimer {
  let rest = SHORTEST_REST;
  let last: number | undefined;
  /** When everything is to be read again. */
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
