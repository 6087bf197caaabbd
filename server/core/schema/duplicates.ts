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

/** A text that is the same for equal values, regardless of the order of keys. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return `${typeof value} ${JSON.stringify(value) ?? String(value)}`;
  if (value instanceof Date) return `date ${value.getTime()}`;
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`);
  return `{${entries.sort().join()}}`;
}
