import { timeSpan } from '../../core/jsone/engine/index.js';

/** The longest span of which the time of day is interesting, in milliseconds. */
const FEW_DAYS = 2 * 24 * 60 * 60 * 1000;

/**
 * The date at a time span such as "1 day" from `now` (milliseconds since 1970), with the time if it is soon. Undefined if it is
 * not a time span, or right now.
 */
export function dateText(span: string, now: number): string | undefined {
  const length = timeSpan(span);
  if (length === undefined || length === 0) return undefined;
  const date = new Date(now + length);
  if (Number.isNaN(date.getTime())) return undefined;
  const [day = '', time = ''] = date.toISOString().split('T');
  return Math.abs(length) > FEW_DAYS ? day : `${day} ${time.slice(0, 5)} UTC`;
}
