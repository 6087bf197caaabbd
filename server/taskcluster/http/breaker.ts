/**
 * A circuit breaker for a failing deployment. After several failures in a row it opens: nothing is asked for a while.
 * Then one request may try, which closes the breaker or opens it for twice as long.
 */
export interface Breaker {
  /** Milliseconds until the next request makes sense; 0 for now. */
  wait(): number;
  /** Permission for one request, whose outcome must be reported. Undefined while the breaker is open. */
  admit(): Leave | undefined;
}

export interface Leave {
  /** The service answered, whatever the answer. */
  succeeded(): void;
  /** It did not answer. `hold`: the pause in milliseconds that it asked for. */
  failed(hold?: number): void;
}

/** How many failed requests in a row open the breaker. */
export const MAX_FAILURES = 5;
/** The first pause and the longest one, in milliseconds, even if a service asks for more. */
export const FIRST_PAUSE = 30_000;
export const LONGEST_PAUSE = 300_000;

/** `now`: milliseconds of a clock that need not be accurate. `probe`: how long the trial request may take. */
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
  /** `tries`: this is the trial request. Others that were in flight when the breaker opened do not extend the pause. */
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
      // No other request may go until this one has returned or timed out.
      openUntil = now() + probe;
      return leave(true);
    },
  };
}
