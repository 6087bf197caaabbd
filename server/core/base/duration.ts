/** Units of time and their lengths in seconds, the longest first. */
export const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

const YEAR = 365.25 * 86_400;

/** A duration in its two largest units, or in years from two years on: `3.2 years`. */
export function roughDuration(seconds: number): string {
  return seconds < 2 * YEAR ? durationWords(seconds) : `${(seconds / YEAR).toFixed(1)} years`;
}

/** A duration in its two largest units: `4 days`, `1 hour 30 minutes`, `0 seconds`. */
export function durationWords(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'an unknown time';
  if (seconds < 0) return `minus ${durationWords(-seconds)}`;
  const first = Math.max(
    0,
    UNITS.findIndex(([, size]) => seconds >= size),
  );
  const start = seconds < 1 ? UNITS.length - 1 : first;
  let rest = Math.floor(seconds);
  const words: string[] = [];
  for (const [name, size] of UNITS.slice(start, start + 2)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0 || seconds < 1) words.push(`${count} ${name}${count === 1 ? '' : 's'}`);
  }
  return words.join(' ');
}
