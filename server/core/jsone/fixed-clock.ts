/**
 * The time at which everything is rendered. It is fixed, so that equal templates give equal results. Its odd milliseconds,
 * which `$fromNow` keeps, distinguish a time relative to it from a literal one (`isCounted`).
 */
export const NOW = '3024-05-06T07:08:10.137Z';

const NOW_TIME = Date.parse(NOW);
const YEAR = 365 * 24 * 60 * 60 * 1000;

/**
 * Whether a time (in milliseconds) is relative to `NOW`. Only the real clock tells whether it is before a literal time. Any
 * time near `NOW` counts as relative, because it may be assembled from `now`.
 */
export function isCounted(time: number): boolean {
  const distance = Math.abs(time - NOW_TIME);
  return distance < 20 * YEAR || (distance < 7_000 * YEAR && time > Date.UTC(2900, 0) && distance % 1000 === 0);
}
