import { canonical } from '../base/canonical.js';
import { quote } from '../base/quote.js';
import type { KeywordError, SchemaError } from './schema-error.js';
import { label } from './words.js';

/** One error for each item that occurs earlier in the list. Items with unknown content equal nothing. */
export function duplicates(
  { schema, path, value }: KeywordError,
  hasUnknown: (value: unknown) => boolean,
): SchemaError[] {
  const seen = new Set<string>();
  const out: SchemaError[] = [];
  for (const [index, item] of (Array.isArray(value) ? value : []).entries()) {
    if (hasUnknown(item)) continue;
    const identity = canonical(item);
    if (seen.has(identity)) {
      const place = [...path, index];
      const subject = label(schema, place);
      const message = `${typeof item === 'string' ? `${subject} ${quote(item)}` : subject} is listed twice.`;
      out.push({ path: place, keyword: 'uniqueItems', message, subject, repairs: [] });
    }
    seen.add(identity);
  }
  return out;
}
