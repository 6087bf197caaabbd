import { toString as inWords } from 'cronstrue';
import { type CronField, cronFields } from '../core/services/hooks/cron.js';

/**
 * When an entry of a hook's `schedule` fires, in words, without the time zone (it is UTC): "At 12:00, Monday through Friday".
 * Undefined for what the hooks service rejects, for random times (`H`), and where words would not say exactly when.
 */
export function cronInWords(pattern: string): string | undefined {
  const fields = cronFields(pattern)?.map(exactField);
  if (!fields?.every((field) => field !== undefined)) return undefined;
  try {
    return inWords(fields.join(' '), { use24HourTimeFormat: true });
  } catch {
    return undefined;
  }
}

/** How many values each of second, minute and hour has. Days and months are not all there every time. */
const SIZES = [60, 60, 24];

/** A field for which cronstrue's words are exact. It says "every 7 minutes" for a step that does not fit into the hour. */
function exactField({ text, values }: CronField, index: number): string | undefined {
  const field = text.replaceAll('?', '*');
  if (values.length === 0) return undefined;
  // The last day of the month, in a list with other days.
  if (field.includes('L') && field.includes(',')) return undefined;
  if (values.length === SIZES[index]) return '*';
  if (!field.includes('/')) return field;
  const step = Number(/^\*\/(\d+)$/.exec(field)?.[1]);
  return (SIZES[index] ?? Number.NaN) % step === 0 ? field : values.join(',');
}
