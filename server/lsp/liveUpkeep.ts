import type { Schedule } from './liveTimer.js';

/** Keeps what is shown of the deployment from growing old while documents are open. */
export interface Upkeep {
  /** Somebody works with a document. */
  noticed(): void;
}

export interface UpkeepOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly schedule: Schedule;
  /** Reads all that is shown, which asks for what is old. False if nothing is. */
  readonly read: () => boolean;
}

/** While somebody works it is read as often as capacities and queues may change what is said of them. */
export const SHORTEST_REST = 60_000;
/** Nobody may be there, but then what they will see is no older than this. */
export const LONGEST_REST = 3_600_000;

/** Reads again after a minute, and after twice as long each time that nobody has been noticed in between. */
export function createUpkeep({ now, schedule, read }: UpkeepOptions): Upkeep {
  let rest = SHORTEST_REST;
  let last: number | undefined;
  let timer: { readonly at: number; readonly cancel: () => void } | undefined;

  const arm = (at: number): void => {
    if (timer && timer.at <= at) return;
    timer?.cancel();
    timer = { at, cancel: schedule(Math.max(0, at - now()), run) };
  };
  const run = (): void => {
    timer = undefined;
    last = now();
    if (!read()) return;
    arm(last + rest);
    rest = Math.min(2 * rest, LONGEST_REST);
  };

  return {
    noticed() {
      rest = SHORTEST_REST;
      last ??= now();
      arm(last + rest);
    },
  };
}
