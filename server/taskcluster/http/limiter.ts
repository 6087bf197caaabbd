/** Runs `work` when it is its turn. */
export type Turn = <T>(work: () => Promise<T>) => Promise<T>;

/** Lets at most `most` pieces of work run at the same time, first come, first served. */
export function limiter(most: number): Turn {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    // Finished work passes its slot to the next in line, so `running` does not change.
    if (running < most) running++;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}

/** Lets the very first piece of work end before any other begins, because it learns something that the others need. */
export function firstAlone(): Turn {
  let first: Promise<unknown> | undefined;
  return async (work) => {
    if (first) {
      await first.catch(() => undefined);
      return work();
    }
    const started = work();
    first = started;
    return started;
  };
}
