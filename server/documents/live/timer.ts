/** Runs `action` after a number of milliseconds, unless the returned function is called first. */
export type Schedule = (milliseconds: number, action: () => void) => () => void;

/** A timer that does not keep the process alive. */
export const schedule: Schedule = (milliseconds, action) => {
  const timer: unknown = setTimeout(action, milliseconds);
  if (typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function')
    timer.unref();
  return () => clearTimeout(timer as ReturnType<typeof setTimeout>);
};
