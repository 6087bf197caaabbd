import { type CronField, cronFields } from './cron.js';

const DAY = 86_400_000;
/** The longest time between two leap days. */
const MOST_DAYS = 8 * 366;

/**
 * When a hook with this entry in its `schedule` fires next after `now`, both in milliseconds since 1970. Undefined for what the
 * hooks service rejects, and for what is not computed here: random times (`H`), the last day of a month (`L`), and the n-th day
 * of the week in it (`#`).
 */
export function nextRun(pattern: string, now: number): number | undefined {
  const fields = cronFields(pattern);
  const lists = fields?.map(numbersOf);
  if (!fields || fields[5]?.text.includes('#') || !lists?.every((list) => list !== undefined)) return undefined;
  const [seconds = [], minutes = [], hours = [], days = [], months = [], weekdays = []] = lists;
  const [isAnyDay, isAnyWeekday] = [isAny(fields[3]), isAny(fields[5])];
  const isOn = (date: Date): boolean => {
    if (!months.includes(date.getUTCMonth() + 1)) return false;
    const day = days.includes(date.getUTCDate());
    const weekday = weekdays.some((one) => one % 7 === date.getUTCDay());
    // If both are given, either is enough.
    return isAnyDay || isAnyWeekday ? day && weekday : day || weekday;
  };
  const today = Math.floor(now / DAY) * DAY;
  for (let i = 0; i <= MOST_DAYS; i++) {
    const start = today + i * DAY;
    if (!isOn(new Date(start))) continue;
    for (const hour of hours)
      for (const minute of minutes)
        for (const second of seconds) {
          const time = start + ((hour * 60 + minute) * 60 + second) * 1000;
          if (time > now) return time;
        }
  }
  return undefined;
}

function isAny(field: CronField | undefined): boolean {
  return field?.text === '*' || field?.text === '?';
}

/** The values from the lowest to the highest; undefined if some are not numbers. */
function numbersOf({ values }: CronField): number[] | undefined {
  const numbers = values.filter((value) => typeof value === 'number');
  return numbers.length > 0 && numbers.length === values.length ? numbers.sort((a, b) => a - b) : undefined;
}
