/**
 * Keeps requests from a deployment that fails. After several failures in a row it opens: nothing is asked for a while.
 * Then one request may try; it closes the breaker, or opens it for twice as long.
 */
export interface Breaker {
  /** Milliseconds until it is worth asking; 0 if it is now. */
  wait(): number;
  /** A leave to ask, whose outcome must be told. Undefined while there is something to wait for. */
  admit(): Leave | undefined;
}

export interface Leave {
  /** The service answered, whatever it said. */
  succeeded(): void;
  /** It did not. `hold`: it would like to be left alone for so many milliseconds. */
  failed(hold?: number): void;
}

/** Failures in a row, each request counted, that open the breaker. */
export const MAX_FAILURES = 5;
/** Milliseconds: the first pause, and the longest one, also where a service asks for more. */
export const FIRST_PAUSE = 30_000;
export const LONGEST_PAUSE = 300_000;

/** `now`: milliseconds, of a clock that need not be right. `probe`: how long the one request may take that tries. */
export function createBreaker(now: () => number, probe: number): Breaker {
  let failures = 0;
  let pause = FIRST_PAUSE;
  let openUntil = Number.NEGATIVE_INFINITY;

  const open = (milliseconds: number): void => {
    failures = MAX_FAILURES;
    openUntil = now() + Math.min(milliseconds, LONGEST_PAUSE);
  };
  const close = (): void => {
    failures = 0;
    pause = FIRST_PAUSE;
    openUntil = Number.NEGATIVE_INFINITY;
  };
  /** `tries`: this is the request that tries. Others that were under way when it opened do not make it longer. */
  const leave = (tries: boolean): Leave => ({
    succeeded: close,
    failed(hold) {
      if (tries) {
        pause = Math.min(pause * 2, LONGEST_PAUSE);
        open(Math.max(pause, hold ?? 0));
      } else if (hold !== undefined) {
        open(Math.max(hold, openUntil - now()));
      } else if (failures < MAX_FAILURES && ++failures === MAX_FAILURES) {
        open(pause);
      }
    },
  });

  const wait = (): number => Math.max(0, openUntil - now());

  return {
    wait,
    admit() {
      if (wait() > 0) return undefined;
      if (failures < MAX_FAILURES) return leave(false);
      // Closed to the others until this one has come back, or should have.
      openUntil = now() + probe;
      return leave(true);
    },
  };
}
