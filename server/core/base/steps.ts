/**
 * Work in steps, so that the caller can do other things in between: the language server answers requests. The result does not
 * depend on the pauses.
 */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Runs all steps at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
