import { isCounted, NOW } from '../jsone/fixed-clock.js';

const MINUTE = 60 * 1000;
const DAY = 24 * 60 * MINUTE;

/** No service that reads a file today has a clock earlier than this. */
const EARLIEST_NOW = Date.UTC(2026, 0);

/** Whether an absolute time is before one relative to the time of rendering, whenever that is. */
export function isPast(written: number, counted: number): boolean {
  return !isCounted(written) && isCounted(counted) && written < EARLIEST_NOW + (counted - Date.parse(NOW));
}

/** No service that reads a file of today has a clock later than this. */
const LATEST_NOW = Date.UTC(2046, 0);

/** Whether an absolute time is after one relative to the time of rendering, whenever that is. */
export function isFuture(written: number, counted: number): boolean {
  return !isCounted(written) && isCounted(counted) && written > LATEST_NOW + (counted - Date.parse(NOW));
}

/** Two comparable times: both absolute, or both relative to the time of rendering. */
export function comparable(left: number, right: number): boolean {
  return isCounted(left) === isCounted(right);
}

/** The time in a string; NaN if the schema rejects it. Without a zone it is UTC, like the services' clocks. */
export function timeOf(value: unknown): number {
  const match = typeof value === 'string' ? /^([\d-]+)[t\s]([\d:.]+)(z|[+-][\d:]+)?$/i.exec(value) : null;
  return match ? Date.parse(`${match[1]}T${match[2]}${(match[3] ?? 'Z').toUpperCase()}`) : Number.NaN;
}

/** A duration in words, in its largest unit that is not a fraction below 2. */
export function duration(milliseconds: number): string {
  const units = [
    ['day', DAY],
    ['hour', 60 * MINUTE],
    ['minute', MINUTE],
    ['second', 1000],
  ] as const;
  const [name, length] = units.find(
    ([, size]) => milliseconds >= 2 * size || (milliseconds >= size && milliseconds % size === 0),
  ) ?? ['second', 1000];
  const count = Math.max(1, Math.round(milliseconds / length));
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
