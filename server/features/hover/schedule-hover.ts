import type { SchemaLocation } from '../../core/schema/schema-map.js';
import { nextRun } from '../../core/services/hooks/next-run.js';
import type { Node } from '../../core/syntax/node.js';
import { cronInWords } from '../cron-words.js';
import { type Block, paragraph } from './markdown.js';

/** When a hook fires, for an entry of its `schedule`, in words. `now`: milliseconds since 1970. Empty for anything else. */
export function scheduleDescription({ path }: SchemaLocation, node: Node, now: number): Block[] {
  if (path.at(-2) !== 'schedule' || node.kind !== 'scalar') return [];
  const words = cronInWords(node.text);
  const next = nextRun(node.text, now);
  return [
    ...(words === undefined ? [] : [paragraph([{ kind: 'strong', text: `${words} (UTC)` }])]),
    ...(next === undefined ? [] : [paragraph([`Next: ${dateWords(next)}`])]),
  ];
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** A date and time to the minute, with the day of the week. */
function dateWords(time: number): string {
  const date = new Date(time);
  return `${WEEKDAYS[date.getUTCDay()]}, ${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
