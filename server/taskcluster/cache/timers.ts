/** Timers with names, each of which runs once at a time. */
export interface Timers<Name extends string> {
  /** Runs `action` after a number of milliseconds, unless a timer of this name is already running. */
  start(name: Name, milliseconds: number, action: () => void): void;
  cancel(name: Name): void;
  cancelAll(): void;
}

/** `schedule` runs an action later, and returns what cancels it. */
export function createTimers<Name extends string>(
  schedule: (milliseconds: number, action: () => void) => () => void,
): Timers<Name> {
  const running = new Map<Name, () => void>();
  return {
    start(name, milliseconds, action) {
      if (running.has(name)) return;
      const cancel = schedule(milliseconds, () => {
        running.delete(name);
        action();
      });
      running.set(name, cancel);
    },
    cancel(name) {
      running.get(name)?.();
      running.delete(name);
    },
    cancelAll() {
      for (const cancel of running.values()) cancel();
      running.clear();
    },
  };
}
