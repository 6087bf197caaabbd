/**
 * The time at which everything is rendered: fixed, so that equal templates give equal results, and such that a time which
 * is counted from it is told from one that is written out (`isCounted`): `$fromNow` keeps the odd milliseconds.
 */
export const NOW = '3024-05-06T07:08:10.137Z';

const NOW_TIME = Date.parse(NOW);
const YEAR = 365 * 24 * 60 * 60 * 1000;

/**
 * Whether a time (in milliseconds) is counted from `NOW`. How it lies to a written-out one, only the real clock tells.
 * Near `NOW` any time counts as such: it may be pieced together from `now`.
 */
export function isCounted(time: number): boolean {
  const distance = Math.abs(time - NOW_TIME);
  return distance < 20 * YEAR || (distance < 7_000 * YEAR && time > Date.UTC(2900, 0) && distance % 1000 === 0);
}
