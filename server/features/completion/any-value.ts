import { choice, type Value } from '../../core/jsone/engine/index.js';
import { typeText } from '../hover/expression/value-words.js';

/** With more values than this, no type is shown. */
const MOST_VALUES = 8;

/** The type of something that is one of these values. */
export function typeOfAny(values: readonly Value[]): string {
  return typeText(choice(values, MOST_VALUES));
}
