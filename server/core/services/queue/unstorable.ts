import { quote } from '../../base/quote.js';
import type { Path } from '../../jsone/located-value.js';
import type { SchemaError } from '../../schema/validate.js';

const REFUSED = { keyword: 'unstorable', subject: 'The task', repairs: [] } as const;

/** A lone surrogate, or the character NUL. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

/** Whether a YAML or JSON text may contain such a character, which is only possible as an escape with a number. */
export function mayBeUnstorable(text: string): boolean {
  return /\\[0xuU]/.test(text);
}

/**
 * The keys and strings of a task with a character that PostgreSQL cannot store. The queue's schema accepts them, and
 * createTask fails with an internal error (500).
 */
export function unstorable(task: unknown): SchemaError[] {
  const found: SchemaError[] = [];
  const walk = (value: unknown, path: Path): void => {
    if (typeof value === 'string') {
      if (UNSTORABLE.test(value)) found.push({ ...REFUSED, path, message: `The text ${why(value)}` });
    } else if (Array.isArray(value)) {
      for (const [i, item] of value.entries()) walk(item, [...path, i]);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (UNSTORABLE.test(key)) found.push({ ...REFUSED, path, key, message: `The key ${why(key)}` });
        walk(inner, [...path, key]);
      }
    }
  };
  walk(task, []);
  return found;
}

function why(text: string): string {
  const what = text.includes('\0') ? 'the character NUL (U+0000)' : 'half of a surrogate pair';
  return `${quote(text)} contains ${what}, which the queue cannot store. Remove it.`;
}
