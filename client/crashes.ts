/** A server that crashed this often in `WINDOW_MS` would crash again. */
const MOST_RESTARTS = 4;
const WINDOW_MS = 3 * 60 * 1000;

/** Makes a function to call at each crash: whether to start the server again. `now` gives milliseconds. */
export function createRestartPolicy(now: () => number): () => boolean {
  let crashes: number[] = [];
  return () => {
    const time = now();
    crashes = [...crashes.filter((crash) => time - crash < WINDOW_MS), time];
    return crashes.length <= MOST_RESTARTS;
  };
}
