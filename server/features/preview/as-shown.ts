import { isMapping } from '../../core/base/mapping.js';
import { setOwn } from '../../core/base/set-own.js';
import { Unknown } from '../../core/jsone/static-value.js';

/** What stands for something that is only known when the task is created. */
const COMPUTED = '$' + '{…}';

/** A copy of data in which everything can be written as JSON: what is not known is shown as `${…}`. */
export function asShown(value: unknown): unknown {
  if (value instanceof Unknown) {
    const { parts } = value;
    return parts.length > 0 ? parts.map(({ kind, text }) => (kind === 'literal' ? text : COMPUTED)).join('') : COMPUTED;
  }
  if (value instanceof Date) return value.toJSON() ?? null;
  if (Array.isArray(value)) return value.map(asShown);
  if (!isMapping(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) setOwn(copy, key, asShown(inner));
  return copy;
}
