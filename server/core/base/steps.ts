/**
 * Work in steps, so that whoever does it can see to other things between them: the language server answers requests. The
 * result is the same however many pauses there are.
 */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Does all steps at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
