import { choice, type Value } from '../../core/jsone/engine/index.js';
import { typeText } from '../hover/expression/value-words.js';

/** The value of what is not there. */
export const ABSENT: Value = { kind: 'absent', origin: undefined };

/** No type is told from more values. */
const MOST_VALUES = 8;

/** The type of something that is one of these values. */
export function typeOfAny(values: readonly Value[]): string {
  return typeText(choice(values, MOST_VALUES));
}
