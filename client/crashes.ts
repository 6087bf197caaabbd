/** A server that crashed this often within `WINDOW_MS` is assumed to crash again. */
const MOST_RESTARTS = 4;
const WINDOW_MS = 3 * 60 * 1000;

/** Returns a function to call after each crash, which says whether to restart the server. `now` is in milliseconds. */
export function createRestartPolicy(now: () => number): () => boolean {
  let crashes: number[] = [];
  return () => {
    const time = now();
    crashes = [...crashes.filter((crash) => time - crash < WINDOW_MS), time];
    return crashes.length <= MOST_RESTARTS;
  };
}
