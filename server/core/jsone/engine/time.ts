import type { Evaluator } from './evaluator.js';
import { timeSpan } from './from-now.js';
import { toPlain } from './plain.js';
import type { Place } from './template.js';
import { Types } from './type-names.js';
import type { Value } from './types.js';
import { isKnown, nothing, string, unknown } from './value.js';

/**
 * The time at a time span after a reference, as computed by json-e: null if the reference is not a time. An empty reference
 * means the clock's time. `reference` undefined: there is none.
 */
export function timeOf(evaluator: Evaluator, text: string, reference: Value | undefined, place: Place): Value {
  const milliseconds = timeSpan(text);
  if (milliseconds === undefined)
    return evaluator.fail({ code: 'time-span', text }, `String: '${text}' isn't a time expression`, place);
  if (reference && !isKnown(reference)) return unknown(Types.string);
  const given = reference && toPlain(reference);
  // For anything but a string or a number, use whatever JavaScript's Date makes of it.
  const start = new Date((given || evaluator.clock) as string);
  const time = new Date(start.getTime() + milliseconds).toJSON() as string | null;
  return time === null ? nothing() : string(time);
}
