import type { Io } from './io.js';

/** Shows the progress of something slow. */
export interface Progress {
  step(done: number, total: number): void;
  /** Removes the bar. Nothing is shown afterwards. */
  end(): void;
}

/** In milliseconds. Anything quicker needs no bar, and nobody can read one that changes faster. */
const PATIENCE = 1000;
const PAUSE = 100;
const CELLS = 30;
const ERASE = '\r\x1b[K';

const NONE: Progress = { step: () => {}, end: () => {} };

/** A bar on the standard error, if that is a terminal that can overwrite a line. It appears after a second. */
export function progressBar({ stderr, clock, env }: Io, what: string): Progress {
  if (!stderr.isTerminal || env.TERM === 'dumb') return NONE;
  let text = barText(0, 0, what);
  let drawnAt: number | undefined;
  const draw = (): void => {
    drawnAt = clock.now();
    stderr.write(ERASE + text);
  };
  const cancel = clock.after(PATIENCE, draw);
  return {
    step: (done, total) => {
      text = barText(done, total, what);
      if (drawnAt !== undefined && clock.now() >= drawnAt + PAUSE) draw();
    },
    end: () => {
      cancel();
      if (drawnAt !== undefined) stderr.write(ERASE);
      drawnAt = undefined;
    },
  };
}

/** A `total` of 0 means that it is not known yet. */
function barText(done: number, total: number, what: string): string {
  const cells = total > 0 ? Math.floor((done / total) * CELLS) : 0;
  const bar = `[${'='.repeat(cells)}${' '.repeat(CELLS - cells)}]`;
  return total > 0 ? `${bar} ${done} of ${total} ${what}` : `${bar} ${what}`;
}
