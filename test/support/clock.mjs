// Loaded into a server before its own code: a clock that a test can put forward. `process.send(milliseconds)` lets so much
// time pass at once, with all timers that are due in it; otherwise it goes as it does.
import process from 'node:process';

const real = { now: Date.now, setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };
let ahead = 0;
/** @type {Set<{ at: number, run: () => void, timer: NodeJS.Timeout }>} */
const timers = new Set();

const now = () => real.now() + ahead;
Date.now = now;

/** @param {(...args: unknown[]) => void} action @param {number} [milliseconds] @param {unknown[]} args */
function set(action, milliseconds = 0, ...args) {
  const entry = {
    at: now() + milliseconds,
    run() {
      if (!timers.delete(entry)) return;
      real.clearTimeout(entry.timer);
      action(...args);
    },
    timer: real.setTimeout(() => entry.run(), milliseconds),
  };
  timers.add(entry);
  return Object.assign(entry.timer, { entry });
}
/** @param {any} timer */
function clear(timer) {
  if (timer?.entry) timers.delete(timer.entry);
  real.clearTimeout(timer);
}
globalThis.setTimeout = /** @type {any} */ (set);
globalThis.clearTimeout = /** @type {any} */ (clear);

process.on('message', (/** @type {number} */ milliseconds) => {
  ahead += milliseconds;
  for (const entry of [...timers].sort((a, b) => a.at - b.at)) if (entry.at <= now()) entry.run();
  process.send?.('passed');
});
process.channel?.unref();
